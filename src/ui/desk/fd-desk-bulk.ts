/**
 * One note, or one step that asks nothing, for many entries at once. Each is done by itself; what is refused is named.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { Stage } from '../../spec/procedure.ts';
import type { Listed, Result, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { toast } from '../base/fd-toast.ts';
import { titleOf } from '../entry/lines.ts';
import { SiteView } from '../entry/site.ts';
import { asksFor, stepText, stepsOf } from '../entry/steps.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';

const t = words({
  picked: ['已选 {n} 条', '{n} picked'],
  note: ['给这些单子加备注', 'Note on all of them'],
  add: ['添加', 'Add'],
  move: ['一起改为', 'Move all to'],
  done: ['{n} 条已处理', '{n} done'],
  none: ['这些单子没有可以一起做的步骤', 'There is no step that all of them can take together'],
});

export class FdDeskBulk extends LitElement {
  static override properties = {
    store: { attribute: false },
    rows: { attribute: false },
    refused: { state: true },
    busy: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s3);
        padding: var(--s3) var(--s4);
        border: 1px solid var(--accent-line);
        border-radius: var(--r2);
        background: var(--accent-soft);
      }
      form {
        flex: 1 1 18rem;
      }
    `,
  ];
  declare store: Store | undefined;
  declare rows: readonly Listed[];
  declare refused: readonly string[];
  declare busy: boolean;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.rows = [];
    this.refused = [];
    this.busy = false;
    new LocaleController(this);
  }

  /** Steps that every picked entry may take and that ask nothing. */
  #steps(): Stage[] {
    const [first, ...rest] = this.rows;
    if (!first) return [];
    const { roles } = this.#site;
    return stepsOf(first, roles).filter(
      ({ id }) =>
        !asksFor(first, id) &&
        rest.every(
          (one) =>
            one.entry.procedure === first.entry.procedure &&
            !asksFor(one, id) &&
            stepsOf(one, roles).some((stage) => stage.id === id),
        ),
    );
  }

  override render() {
    const said = this.refused.map((line) => html`<p class="problem" role="alert">${line}</p>`);
    if (this.rows.length === 0) return said.length > 0 ? said : nothing;
    const steps = this.#steps();
    return html`<div class="bar">
        <strong role="status">${t.picked({ n: this.rows.length })}</strong>
        <form class="input-group" @submit=${this.#note}>
          <input class="input" maxlength="4000" placeholder=${t.note()} aria-label=${t.note()} />
          <button class="btn" ?disabled=${this.busy}>${icon('send')}${t.add()}</button>
        </form>
        ${
          steps.length > 0
            ? html`<span>${t.move()}</span>${steps.map(
                  (stage) =>
                    html`<button
                      type="button"
                      class="btn"
                      ?disabled=${this.busy}
                      @click=${() => this.#each((store, id) => store.move(id, stage.id, {}))}
                    >
                      ${stepText(stage)}
                    </button>`,
                )}`
            : html`<span class="small">${t.none()}</span>`
        }
      </div>
      ${said}`;
  }

  readonly #note = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    const text = field?.value.trim();
    if (text) await this.#each((store, id) => store.note(id, text));
  };

  async #each(run: (store: Store, id: string) => Promise<Result<unknown>>): Promise<void> {
    const { store, rows } = this;
    if (!store || this.busy) return;
    this.busy = true;
    const refused: string[] = [];
    for (const one of rows) {
      const result = await run(store, one.entry.id);
      if (!result.ok)
        refused.push(
          `${titleOf(one, this.#site)}：${result.problems.map((each) => problemText(each)).join('；')}`,
        );
    }
    this.busy = false;
    this.refused = refused;
    toast(t.done({ n: rows.length - refused.length }), { tone: 'good' });
    this.dispatchEvent(new CustomEvent('fd-done'));
  }
}
customElements.define('fd-desk-bulk', FdDeskBulk);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-bulk': FdDeskBulk;
  }
}
