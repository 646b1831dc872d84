/**
 * A month of a register, bound: cover, index, the account of its numbers, and its pages in the A4 grid with room for
 * signatures.
 */
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Procedure } from '../../spec/procedure.ts';
import type { Listed, Store } from '../../store/store.ts';
import { base } from '../base/base.ts';
import { icon } from '../base/icon.ts';
import { Live } from '../base/live.ts';
import { Clocks } from '../entry/clocks.ts';
import { go, link } from '../entry/links.ts';
import { pageSize } from '../entry/page-size.ts';
import { SiteView } from '../entry/site.ts';
import { dateText, dayOf, stampText } from '../entry/when.ts';
import { LocaleController, say, words } from '../words/words.ts';
import { bookColumns, bookTable } from './book.ts';
import { bookSheet } from './book-sheet.ts';
import { bindMonth, type MonthBook } from './month-book.ts';

const t = words({
  month: ['月份', 'Month'],
  print: ['打印整册', 'Print the book'],
  back: ['回到单日', 'Back to days'],
  summary: ['共 {n} 条，{p} 页', '{n} entries, {p} pages'],
  monthOf: ['{y}年{m}月', '{y}-{m}'],
  none: ['这个月没有登记', 'No entries in this month'],
  held: [
    '这台电脑只存最近90天办结的记录；更早的月份可能不全，请当月成册。',
    'This computer holds what was finished in the last 90 days; an earlier month may not be complete.',
  ],
  cover: ['编号 {code}', 'Code {code}'],
  keeper: ['保管人签字：', 'Keeper (signature): '],
  leader: ['主管签字：', 'Supervisor (signature): '],
  manager: ['经理签字：', 'Manager (signature): '],
  printed: ['{who} 打印于 {at}', 'Printed by {who}, {at}'],
  index: ['目录', 'Index'],
  day: ['日期', 'Day'],
  count: ['条数', 'Entries'],
  void: ['作废', 'Void'],
  late: ['补记', 'Late'],
  numbers: ['起止编号', 'Numbers'],
  page: ['页', 'Page'],
  gaps: ['编号清点', 'Numbers accounted for'],
  first: ['起', 'First'],
  last: ['止', 'Last'],
  used: ['已用', 'Used'],
  missing: ['缺号', 'Missing'],
  noGaps: ['没有缺号', 'No number is missing'],
  someGaps: ['缺号 {n} 个，请在备注栏写明原因', '{n} numbers are missing; write down why'],
  remark: ['备注', 'Remarks'],
  of: ['第 {n} 页，共 {all} 页', 'Page {n} of {all}'],
  onDuty: ['值班人签字：', 'On duty (signature): '],
});
/** Cover and index with the numbers. */
const front = 2;

