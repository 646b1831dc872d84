/** The numbers as cards and as a table, and their formulas in words. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Grouping, Sum, Tallied } from '../../../form/tally.ts';
import type { SiteView } from '../../entry/site.ts';
import { say, words } from '../../words/words.ts';
import { groupText, measureOf, reaches, targetText, valueText } from './say.ts';

const t = words({
  table: ['统计', 'Statistics'],
  measure: ['指标', 'Measure'],
  value: ['数值', 'Value'],
  counts: ['分子 / 分母', 'Part / of'],
  target: ['目标', 'Target'],
  formulas: ['计算方法', 'How each is counted'],
  formulaOf: ['{name}＝{text}', '{name} = {text}'],
});
/** Groupings whose groups stand beside one another. */
const inColumns: readonly Grouping[] = ['dept', 'person', 'shift', 'building', 'surface'];
const mostColumns = 8;

export interface NumberContext {
  readonly site: SiteView;
  readonly by: Grouping;
  /** The measure that is open. */
  readonly chosen: string | null;
  readonly pick: (measure: string) => void;
}

export function numberCard(each: Tallied, { pick }: NumberContext): TemplateResult {
  const measure = measureOf(each);
  const good = reaches(measure, each.total);
  const tone = good === undefined ? '' : good ? 'good' : 'bad';
  const target = targetText(measure);
  return html`<button
    type="button"
    class="card stat ${tone} ${measure.headline ? 'main accent' : ''}"
    data-measure=${each.id}
    @click=${() => pick(each.id)}
  >
    <span class="stat-number">${valueText(measure, each.total)}</span
    ><span class="stat-label">${say(measure.label)}${target ? html` · ${target}` : nothing}</span>
  </button>`;
}

/** The largest groups of all measures together; what belongs to none comes last. */
function columnsOf(some: readonly Tallied[], by: Grouping): string[] {
  if (!inColumns.includes(by)) return [];
  const totals = new Map<string, number>();
  for (const each of some)
    for (const [key, { of }] of each.groups) totals.set(key, (totals.get(key) ?? 0) + of);
  return [...totals]
    .toSorted(([a, x], [b, y]) => Number(a === '') - Number(b === '') || y - x)
    .slice(0, mostColumns)
    .map(([key]) => key);
}

export function numberTable(some: readonly Tallied[], context: NumberContext): TemplateResult {
  const columns = columnsOf(some, context.by);
  const [sample] = some;
  const head = (key: string) => (sample ? groupText(key, context.by, sample, context.site) : key);
  return html`<div class="table-wrap" tabindex="0" role="group" aria-label=${t.table()}>
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${t.measure()}</th>
          <th scope="col" class="value">${t.value()}</th>
          <th scope="col" class="value">${t.counts()}</th>
          <th scope="col" class="value">${t.target()}</th>
          ${columns.map((key) => html`<th scope="col" class="value">${head(key)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${some.map((each) => line(each, columns, context))}
      </tbody>
    </table>
  </div>`;
}

function line(
  each: Tallied,
  columns: readonly string[],
  { chosen, pick }: NumberContext,
): TemplateResult {
  const measure = measureOf(each);
  const tone = (sum: Sum) => (reaches(measure, sum) === false ? 'bad-text' : '');
  const here = each.id === chosen;
  const { part, of } = each.total;
  return html`<tr class=${here ? 'here' : ''} data-line=${each.id}>
    <th scope="row">
      <button type="button" class="pick" aria-pressed=${here} @click=${() => pick(each.id)}>
        ${say(measure.label)}
      </button>
    </th>
    <td class="value ${tone(each.total)}">${valueText(measure, each.total)}</td>
    <td class="value muted">${measure.part === undefined ? of : `${rounded(part)} / ${of}`}</td>
    <td class="value muted">${targetText(measure)}</td>
    ${columns.map((key) => {
      const cell = each.groups.get(key);
      return html`<td class="value ${cell ? tone(cell) : 'muted'}">
        ${cell ? valueText(measure, cell) : '—'}
      </td>`;
    })}
  </tr>`;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

export function formulas(some: readonly Tallied[]): TemplateResult {
  return html`<section class="stack tight" aria-labelledby="formulas">
    <h2 id="formulas">${t.formulas()}</h2>
    <ol class="formulas small">
      ${some.map((each) => {
        const texts = new Set(each.procedures.map(({ measure }) => say(measure.formula)));
        const name = say(measureOf(each).label);
        return html`<li>${t.formulaOf({ name, text: [...texts].join('；') })}</li>`;
      })}
    </ol>
  </section>`;
}
