/** Buttons that open another entry from this one, filled in and linked: a callback, a task, a promise. */
import { LitElement, css, html, nothing } from 'lit';
import type { Listed, OpeningChoice, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { pictureOf } from './lines.ts';
import { openFilled } from './opening.ts';
import { SiteView } from './site.ts';

const t = words({
  title: ['接着办', 'Open from here'],
  any: ['登记{title}', 'New: {title}'],
});

export class FdOpenings extends LitElement {
  static override properties = { store: { attribute: false }, listed: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      h2 {
        font-size: var(--t-lg);
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #choices = new Live<readonly OpeningChoice[]>(
    this,
    () => (this.listed && this.#site.me ? this.store?.openings(this.listed.entry.id) : undefined),
    () => `${this.listed?.entry.id} ${this.#site.me?.id}`,
  );

  constructor() {
    super();
    new LocaleController(this);
  }

  override render() {
    const choices = this.#choices.value ?? [];
    if (choices.length === 0 || !this.#site.me) return nothing;
    return html`<section class="stack tight" aria-labelledby="openings">
      <h2 id="openings">${t.title()}</h2>
      <div class="cluster">
        ${choices.map(
          (choice) =>
            html`<button
              type="button"
              class="btn"
              data-opening=${choice.id}
              @click=${() => void this.#open(choice)}
            >
              ${icon(pictureOf(choice))}${
                choice.id.startsWith('any:')
                  ? t.any({ title: say(choice.label) })
                  : say(choice.label)
              }
            </button>`,
        )}
      </div>
    </section>`;
  }

  async #open(choice: OpeningChoice): Promise<void> {
    const { store, listed } = this;
    if (!store || !listed) return;
    await openFilled(store, choice, [{ entry: listed.entry.id, why: choice.label['zh-CN'] }]);
  }
}
customElements.define('fd-openings', FdOpenings);
declare global {
  interface HTMLElementTagNameMap {
    'fd-openings': FdOpenings;
  }
}