export class FdDeskBook extends LitElement {
  static override properties = { store: { attribute: false }, procedure: {}, month: {} };
  static override styles = [
    base,
    bookSheet,
    css`
      :host {
        display: block;
      }
      h1 {
        font-size: var(--t-xl);
      }
      .input {
        inline-size: auto;
      }
      .leaf {
        padding: var(--s5);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--surface);
      }
      .cover {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--s5);
        min-block-size: 22rem;
        text-align: center;
      }
      .cover h2 {
        font-size: var(--t-3xl);
        letter-spacing: 0.1em;
      }
      .cover p {
        font-size: var(--t-lg);
      }
      .signs {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: var(--s5);
        inline-size: 100%;
        text-align: start;
      }
      .remark {
        min-inline-size: 10rem;
      }
      @media print {
        .leaf {
          padding: 0;
          border: 0;
          border-radius: 0;
          break-after: page;
        }
        .leaf:last-child {
          break-after: auto;
        }
        .cover {
          min-block-size: 165mm;
        }
        .grid-lines {
          font-size: 9pt;
        }
      }
    `,
  ];
  declare store: Store | undefined;
  declare procedure: string;
  /** `2026-11` */
  declare month: string;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);
  readonly #all = new Live<readonly Listed[]>(
    this,
    () => (this.procedure ? this.store?.entries({ procedures: [this.procedure] }) : undefined),
    () => this.procedure,
  );

  constructor() {
    super();
    this.procedure = '';
    this.month = '';
    new LocaleController(this);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    pageSize(undefined);
  }
  protected override updated(): void {
    // The pages say their own numbers: the index names them.
    pageSize('A4 landscape');
  }

  override render() {
    const found = this.#site.procedures.find(({ procedure }) => procedure.id === this.procedure);
    const all = this.#all.value;
    if (!found || !all) return nothing;
    const { zone } = this.#site;
    const { procedure } = found;
    const today = dayOf(this.#clocks.now, zone);
    const book = bindMonth(all, this.month, zone, front);
    const pages = front + book.pages.length;
    const old =
      Date.parse(`${this.month}-01T00:00Z`) < Date.parse(this.#clocks.now) - 90 * 86_400_000;
    return html`<div class="stack">
      <header class="split no-print">
        <h1>${say(procedure.title)}</h1>
        <div class="cluster">
          <a class="btn quiet" href=${link('registers', procedure.id)}
            >${icon('arrow-left')}${t.back()}</a
          >
          <button
            type="button"
            class="btn primary"
            ?disabled=${book.count === 0}
            @click=${() => print()}
          >
            ${icon('printer')}${t.print()}
          </button>
        </div>
      </header>
      <div class="cluster no-print">
        <label class="cluster"
          >${t.month()}<input
            class="input num"
            type="month"
            .value=${this.month}
            max=${today.slice(0, 7)}
            @change=${(event: Event) => {
              const { value } = event.target as HTMLInputElement;
              if (value) go(link('registers', procedure.id, value));
            }}
        /></label>
        <span class="muted" role="status">${t.summary({ n: book.count, p: pages })}</span>
      </div>
      ${old ? html`<div class="banner warn no-print">${icon('info')}${t.held()}</div>` : nothing}
      ${
        book.count === 0
          ? html`<div class="empty">
              ${icon('book-open', 'huge')}
              <h2>${t.none()}</h2>
            </div>`
          : this.#leaves(procedure, book, pages)
      }
    </div>`;
  }

  #leaves(procedure: Procedure, book: MonthBook, pages: number): TemplateResult {
    const columns = bookColumns(book.pages.flatMap(({ rows }) => rows));
    const title = `${this.#site.site?.name ?? ''} ${say(procedure.title)}`;
    const month = t.monthOf({ y: this.month.slice(0, 4), m: Number(this.month.slice(5)) });
    return html`<article class="book stack">
      <section class="leaf cover">
        <p>${this.#site.site?.name}</p>
        <h2>${say(procedure.title)}</h2>
        <p>${month}</p>
        <p>${t.summary({ n: book.count, p: pages })} · ${t.cover({ code: procedure.code })}</p>
        <div class="signs">
          <span>${t.keeper()}</span><span>${t.leader()}</span><span>${t.manager()}</span>
        </div>
        <p class="small muted">
          ${t.printed({
            who: this.#site.me?.name ?? '',
            at: stampText(this.#clocks.now, this.#site.zone),
          })}
        </p>
      </section>
      <section class="leaf stack">${this.#index(book)} ${this.#gaps(book)}</section>
      ${book.pages.map(
        ({ n, day, rows, begin }) =>
          html`<section class="leaf stack" data-page=${n}>
            <h2>${title}</h2>
            <p class="split">
              <span>${dateText(day, this.#site.zone)} ${day}</span
              ><span>${t.of({ n, all: pages })}</span>
            </p>
            ${bookTable(rows, columns, this.#site, begin)}
            <p class="split"><span>${t.onDuty()}</span><span>${t.leader()}</span><span></span></p>
          </section>`,
      )}
    </article>`;
  }

  #index({ days }: MonthBook): TemplateResult {
    return html`<h2>${t.index()}</h2>
      <div class="table-wrap" tabindex="0" role="group" aria-label=${t.index()}>
        <table class="table grid-lines">
          <thead>
            <tr>
              <th scope="col">${t.day()}</th>
              <th scope="col">${t.count()}</th>
              <th scope="col">${t.void()}</th>
              <th scope="col">${t.late()}</th>
              <th scope="col">${t.numbers()}</th>
              <th scope="col">${t.page()}</th>
            </tr>
          </thead>
          <tbody>
            ${days.map(
              ({ day, count, void: gone, late, first, last, page }) =>
                html`<tr>
                  <td class="nowrap">${day}</td>
                  <td class="num">${count}</td>
                  <td class="num">${gone}</td>
                  <td class="num">${late}</td>
                  <td class="num">${first} – ${last}</td>
                  <td class="num">${page}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #gaps({ series }: MonthBook): TemplateResult {
    const missing = series.reduce((sum, each) => sum + each.missing, 0);
    const told = series.filter((each) => each.missing > 0 || each.void > 0);
    return html`<h2>${t.gaps()}</h2>
      <p>${missing === 0 ? t.noGaps() : t.someGaps({ n: missing })}</p>
      ${
        told.length === 0
          ? nothing
          : html`<div class="table-wrap" tabindex="0" role="group" aria-label=${t.gaps()}>
              <table class="table grid-lines">
                <thead>
                  <tr>
                    <th scope="col">${t.first()}</th>
                    <th scope="col">${t.last()}</th>
                    <th scope="col">${t.used()}</th>
                    <th scope="col">${t.void()}</th>
                    <th scope="col">${t.missing()}</th>
                    <th scope="col" class="remark">${t.remark()}</th>
                  </tr>
                </thead>
                <tbody>
                  ${told.map(
                    (each) =>
                      html`<tr>
                        <td class="num">${each.first}</td>
                        <td class="num">${each.last}</td>
                        <td class="num">${each.used}</td>
                        <td class="num">${each.void}</td>
                        <td class="num">${each.gaps || '0'}</td>
                        <td></td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }`;
  }
}
customElements.define('fd-desk-book', FdDeskBook);
declare global {
  interface HTMLElementTagNameMap {
    'fd-desk-book': FdDeskBook;
  }
}
