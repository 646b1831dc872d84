/**
 * One number: its formula, the numbers by group as picture and table, and the entries behind it.
 */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { valueOf, type Cell, type Grouping, type Tallied } from '../../../form/tally.ts';
import type { Listed, Store } from '../../../store/store.ts';
import { base } from '../../base/base.ts';
import { icon } from '../../base/icon.ts';
import { Clocks } from '../../entry/clocks.ts';
import { entryRow } from '../../entry/lines.ts';
import { RowKeys } from '../../entry/row-keys.ts';
import { SiteView } from '../../entry/site.ts';
import { LocaleController, say, words } from '../../words/words.ts';
import { csvText } from '../export/csv.ts';
import { csvType, saveFile, xlsxType } from '../export/save.ts';
import { xlsxBytes } from '../export/xlsx.ts';
import './fd-bars.ts';
import type { Figures } from './figures.ts';
import { groupText, groupingText, groupsInOrder, measureOf, reaches, valueText } from './say.ts';
import { statSheet } from './stat-sheet.ts';
import { aboutSheet, entrySheets } from './tables.ts';

const t = words({
  formula: ['计算方法：{text}', 'Formula: {text}'],
  chart: ['{name}，{by}', '{name}, {by}'],
  group: ['分组', 'Group'],
  value: ['数值', 'Value'],
  counts: ['分子 / 分母', 'Part / of'],
  rows: ['{name}：{n} 条', '{name}: {n}'],
  all: ['全部', 'All'],
  yes: ['达到', 'Counts'],
  no: ['未达到', 'Does not'],
  close: ['收起', 'Close'],
  misses: ['先看未达到的', 'What misses comes first'],
  left: ['还有 {n} 条没有列出', '{n} more are not listed'],
  none: ['没有记录', 'No entries'],
  more: ['再显示 {n} 条', 'Show {n} more'],
});
const page = 50;

export class FdStatDetail extends LitElement {
  static override properties = {
    store: { attribute: false },
    figures: { attribute: false },
    measure: {},
    by: {},
    group: {},
    days: {},
    shown: { state: true },
  };
  static override styles = [base, statSheet];
  declare store: Store | undefined;
  declare figures: Figures | undefined;
  declare measure: string;
  declare by: Grouping;
  /** The chosen group; undefined: all of them. */
  declare group: string | undefined;
  /** The period, in words. */
  declare days: string;
  declare shown: number;
  readonly #site = new SiteView(this, () => this.store);
  readonly #clocks = new Clocks(this, () => this.store);

  constructor() {
    super();
    this.measure = '';
    this.by = 'site';
    this.days = '';
    this.shown = page;
    new LocaleController(this);
    new RowKeys(this);
  }

  override render() {
    const tallied = this.figures?.results.find(({ id }) => id === this.measure);
    if (!tallied) return nothing;
    const measure = measureOf(tallied);
    const name = say(measure.label);
    const cell = this.group === undefined ? tallied.total : tallied.groups.get(this.group);
    const formulas = new Set(tallied.procedures.map((each) => say(each.measure.formula)));
    return html`<section class="card stack" aria-labelledby="name">
      <header class="split">
        <div>
          <h2 id="name">${name}</h2>
          <p class="stat-number num">${valueText(measure, cell ?? { of: 0, part: 0 })}</p>
        </div>
        <button
          type="button"
          class="btn small no-print"
          @click=${() => this.#pick(undefined, undefined)}
        >
          ${icon('x')}${t.close()}
        </button>
      </header>
      ${[...formulas].map((text) => html`<p class="small muted">${t.formula({ text })}</p>`)}
      ${this.by === 'site' || tallied.total.of === 0 ? nothing : this.#groups(tallied, name)}
      ${cell && cell.of > 0 ? this.#rows(tallied, cell, name) : html`<p class="muted">${t.none()}</p>`}
    </section>`;
  }

