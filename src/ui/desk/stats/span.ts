/** Which days a number is about: a day, a week from Monday, a month, or any. */
import type { Period } from '../../../form/tally.ts';
import { addDays, weekdayOf } from '../../../spec/zoned.ts';
import { dateText } from '../../entry/when.ts';
import { words } from '../../words/words.ts';

const t = words({
  day: ['日', 'Day'],
  week: ['周', 'Week'],
  month: ['月', 'Month'],
  custom: ['自选', 'Custom'],
  monthOf: ['{y}年{m}月', '{y}-{m}'],
  range: ['{a} 至 {b}', '{a} to {b}'],
});
export const spans = ['day', 'week', 'month', 'custom'] as const;
export type SpanKind = (typeof spans)[number];
export const spanName = (kind: SpanKind): string => t[kind]();

/** Local dates, both included. */
export interface Days {
  readonly kind: SpanKind;
  readonly from: string;
  readonly to: string;
}

const isDay = (text: string | null): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');

/** The days of a route's query; the month so far where it names none. */
export function daysOf(query: URLSearchParams, today: string): Days {
  const asked = spans.find((each) => each === query.get('span'));
  const on = query.get('on');
  const day = isDay(on) ? on : today;
  switch (asked) {
    case 'day':
      return { kind: 'day', from: day, to: day };
    case 'week': {
      const from = addDays(day, 1 - weekdayOf(day));
      return { kind: 'week', from, to: addDays(from, 6) };
    }
    case 'custom': {
      const until = query.get('to');
      const to = isDay(until) && until >= day ? until : day;
      return { kind: 'custom', from: day, to };
    }
    default: {
      const from = `${day.slice(0, 8)}01`;
      return { kind: 'month', from, to: addDays(`${addDays(from, 32).slice(0, 8)}01`, -1) };
    }
  }
}

/** A day in the span before or after. */
export function turned({ kind, from, to }: Days, by: 1 | -1): string {
  if (kind !== 'custom') return addDays(by < 0 ? from : to, by);
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return addDays(from, by * length);
}

/** `offset`: minutes that the site is ahead of UTC. */
export function periodOf({ from, to }: Days, offset: number): Period {
  const midnight = (day: string): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) - offset * 60_000).toISOString();
  return { from: midnight(from), to: midnight(addDays(to, 1)) };
}

export function daysText({ kind, from, to }: Days, zone: string): string {
  if (kind === 'month') return t.monthOf({ y: from.slice(0, 4), m: Number(from.slice(5, 7)) });
  if (kind === 'day') return dateText(from, zone);
  return t.range({ a: from, b: to });
}
