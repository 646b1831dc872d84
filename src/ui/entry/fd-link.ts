/** Links an entry to another by hand: find it, choose it; both show one another from then on. */
import { LitElement, css, html, nothing } from 'lit';
import type { Problem } from '../../spec/problem.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import '../base/fd-dialog.ts';
import { toast } from '../base/fd-toast.ts';
import { icon } from '../base/icon.ts';
import type { RefChoice } from '../field/context.ts';
import { problemText } from '../words/problems.ts';
import { LocaleController, words } from '../words/words.ts';
import { own } from './own.ts';
import { choicesOf } from './ref-choices.ts';
import { SiteView } from './site.ts';

const t = words({
  link: ['关联', 'Link'],
  title: ['关联到哪张单子？', 'Link to which entry?'],
  label: ['编号、房号、姓名或电话', 'Number, room, name or phone'],
  none: ['没有找到。换个说法，或少打几个字。', 'Nothing found. Try other or fewer words.'],
  done: ['已关联', 'Linked'],
});
/** As it stands in the log. */
const why = '人工关联';
const most = 8;

/** The newer of two names the older, so that each finds the other. */
export async function linkTwo(
  store: Store,
  a: { readonly id: string; readonly created: string },
  b: { readonly id: string; readonly created: string },
  text: string,
) {
  const [newer, older] = a.created < b.created ? [b, a] : [a, b];
  return store.link(newer.id, older.id, text);
}

export class FdLink extends LitElement {
  static override properties = {
    store: { attribute: false },
    listed: { attribute: false },
    asking: { state: true },
    hits: { state: true },
    problems: { state: true },
  };
  static override styles = [
    base,
    css`
      .list {
        min-block-size: 12rem;
      }
      button.row {
        inline-size: 100%;
        text-align: start;
      }
    `,
  ];
  declare store: Store | undefined;
  declare listed: Listed | undefined;
  declare asking: boolean;
  declare hits: readonly RefChoice[] | undefined;
  declare problems: readonly Problem[];
  #asked = 0;
  readonly #site = new SiteView(this, () => this.store);

  constructor() {
    super();
    this.asking = false;
    this.problems = [];
    new LocaleController(this);
  }

  override render() {
    const { listed } = this;
    if (!listed || !this.#site.me) return nothing;
    return html`<button type="button" class="btn quiet small" data-link @click=${this.#open}>
        ${icon('link')}${t.link()}
      </button>
      <fd-dialog
        size="large"
        heading=${t.title()}
        .open=${this.asking}
        @fd-close=${own(() => (this.asking = false))}
      >
        ${this.asking ? this.#search() : nothing}
      </fd-dialog>`;
  }

  #search() {
    const hits = this.hits ?? [];
    return html`<div class="stack">
      <input
        class="input"
        type="search"
        autofocus
        autocomplete="off"
        aria-label=${t.label()}
        placeholder=${t.label()}
        @input=${(event: Event) => void this.#look((event.target as HTMLInputElement).value)}
      />
      ${this.problems.map((problem) => html`<p class="problem" role="alert">${problemText(problem)}</p>`)}
      <div class="list" role="list">
        ${hits.map(
          (hit) =>
            html`<button
              type="button"
              class="row"
              data-entry=${hit.id}
              @click=${() => void this.#choose(hit)}
            >
              ${icon(hit.icon)}<span class="row-main"
                ><span class="row-title">${hit.title}</span
                ><span class="row-sub num"
                  >${[hit.number, hit.procedure, hit.room, hit.when].filter(Boolean).join(' · ')}</span
                ></span
              ><span class="row-end"><span class="badge ${hit.tone}">${hit.stage}</span></span>
            </button>`,
        )}
      </div>
      ${this.hits?.length === 0 ? html`<p class="muted">${t.none()}</p>` : nothing}
    </div>`;
  }

  readonly #open = () => {
    this.asking = true;
    this.problems = [];
    void this.#look('');
  };

  async #look(text: string): Promise<void> {
    const { store, listed } = this;
    if (!store || !listed) return;
    const asked = ++this.#asked;
    const hits = await choicesOf(store, this.#site, {}, { text, most, not: listed.entry.id });
    if (asked === this.#asked) this.hits = hits;
  }

  async #choose(hit: RefChoice): Promise<void> {
    const { store, listed } = this;
    if (!store || !listed) return;
    const result = await linkTwo(store, listed.entry, hit, why);
    this.problems = result.ok ? [] : result.problems;
    if (!result.ok) return;
    this.asking = false;
    toast(t.done(), { tone: 'good' });
  }
}
customElements.define('fd-link', FdLink);
declare global {
  interface HTMLElementTagNameMap {
    'fd-link': FdLink;
  }
}
