/**
 * A month of a register as a bound book: its pages, the index of its days, and which printed numbers it accounts for.
 * Pages are cut by the number of rows, so that the index can name them before anything is printed.
 */
import type { Serial } from '../../form/around.ts';
import { seriesOf } from '../../form/serial.ts';
import type { Listed } from '../../store/store.ts';
import { dayOf } from '../entry/when.ts';
import { happenedBefore } from './book.ts';

export interface BookPage {
  readonly n: number;
  readonly day: string;
  readonly rows: readonly Listed[];
  /** Number of its first row within the day. */
  readonly begin: number;
}
export interface BookDay {
  readonly day: string;
  readonly count: number;
  readonly void: number;
  readonly late: number;
  readonly page: number;
  readonly first: string;
  readonly last: string;
}
export interface MonthBook {
  readonly pages: readonly BookPage[];
  readonly days: readonly BookDay[];
  readonly series: readonly Serial[];
  readonly count: number;
}

/** Rows of a page: as many as an A4 sheet on its side holds with two lines each. */
export const rowsAPage = 16;

/** `month` is `2026-11`; rows of other months are left out. `front`: pages before the first of the rows. */
export function bindMonth(
  all: readonly Listed[],
  month: string,
  zone: string,
  front: number,
): MonthBook {
  const rows = all
    .filter(({ entry }) => dayOf(entry.created, zone).startsWith(month))
    .toSorted((a, b) =>
      a.entry.created === b.entry.created
        ? a.entry.id.localeCompare(b.entry.id)
        : a.entry.created < b.entry.created
          ? -1
          : 1,
    );
  const pages: BookPage[] = [];
  const days: BookDay[] = [];
  for (const [day, own] of Map.groupBy(rows, ({ entry }) => dayOf(entry.created, zone))) {
    const page = front + pages.length + 1;
    for (let at = 0; at < own.length; at += rowsAPage)
      pages.push({
        n: front + pages.length + 1,
        day,
        rows: own.slice(at, at + rowsAPage),
        begin: at + 1,
      });
    const numbers = own.flatMap(({ entry }) => entry.number ?? []).toSorted();
    days.push({
      day,
      count: own.length,
      void: own.filter(({ entry }) => entry.void).length,
      late: own.filter((one) => happenedBefore(one) !== undefined).length,
      page,
      first: numbers[0] ?? '',
      last: numbers.at(-1) ?? '',
    });
  }
  const numbered = rows.flatMap(({ entry, form: { procedure } }) =>
    entry.number === undefined || procedure.number === undefined
      ? []
      : [
          {
            number: entry.number,
            pattern: procedure.number,
            title: procedure.title['zh-CN'],
            void: entry.void !== undefined,
          },
        ],
  );
  return { pages, days, series: seriesOf(numbered, 1), count: rows.length };
}
