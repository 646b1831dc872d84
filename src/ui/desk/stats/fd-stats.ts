/**
 * Statistics: the numbers of a day, week, month or any days, by department, person or hour; each opens its entries, and
 * all of them can be frozen as a statement, printed, or taken away as a file.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { groupings, type Grouping } from '../../../form/tally.ts';
import { addDays } from '../../../spec/zoned.ts';
import type { SyncStatus, Store } from '../../../store/store.ts';
import type { Calendar } from '../../../form/clock.ts';
import { base } from '../../base/base.ts';
import { icon } from '../../base/icon.ts';
import { Live } from '../../base/live.ts';
import { Clocks } from '../../entry/clocks.ts';
import { go, link } from '../../entry/links.ts';
import { pageSize } from '../../entry/page-size.ts';
import { SiteView } from '../../entry/site.ts';
import { dayOf, stampText } from '../../entry/when.ts';
import { problemText } from '../../words/problems.ts';
import { LocaleController, words } from '../../words/words.ts';
import { csvText } from '../export/csv.ts';
import { csvType, saveFile, xlsxType } from '../export/save.ts';
import { xlsxBytes } from '../export/xlsx.ts';
import './fd-stat-brief.ts';
import './fd-stat-detail.ts';
import { FiguresOf, type Asked } from './figures.ts';
import { draftStatement, statementAnswers, statementOf } from './freeze.ts';
import { formulas, numberCard, numberTable } from './number-table.ts';
import { groupingText, measureOf } from './say.ts';
import { daysOf, daysText, periodOf, spanName, spans, turned, type Days } from './span.ts';
import { statSheet } from './stat-sheet.ts';
import { aboutSheet, groupsSheet, numbersSheet } from './tables.ts';

const t = words({
  title: ['统计', 'Statistics'],
  numbers: ['数字', 'Numbers'],
  daily: ['今日诉求简报', 'Daily digest'],
  weekly: ['周报草稿', 'Weekly brief'],
  views: ['统计的几种样式', 'Ways to read the numbers'],
  span: ['期间', 'Period'],
  before: ['前一期', 'Before'],
  after: ['后一期', 'After'],
  day: ['日期', 'Date'],
  until: ['至', 'Until'],
  by: ['怎么分', 'Group by'],
  here: ['根据本机 {n} 条记录，{at}', 'From {n} entries on this computer, {at}'],
  server: [
    '由服务器按全部 {n} 条记录计算，{at}',
    'Counted by the server over all {n} entries, {at}',
  ],
  unsynced: ['本机未同步 {n} 条', '{n} not synced on this computer'],
  freeze: ['冻结并签字', 'Freeze and sign'],
  print: ['打印', 'Print'],
  busy: ['正在计算…', 'Counting…'],
  empty: ['这段时间没有数字', 'No numbers in this period'],
  emptyHint: ['换一段时间看看。', 'Choose another period.'],
});
const views = ['numbers', 'daily', 'weekly'] as const;

export class FdStats extends LitElement {
  static override properties = {
    store: { attribute: false },
    view: {},
    query: { attribute: false },
    calendar: { state: true },
  };
  static override styles = [base, statSheet];
  declare store: Store | undefined;
  declare view: string;
  declare query: URLSearchParams;
  declare calendar: Calendar | undefined;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #sync = new Live<SyncStatus>(this, () => this.store?.sync);
  readonly #figures = new FiguresOf(
    this,
    () => this.store,
    this.#site,
    () => this.#asked(),
  );

  constructor() {
    super();
    this.view = 'numbers';
    this.query = new URLSearchParams();
    new LocaleController(this);
  }
  override connectedCallback(): void {
    super.connectedCallback();
    pageSize('A4');
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }
  protected override firstUpdated(): void {
    void this.store?.calendar().then((calendar) => (this.calendar = calendar));
  }

  get #days(): Days {
    const today = dayOf(this.#clocks.now, this.#site.zone);
    const query = new URLSearchParams(this.query);
    if (this.view === 'daily') query.set('span', 'day');
    if (this.view === 'weekly') query.set('span', 'week');
    return daysOf(query, today);
  }
  get #by(): Grouping {
    return groupings.find((each) => each === this.query.get('by')) ?? 'site';
  }
  #asked(): Asked | undefined {
    if (!this.calendar || !this.store || this.view !== 'numbers') return undefined;
    const [measure, group] = [this.query.get('m'), this.query.get('g')];
    return {
      period: periodOf(this.#days, this.calendar.offset),
      by: this.#by,
      ...(measure !== null && { rows: { measure, ...(group !== null && { group }) } }),
    };
  }

  override render() {
    if (!this.store || !this.calendar) return nothing;
    const days = this.#days;
    return html`<div class="stack">
      <header class="split">
        <h1>${this.#title(daysText(days, this.#site.zone))}</h1>
        <div class="cluster no-print">
          ${this.view === 'numbers' ? this.#deeds(days) : nothing}
          <button type="button" class="btn" @click=${() => print()}>
            ${icon('printer')}${t.print()}
          </button>
        </div>
      </header>
      <nav class="tabs no-print" aria-label=${t.views()}>
        ${views.map(
          (view) =>
            html`<a
              href=${link('stats', view)}
              aria-current=${view === this.view ? 'page' : nothing}
              >${t[view]()}</a
            >`,
        )}
      </nav>
      ${this.#controls(days)} ${this.view === 'numbers' ? this.#numbers() : this.#brief(days)}
    </div>`;
  }

  #title(days: string): TemplateResult {
    const name =
      this.view === 'daily' ? t.daily() : this.view === 'weekly' ? t.weekly() : t.title();
    return html`<span class="print-only">${this.#site.site?.name} </span>${name}<span
        class="print-only"
      >
        ${days}</span
      >`;
  }

  #brief(days: Days): TemplateResult {
    return html`<fd-stat-brief
      .store=${this.store}
      .days=${days}
      .offset=${this.calendar?.offset ?? 0}
      kind=${this.view}
    ></fd-stat-brief>`;
  }

  #controls(days: Days): TemplateResult {
    const turn = (by: 1 | -1) => this.#go({ on: turned(days, by), ...this.#until(days, by) });
    const today = dayOf(this.#clocks.now, this.#site.zone);
    const numbers = this.view === 'numbers';
    return html`<div class="cluster no-print">
      ${
        numbers
          ? html`<div class="chips" role="group" aria-label=${t.span()}>
              ${spans.map(
                (kind) =>
                  html`<button
                    type="button"
                    class="chip"
                    aria-pressed=${kind === days.kind}
                    @click=${() => this.#go({ span: kind, on: kind === 'custom' ? days.from : this.query.get('on'), to: days.to })}
                  >
                    ${spanName(kind)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
      <button
        type="button"
        class="btn only"
        aria-label=${t.before()}
        title=${t.before()}
        @click=${() => turn(-1)}
      >
        ${icon('chevron-left')}
      </button>
      ${this.#date('on', t.day(), days.kind === 'custom' ? days.from : (this.query.get('on') ?? today), today)}
      ${days.kind === 'custom' ? this.#date('to', t.until(), days.to, today) : nothing}
      <button
        type="button"
        class="btn only"
        aria-label=${t.after()}
        title=${t.after()}
        ?disabled=${days.to >= today}
        @click=${() => turn(1)}
      >
        ${icon('chevron-right')}
      </button>
      <strong class="num">${daysText(days, this.#site.zone)}</strong>
      ${
        numbers
          ? html`<label class="cluster"
              >${t.by()}<select
                class="input"
                @change=${(event: Event) => this.#go({ by: (event.target as HTMLSelectElement).value, g: null })}
              >
                ${groupings.map(
                  (by) =>
                    html`<option value=${by} ?selected=${by === this.#by}>
                      ${groupingText(by)}
                    </option>`,
                )}
              </select></label
            >`
          : nothing
      }
    </div>`;
  }

  #until(days: Days, by: 1 | -1): Record<string, string> {
    if (days.kind !== 'custom') return {};
    const length = Math.round((Date.parse(days.to) - Date.parse(days.from)) / 86_400_000);
    return { to: addDays(turned(days, by), length) };
  }

  #date(name: string, label: string, value: string, max: string): TemplateResult {
    return html`<label class="cluster"
      ><span class=${name === 'on' ? 'sr-only' : ''}>${label}</span
      ><input
        class="input num"
        type="date"
        .value=${value}
        max=${max}
        @change=${(event: Event) => {
          const { value: chosen } = event.target as HTMLInputElement;
          if (chosen) this.#go({ [name]: chosen });
        }}
    /></label>`;
  }

  #numbers(): TemplateResult {
    const { value, problems, busy } = this.#figures;
    const trouble = problems.map(
      (one) => html`<div class="banner warn">${icon('triangle-alert')}${problemText(one)}</div>`,
    );
    if (!value) return html`${trouble}${busy ? html`<p class="muted">${t.busy()}</p>` : nothing}`;
    const some = value.results.filter(({ total }) => total.of > 0);
    const main = some.filter((each) => measureOf(each).headline ?? measureOf(each).daily);
    const first = main.toSorted(
      (a, b) => Number(measureOf(b).headline ?? 0) - Number(measureOf(a).headline ?? 0),
    );
    const context = {
      site: this.#site,
      by: this.#by,
      chosen: this.query.get('m'),
      pick: (measure: string) => this.#go({ m: measure, g: null }),
    };
    const at = stampText(this.#clocks.now, this.#site.zone);
    const waiting = this.#sync.value?.waiting ?? 0;
    return html`${trouble}
      <p class="small muted" role="status">
        ${busy ? t.busy() : t[value.from]({ n: value.counted, at })}${
          waiting > 0 ? html` · <strong>${t.unsynced({ n: waiting })}</strong>` : nothing
        }
      </p>
      ${
        some.length === 0
          ? html`<div class="empty">
              ${icon('chart-column', 'huge')}
              <h2>${t.empty()}</h2>
              <p>${t.emptyHint()}</p>
            </div>`
          : html`<div class="headlines">${first.map((each) => numberCard(each, context))}</div>
              <fd-stat-detail
                ?hidden=${!this.query.get('m')}
                .store=${this.store}
                .figures=${value}
                measure=${this.query.get('m') ?? ''}
                by=${this.#by}
                .group=${this.query.get('g') ?? undefined}
                days=${daysText(this.#days, this.#site.zone)}
                @fd-pick=${this.#picked}
              ></fd-stat-detail>
              ${numberTable(some, context)} ${formulas(some)}`
      }`;
  }

  #deeds(days: Days): TemplateResult {
    const results = this.#figures.value?.results ?? [];
    const statement = statementOf(this.#site.procedures, this.#site.roles);
    const name = `${t.title()} ${daysText(days, this.#site.zone)}`;
    const xlsx = async () => {
      const sheets = [
        numbersSheet(results),
        ...(this.#by === 'site' ? [] : [groupsSheet(results, this.#by, this.#site)]),
        aboutSheet(this.#site, daysText(days, this.#site.zone), this.#clocks.now),
      ];
      saveFile(`${name}.xlsx`, await xlsxBytes(sheets), xlsxType);
    };
    const csv = () => saveFile(`${name}.csv`, csvText(numbersSheet(results)), csvType);
    const freeze = async () => {
      if (!statement || !this.store) return;
      const answers = statementAnswers(statement, days, results);
      const draft = await draftStatement(this.store, statement, answers);
      if (draft) go(link('draft', draft));
    };
    return html`<button type="button" class="btn" @click=${() => void xlsx()}>
        ${icon('download')}XLSX</button
      ><button type="button" class="btn" @click=${csv}>${icon('download')}CSV</button> ${
        statement
          ? html`<button type="button" class="btn" @click=${() => void freeze()}>
              ${icon('pen-line')}${t.freeze()}
            </button>`
          : nothing
      }`;
  }

  readonly #picked = (event: CustomEvent<{ measure?: string; group?: string }>) => {
    this.#go({ m: event.detail.measure ?? null, g: event.detail.group ?? null });
  };

  /** Goes where the query differs by this; null takes a member away. */
  #go(change: Readonly<Record<string, string | null>>): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(change))
      if (value === null) query.delete(name);
      else query.set(name, value);
    go(`${link('stats', this.view)}?${query.toString()}`);
  }
}
customElements.define('fd-stats', FdStats);
declare global {
  interface HTMLElementTagNameMap {
    'fd-stats': FdStats;
  }
}
