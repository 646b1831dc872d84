/**
 * Entries with stages as a table: views, filters, sorting, selection for a note or a move of many at once. With
 * `commitments`: what others opened (promises, tasks, corrective actions).
 */
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import { link } from '../entry/links.ts';
import { RowKeys } from '../entry/row-keys.ts';
import { SiteView } from '../entry/site.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { caseTable, sorted } from './case-table.ts';
import type { Sorting } from './case-table.ts';
import './fd-desk-bulk.ts';
import { viewText, views, within } from './case-views.ts';
import type { View } from './case-views.ts';
import { commitments } from './kinds.ts';

const t = words({
  cases: ['案件', 'Cases'],
  commitments: ['承诺与任务', 'Promises and tasks'],
  views: ['视图', 'Views'],
  search: ['在这张表里找', 'Find in this table'],
  searchHint: ['姓名、房号、编号、内容', 'Name, room, number, words'],
  kind: ['表单', 'Form'],
  anyKind: ['全部', 'All'],
  stage: ['步骤', 'Step'],
  anyStage: ['任何步骤', 'Any step'],
  noneTitle: ['没有符合的单子', 'Nothing here'],
  noneHint: ['换个视图，或清空筛选看看。', 'Try another view, or clear the filters.'],
  clear: ['清空筛选', 'Clear filters'],
  shown: ['{n} 条', '{n} entries'],
  truncated: ['只显示前 {n} 条，请再缩小范围', 'Only the first {n}; narrow it down'],
});
const most = 300;

