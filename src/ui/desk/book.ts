/** One page of a register: which columns it has, and its grid. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Item } from '../../spec/procedure.ts';
import { isEmpty } from '../../form/answers.ts';
import type { Listed } from '../../store/store.ts';
import { answerText } from '../entry/answer-text.ts';
import { entryLink } from '../entry/links.ts';
import { asSeen } from '../entry/mask.ts';
import type { SiteView } from '../entry/site.ts';
import { stageOf } from '../entry/steps.ts';
import { stampText, timeOf } from '../entry/when.ts';
import { say, words } from '../words/words.ts';

const t = words({
  n: ['序', 'No.'],
  time: ['时间', 'Time'],
  number: ['编号', 'Number'],
  stage: ['结果', 'Result'],
  by: ['经办人', 'By'],
  sign: ['签字', 'Signature'],
  table: ['登记', 'Entries'],
  late: ['补记（{at}）', 'Late ({at})'],
  void: ['作废', 'Void'],
});
/** Facets that a reader looks for first, in this order; then what most rows have. */
const first = ['name', 'room', 'phone', 'category'] as const;
const most = 7;
/** When it was entered and by whom: the book has its own columns for that. */
const isMoment = (item: Item): boolean =>
  (item.type === 'dt' && item.default === 'now') ||
  (item.type === 'person' && item.default === 'user.id');
/** A paper book is written as things happen; what is written so much later is marked. Milliseconds. */
const lateAfter = 30 * 60_000;

/** When it really happened, of an entry that was written down later. ISO instant. */
export function happenedBefore({
  entry,
  form,
}: Pick<Listed, 'entry' | 'form'>): string | undefined {
  const first = form.sections.filter(({ at }) => at === undefined).flatMap(({ items }) => items);
  const moment = first.find((item) => item.type === 'dt' && item.default === 'now');
  const at = moment && entry.answers[moment.id];
  if (typeof at !== 'string') return undefined;
  return Date.parse(entry.created) - Date.parse(at) > lateAfter ? at : undefined;
}
const unfit = new Set<Item['type']>(['photo', 'sign', 'table', 'note', 'check', 'ref', 'scan']);

/** Columns that fit the paper: the facets, then the items answered most often. */
export function bookColumns(rows: readonly Listed[]): Item[] {
  const form = rows[0]?.form;
  if (!form) return [];
  const { facets = {} } = form.procedure;
  const items = form.sections.flatMap((section) => section.items);
  const lead = first.flatMap((facet) => items.filter(({ id }) => id === facets[facet]));
  const answered = (item: Item): number =>
    rows.filter(({ entry }) => !isEmpty(entry.answers[item.id])).length;
  const rest = items
    .filter((item) => !lead.includes(item) && !unfit.has(item.type) && !isMoment(item))
    .filter((item) => answered(item) > 0)
    .map((item, order) => ({
      item,
      order,
      count: answered(item) + (item.required ? rows.length / 2 : 0),
    }))
    .sort((a, b) => b.count - a.count || a.order - b.order)
    .slice(0, Math.max(0, most - lead.length))
    .sort((a, b) => a.order - b.order);
  return [...lead, ...rest.map(({ item }) => item)];
}

export function bookTable(
  rows: readonly Listed[],
  columns: readonly Item[],
  site: SiteView,
  begin = 1,
): TemplateResult {
  const heads = columns.map((item) => html`<th scope="col">${say(item.label)}</th>`);
  return html`<div class="table-wrap" data-rows tabindex="0" role="group" aria-label=${t.table()}>
    <table class="table grid-lines">
      <thead>
        <tr>
          <th scope="col">${t.n()}</th>
          <th scope="col">${t.time()}</th>
          ${heads}
          <th scope="col">${t.stage()}</th>
          <th scope="col">${t.by()}</th>
          <th scope="col" class="print-cell">${t.sign()}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((one, index) => row(one, index + begin, columns, site))}
      </tbody>
    </table>
  </div>`;
}

function row(one: Listed, n: number, columns: readonly Item[], site: SiteView): TemplateResult {
  const { entry, form } = asSeen(one, site);
  const happened = happenedBefore(one);
  return html`<tr class=${entry.void ? 'void' : ''}>
    <td class="num">${n}</td>
    <td class="num nowrap">
      <a href=${entryLink(entry.id)} data-entry=${entry.id}
        >${timeOf(entry.created, site.zone)}<span class="tiny muted number"
          >${entry.number}</span
        ></a
      >${happened === undefined ? nothing : html`<span class="badge warn late">${t.late({ at: stampText(happened, site.zone) })}</span>`}
    </td>
    ${columns.map((item) => html`<td>${answerText(form, form.items.get(item.id), entry.answers[item.id], site)}</td>`)}
    <td class="nowrap">${entry.void ? t.void() : say(stageOf(one)?.title)}</td>
    <td class="nowrap">${entry.by ? site.person(entry.by) : nothing}</td>
    <td class="print-cell"></td>
  </tr>`;
}
