/** The table of cases: sortable columns, rows to pick. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { facetsOf } from '../../form/summary.ts';
import type { Listed } from '../../store/store.ts';
import { icon } from '../base/icon.ts';
import { clockBadge } from '../entry/clocks.ts';
import type { Clocks } from '../entry/clocks.ts';
import { stageBadge, titleOf } from '../entry/lines.ts';
import { entryLink } from '../entry/links.ts';
import type { SiteView } from '../entry/site.ts';
import { savedMark } from '../entry/timeline.ts';
import { whenText } from '../entry/when.ts';
import { locale, say, words } from '../words/words.ts';

const t = words({
  due: ['时限', 'Clock'],
  title: ['内容', 'What'],
  room: ['房号', 'Room'],
  stage: ['步骤', 'Step'],
  assignee: ['经办人', 'With'],
  created: ['登记时间', 'Opened'],
  number: ['编号', 'Number'],
  all: ['全选', 'Pick all'],
  pick: ['选 {title}', 'Pick {title}'],
  table: ['案件表', 'Cases'],
});

export const columns = ['due', 'title', 'room', 'stage', 'assignee', 'created'] as const;
export type Column = (typeof columns)[number];
export interface Sorting {
  readonly by: Column;
  readonly down: boolean;
}

function keyOf(one: Listed, by: Column, clocks: Clocks, site: SiteView): string {
  const facets = () => facetsOf(one.form, one.entry.answers);
  switch (by) {
    case 'due':
      // No deadline comes after any.
      return clocks.of(one)?.due ?? '9';
    case 'title':
      return titleOf(one, site);
    case 'room':
      return facets().room ?? '';
    case 'stage':
      return `${one.entry.procedure} ${one.form.stages.findIndex(({ id }) => id === one.entry.stage)}`;
    case 'assignee':
      return site.person(facets().assignee ?? null);
    default:
      return one.entry.created;
  }
}

export function sorted(
  rows: readonly Listed[],
  { by, down }: Sorting,
  clocks: Clocks,
  site: SiteView,
): Listed[] {
  const keyed = rows.map((one) => ({ one, key: keyOf(one, by, clocks, site) }));
  const { compare } = new Intl.Collator(locale(), { numeric: true });
  keyed.sort((a, b) => compare(a.key, b.key) * (down ? -1 : 1));
  return keyed.map(({ one }) => one);
}

export interface TableContext {
  readonly site: SiteView;
  readonly clocks: Clocks;
  readonly sorting: Sorting;
  readonly selected: ReadonlySet<string>;
  sort(next: Sorting): void;
  select(ids: readonly string[], on: boolean): void;
}

export function caseTable(rows: readonly Listed[], context: TableContext): TemplateResult {
  const { sorting, selected } = context;
  const all = rows.length > 0 && rows.every(({ entry }) => selected.has(entry.id));
  return html`<div class="table-wrap" data-rows tabindex="0" role="group" aria-label=${t.table()}>
    <table class="table">
      <thead>
        <tr>
          <th scope="col" class="pick">
            <label
              ><input
                type="checkbox"
                aria-label=${t.all()}
                .checked=${all}
                @change=${() =>
                  context.select(
                    rows.map(({ entry }) => entry.id),
                    !all,
                  )}
            /></label>
          </th>
          ${columns.map((column) => heading(column, sorting, context))}
        </tr>
      </thead>
      <tbody>
        ${rows.map((one) => row(one, context))}
      </tbody>
    </table>
  </div>`;
}

function heading(column: Column, { by, down }: Sorting, context: TableContext): TemplateResult {
  const mine = column === by;
  const next = { by: column, down: mine ? !down : column === 'created' };
  return html`<th scope="col" aria-sort=${mine ? (down ? 'descending' : 'ascending') : nothing}>
    <button type="button" @click=${() => context.sort(next)}>
      ${t[column]()}${mine ? icon(down ? 'chevron-down' : 'chevron-up') : nothing}
    </button>
  </th>`;
}

function row(one: Listed, { site, clocks, selected, select }: TableContext): TemplateResult {
  const { entry, form } = one;
  const { room, assignee } = facetsOf(form, entry.answers);
  const picked = selected.has(entry.id);
  const title = titleOf(one, site);
  return html`<tr aria-selected=${picked ? 'true' : nothing}>
    <td class="pick">
      <label
        ><input
          type="checkbox"
          aria-label=${t.pick({ title })}
          .checked=${picked}
          @change=${() => select([entry.id], !picked)}
      /></label>
    </td>
    <td class="nowrap">${clockBadge(clocks.of(one), clocks.now)}</td>
    <td class="title">
      <a href=${entryLink(entry.id)} data-entry=${entry.id}>${title}</a>
      <span class="tiny muted num"
        >${say(form.procedure.title)} ${entry.number} ${savedMark(one)}</span
      >
    </td>
    <td>${room ? site.room(room) : nothing}</td>
    <td class="nowrap">${stageBadge(one)}</td>
    <td class="nowrap">${assignee ? site.person(assignee) : nothing}</td>
    <td class="nowrap num muted">${whenText(entry.created, clocks.now, site.zone)}</td>
  </tr>`;
}
