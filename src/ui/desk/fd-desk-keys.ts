/** The keys, on one page. */
import { LitElement, css, html } from 'lit';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { own } from '../entry/own.ts';
import { LocaleController, words } from '../words/words.ts';
import { lettersOn, setLetters } from './keys.ts';
import { placeText, places } from './places.ts';

const t = words({
  title: ['快捷键', 'Keys'],
  quick: ['到速记栏', 'To the quick line'],
  palette: ['找任何东西', 'Find anything'],
  help: ['这张表', 'This list'],
  lock: ['锁定', 'Lock'],
  save: ['在表单里保存', 'Save a form'],
  rows: ['在列表里上下移动', 'Up and down a list'],
  open: ['打开这一行', 'Open the line'],
  letters: ['用单个字母做快捷键', 'Single letters are keys'],
  goTo: ['去“{place}”', 'Go to {place}'],
});

export class FdDeskKeys extends LitElement {
  static override properties = { open: { type: Boolean } };
  static override styles = [
    base,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        gap: var(--s2) var(--s5);
      }
      .letters {
        display: inline-flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: var(--control);
        margin-block-start: var(--s4);
      }
      .letters > input {
        inline-size: 1.3rem;
        block-size: 1.3rem;
        accent-color: var(--accent);
      }
      dl > div {
        display: flex;
        justify-content: space-between;
        gap: var(--s3);
      }
    `,
  ];
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
    new LocaleController(this);
  }
  show(): void {
    this.open = true;
  }

  override render() {
    const rows: readonly (readonly [string, readonly string[]])[] = [
      [t.quick(), ['/', 'n']],
      [t.palette(), ['Ctrl', 'K']],
      [t.save(), ['Ctrl', 'Enter']],
      [t.rows(), ['↑', '↓']],
      [t.open(), ['Enter']],
      [t.lock(), ['Shift', 'L']],
      [t.help(), ['?']],
      ...places.map((place) => [t.goTo({ place: placeText(place.id) }), ['g', place.key]] as const),
    ];
    return html`<fd-dialog
      heading=${t.title()}
      size="large"
      .open=${this.open}
      @fd-close=${own(() => (this.open = false))}
    >
      <dl>
        ${rows.map(
          ([what, keys]) =>
            html`<div>
              <dt>${what}</dt>
              <dd>${keys.map((key) => html`<kbd class="kbd">${key}</kbd> `)}</dd>
            </div>`,
        )}
      </dl>
      <label class="letters"
        ><input
          type="checkbox"
          .checked=${lettersOn()}
          @change=${(event: Event) => setLetters((event.target as HTMLInputElement).checked)}
        />${t.letters()}</label
      >
    </fd-dialog>`;
  }
}
customElements.define('fd-desk-keys', FdDeskKeys);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-keys': FdDeskKeys;
  }
}