  #groups(tallied: Tallied, name: string): TemplateResult {
    const measure = measureOf(tallied);
    const groups = groupsInOrder(tallied, this.by);
    const text = (key: string) => groupText(key, this.by, tallied, this.#site);
    const bars = groups.slice(0, 31).map(([key, sum]) => ({
      label: text(key),
      value: valueOf(measure, sum) ?? 0,
      text: valueText(measure, sum),
      tone: reaches(measure, sum) === false ? ('bad' as const) : undefined,
    }));
    return html`<fd-bars
        .bars=${bars}
        .target=${measure.target}
        label=${t.chart({ name, by: groupingText(this.by) })}
      ></fd-bars>
      <div class="table-wrap" tabindex="0" role="group" aria-label=${groupingText(this.by)}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${t.group()}</th>
              <th scope="col" class="value">${t.value()}</th>
              <th scope="col" class="value">${t.counts()}</th>
            </tr>
          </thead>
          <tbody>
            ${groups.map(
              ([key, sum]) =>
                html`<tr class=${key === this.group ? 'here' : ''}>
                  <th scope="row">
                    <button
                      type="button"
                      class="pick"
                      aria-pressed=${key === this.group}
                      @click=${() => this.#pick(tallied.id, key === this.group ? undefined : key)}
                    >
                      ${text(key)}
                    </button>
                  </th>
                  <td class="value ${reaches(measure, sum) === false ? 'bad-text' : ''}">
                    ${valueText(measure, sum)}
                  </td>
                  <td class="value muted">
                    ${measure.part === undefined ? sum.of : `${sum.part} / ${sum.of}`}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  #rows(tallied: Tallied, cell: Cell, name: string): TemplateResult {
    const measure = measureOf(tallied);
    const rate = measure.part !== undefined && measure.as !== 'mean';
    const wanted = measure.better === 'less';
    const missed = ({ part, of }: { part: number; of: number }) => (wanted ? part > 0 : part < of);
    const rows = cell.rows
      .flatMap((behind) => {
        const listed = this.figures?.entries.get(behind.entry);
        return listed ? [{ behind, listed, missed: rate && missed(behind) }] : [];
      })
      .toSorted(
        (a, b) =>
          Number(b.missed) - Number(a.missed) ||
          (a.listed.entry.created < b.listed.entry.created ? 1 : -1),
      );
    const group =
      this.group === undefined ? t.all() : groupText(this.group, this.by, tallied, this.#site);
    const context = { site: this.#site, clocks: this.#clocks };
    const mark = (is: boolean) =>
      html`<span class="badge ${is ? 'bad' : 'good'}"
        >${icon(is ? 'x' : 'check')}${is === wanted ? t.yes() : t.no()}</span
      >`;
    return html`<div class="split">
        <h3>${t.rows({ name: group, n: cell.rows.length })}</h3>
        <span class="cluster no-print">
          ${rate ? html`<span class="small muted">${t.misses()}</span>` : nothing}
          ${this.#exports(
            rows.map(({ listed }) => listed),
            name,
          )}
        </span>
      </div>
      <div class="list" data-rows>
        ${rows
          .slice(0, this.shown)
          .map(({ listed, missed: is }) =>
            entryRow(listed, { ...context, ...(rate && { end: mark(is) }) }),
          )}
      </div>
      ${
        rows.length > this.shown
          ? html`<button type="button" class="btn no-print" @click=${() => (this.shown += page)}>
              ${t.more({ n: Math.min(page, rows.length - this.shown) })}
            </button>`
          : nothing
      }
      ${this.figures?.more ? html`<p class="muted">${t.left({ n: this.figures.more })}</p>` : nothing}`;
  }

  #exports(rows: readonly Listed[], name: string): TemplateResult {
    const file = `${name} ${this.days}`;
    const xlsx = async () => {
      const sheets = [
        ...entrySheets(rows, this.#site),
        aboutSheet(this.#site, this.days, this.#clocks.now),
      ];
      saveFile(`${file}.xlsx`, await xlsxBytes(sheets), xlsxType);
    };
    const csv = () => {
      const [sheet] = entrySheets(rows, this.#site);
      if (sheet) saveFile(`${file}.csv`, csvText(sheet), csvType);
    };
    return html`<button type="button" class="btn small" @click=${() => void xlsx()}>
        ${icon('download')}XLSX</button
      ><button type="button" class="btn small" @click=${csv}>${icon('download')}CSV</button>`;
  }

  #pick(measure: string | undefined, group: string | undefined): void {
    this.shown = page;
    this.dispatchEvent(
      new CustomEvent('fd-pick', { detail: { measure, group }, bubbles: true, composed: true }),
    );
  }
}
customElements.define('fd-stat-detail', FdStatDetail);
declare global {
  interface HTMLElementTagNameMap {
    'fd-stat-detail': FdStatDetail;
  }
}
