/** Asks why: a few usual reasons to tap, and a line of one's own. `.value` is the text; `fd-reason` when it changes. */
import { LitElement, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { base } from '../base/base.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({ own: ['其他原因（可写详细）', 'Another reason, or more of it'] });

export class FdReason extends LitElement {
  static override properties = {
    choices: { attribute: false },
    label: {},
    chosen: { state: true },
    text: { state: true },
  };
  static override styles = base;
  declare choices: readonly string[];
  declare label: string;
  declare chosen: string;
  declare text: string;

  constructor() {
    super();
    this.choices = [];
    this.label = '';
    this.chosen = '';
    this.text = '';
    new LocaleController(this);
  }

  get value(): string {
    return [this.chosen, this.text.trim()].filter(Boolean).join('：');
  }

  override render() {
    return html`<fieldset class="field">
      <legend class="label">${this.label}</legend>
      <div class="chips">
        ${this.choices.map(
          (choice) =>
            html`<button
              type="button"
              class="chip"
              aria-pressed=${this.chosen === choice}
              @click=${() => {
                this.chosen = this.chosen === choice ? '' : choice;
                this.#tell();
              }}
            >
              ${choice}
            </button>`,
        )}
      </div>
      <input
        class="input"
        maxlength="500"
        autocomplete="off"
        aria-label=${t.own()}
        placeholder=${t.own()}
        .value=${live(this.text)}
        @input=${(event: Event) => {
          this.text = (event.target as HTMLInputElement).value;
          this.#tell();
        }}
      />
    </fieldset>`;
  }
  #tell(): void {
    this.dispatchEvent(new CustomEvent('fd-reason', { detail: this.value }));
  }
}
customElements.define('fd-reason', FdReason);
declare global {
  interface HTMLElementTagNameMap {
    'fd-reason': FdReason;
  }
}