export class FdDeskCases extends LitElement {
  static override properties = {
    store: { attribute: false },
    commitments: { type: Boolean },
    view: {},
    text: { state: true },
    kind: { state: true },
    stage: { state: true },
    sorting: { state: true },
    selected: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: var(--s3);
      }
      .filters .field {
        flex: 0 1 12rem;
        gap: var(--s1);
      }
      .filters .wide {
        flex: 1 1 16rem;
      }
      th button {
        display: inline-flex;
        align-items: center;
        gap: 0.3em;
        min-block-size: var(--control-small);
        padding: 0;
        border: 0;
        background: none;
        font: inherit;
        color: inherit;
        cursor: pointer;
      }
      td.pick,
      th.pick {
        inline-size: 2.4rem;
      }
      td.pick > label,
      th.pick > label {
        display: grid;
        place-items: center;
        min-block-size: var(--control-small);
        min-inline-size: var(--control-small);
      }
      .pick input {
        inline-size: 1.15rem;
        block-size: 1.15rem;
        accent-color: var(--accent);
      }
      td a {
        display: block;
        padding-block: var(--s1);
        color: var(--text);
        font-weight: 550;
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      td a:hover {
        text-decoration: underline;
      }
      .title {
        min-inline-size: 16rem;
      }
      .nowrap {
        white-space: nowrap;
      }
      tr[aria-selected='true'] {
        background: var(--accent-soft);
      }
    `,
  ];
  declare store: Store | undefined;
  declare commitments: boolean;
  declare view: View;
  declare text: string;
  declare kind: string;
  declare stage: string;
  declare sorting: Sorting;
  declare selected: ReadonlySet<string>;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #all = new Live<readonly Listed[]>(
    this,
    () =>
      this.store?.entries({ text: this.text, ...(this.view === 'finished' ? {} : { open: true }) }),
    () => `${this.view} ${this.text}`,
  );

  constructor() {
    super();
    this.commitments = false;
    this.view = 'open';
    this.text = '';
    this.kind = '';
    this.stage = '';
    this.sorting = { by: 'due', down: false };
    this.selected = new Set();
    new LocaleController(this);
    new RowKeys(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view') || changed.has('commitments')) this.selected = new Set();
    if (changed.has('commitments')) {
      this.kind = '';
      this.stage = '';
    }
  }

  #rows(): Listed[] {
    const only = commitments(this.#site.procedures);
    const me = this.#site.me?.id ?? '';
    return (this.#all.value ?? []).filter((one) => {
      const { procedure } = one.form;
      if (!procedure.stages || procedure.kind === 'checklist') return false;
      if (this.commitments && !only.has(procedure.id)) return false;
      if (this.kind && procedure.id !== this.kind) return false;
      if (this.stage && one.entry.stage !== this.stage) return false;
      return within(this.view, one, this.#clocks, me);
    });
  }

  override render() {
    if (!this.store || !this.#all.value) return nothing;
    const rows = sorted(this.#rows(), this.sorting, this.#clocks, this.#site);
    const shown = rows.slice(0, most);
    const selected = rows.filter(({ entry }) => this.selected.has(entry.id));
    return html`<div class="stack">
      <header class="split">
        <h1>${this.commitments ? t.commitments() : t.cases()}</h1>
        <span class="muted num" role="status">${t.shown({ n: rows.length })}</span>
      </header>
      <nav class="tabs" aria-label=${t.views()}>
        ${views.map(
          (view) =>
            html`<a
              href=${link(this.commitments ? 'tasks' : 'cases', view)}
              aria-current=${view === this.view ? 'page' : nothing}
              >${viewText(view)}</a
            >`,
        )}
      </nav>
      ${this.#filters()}
      <fd-desk-bulk
        .store=${this.store}
        .rows=${selected}
        @fd-done=${() => (this.selected = new Set())}
      ></fd-desk-bulk>
      ${rows.length === 0 ? this.#empty() : this.#table(shown)}
      ${rows.length > most ? html`<p class="muted">${t.truncated({ n: most })}</p>` : nothing}
    </div>`;
  }

  #table(rows: readonly Listed[]): TemplateResult {
    return caseTable(rows, {
      site: this.#site,
      clocks: this.#clocks,
      sorting: this.sorting,
      sort: (sorting) => (this.sorting = sorting),
      selected: this.selected,
      select: (ids, on) => {
        const next = new Set(this.selected);
        for (const id of ids)
          if (on) next.add(id);
          else next.delete(id);
        this.selected = next;
      },
    });
  }

  #filters(): TemplateResult {
    const only = commitments(this.#site.procedures);
    const kinds = this.#site.procedures
      .map(({ procedure }) => procedure)
      .filter(
        ({ id, stages, kind }) =>
          stages && kind !== 'checklist' && (!this.commitments || only.has(id)),
      );
    const stages = kinds.find(({ id }) => id === this.kind)?.stages ?? [];
    const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<div class="filters" role="search">
      <label class="field wide"
        ><span class="label small">${t.search()}</span
        ><input
          class="input"
          type="search"
          autocomplete="off"
          placeholder=${t.searchHint()}
          .value=${this.text}
          @input=${(event: Event) => (this.text = value(event))}
      /></label>
      <label class="field"
        ><span class="label small">${t.kind()}</span
        ><select
          class="input"
          @change=${(event: Event) => {
            this.kind = value(event);
            this.stage = '';
          }}
        >
          <option value="">${t.anyKind()}</option>
          ${kinds.map(
            ({ id, title }) =>
              html`<option value=${id} ?selected=${id === this.kind}>${say(title)}</option>`,
          )}
        </select></label
      >
      ${
        stages.length > 0
          ? html`<label class="field"
              ><span class="label small">${t.stage()}</span
              ><select class="input" @change=${(event: Event) => (this.stage = value(event))}>
                <option value="">${t.anyStage()}</option>
                ${stages.map(
                  ({ id, title }) =>
                    html`<option value=${id} ?selected=${id === this.stage}>${say(title)}</option>`,
                )}
              </select></label
            >`
          : nothing
      }
    </div>`;
  }

  #empty(): TemplateResult {
    const filtered = this.text || this.kind || this.stage;
    return html`<div class="empty">
      ${icon('inbox', 'huge')}
      <h2>${t.noneTitle()}</h2>
      <p>${t.noneHint()}</p>
      ${
        filtered
          ? html`<button
              type="button"
              class="btn"
              @click=${() => {
                this.text = '';
                this.kind = '';
                this.stage = '';
              }}
            >
              ${t.clear()}
            </button>`
          : nothing
      }
    </div>`;
  }
}
customElements.define('fd-desk-cases', FdDeskCases);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-cases': FdDeskCases;
  }
}
