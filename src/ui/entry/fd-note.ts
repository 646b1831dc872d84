/** A line to add to an entry's log. Enter saves, Shift+Enter breaks the line. */
import { LitElement, css, html } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  label: ['加一条备注', 'Add a note'],
  hint: ['写清经过或下一步，按 Enter 保存', 'What happened, or what is next; Enter saves'],
  add: ['添加', 'Add'],
  added: ['备注已保存', 'Note saved'],
});

export class FdNote extends LitElement {
  static override properties = {
    store: { attribute: false },
    entry: {},
    problems: { state: true },
  };
  static override styles = [
    base,
    css`
      textarea.input {
        min-block-size: var(--control);
      }
    `,
  ];
  declare store: Store | undefined;
  declare entry: string;
  declare problems: readonly Problem[];

  constructor() {
    super();
    this.entry = '';
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    return html`<form class="field" @submit=${this.#add}>
      <label class="label" for="text">${t.label()}</label>
      <div class="input-group">
        <textarea
          id="text"
          class="input"
          rows="1"
          maxlength="4000"
          placeholder=${t.hint()}
          @keydown=${this.#key}
        ></textarea>
        <button class="btn">${icon('send')}${t.add()}</button>
      </div>
      ${this.problems.map((problem) => html`<p class="problem" role="alert">${problemText(problem)}</p>`)}
    </form>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void this.#add(event);
  };
  readonly #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector('textarea');
    const text = field?.value.trim();
    if (!field || !text || !this.store) return;
    const result = await this.store.note(this.entry, text);
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    field.value = '';
    toast(t.added(), { tone: 'good' });
  };
}
customElements.define('fd-note', FdNote);
declare global {
  interface HTMLElementTagNameMap {
    'fd-note': FdNote;
  }
}
