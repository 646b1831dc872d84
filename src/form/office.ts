/**
 * Office time: only minutes within opening hours of working days count.
 */
import { addDays, weekdayOf } from '../spec/zoned.ts';

export type Hours = Readonly<Record<number, readonly (readonly [string, string])[]>>;

/** When the site's office is open; `always` ignores it. */
export interface Calendar {
  /** Minutes from the site zone's UTC, e.g. 480 for Asia/Shanghai. */
  readonly offset: number;
  /** ISO weekday (1–7) → opening spans `['09:00','18:00']`. */
  readonly hours: Hours;
  /** Hours that the site had before, oldest first: each before this local date, which was the first day of others. */
  readonly before?: readonly { readonly until: string; readonly hours: Hours }[];
  /** Is this local date (`2026-10-01`) a working day? Holidays and 调休 are its concern. */
  readonly works: (date: string) => boolean;
  /** The site's own times for deadlines: `procedure/stage/deadline` → duration, in place of `within`. */
  readonly limits?: Readonly<Record<string, string>>;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A deadline further away than this is taken for a calendar that never opens. */
const mostDays = 4000;

const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function dateAt({ offset }: Calendar, at: number): string {
  return new Date(at + offset * 60_000).toISOString().slice(0, 10);
}

/**
 * Opening spans of a local date as instants, in order. A made-up working day (调休) on a weekday without hours keeps
 * those of the first weekday that has some.
 */
function spansOf(calendar: Calendar, date: string): Span[] {
  if (!calendar.works(date)) return [];
  const hours = calendar.before?.find(({ until }) => date < until)?.hours ?? calendar.hours;
  const own = hours[weekdayOf(date)] ?? [];
  const usual = [1, 2, 3, 4, 5, 6, 7].map((day) => hours[day] ?? []).find((day) => day.length > 0);
  const midnight = Date.parse(`${date}T00:00:00Z`) - calendar.offset * 60_000;
  return (own.length > 0 ? own : (usual ?? []))
    .map(([from, to]) => ({
      from: midnight + minutesOf(from) * 60_000,
      to: midnight + minutesOf(to) * 60_000,
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
}

/** Spans from an instant on, the first one cut where it is already running. */
function* spansFrom(calendar: Calendar, start: number): Generator<Span> {
  let date = dateAt(calendar, start);
  for (let day = 0; day < mostDays; day += 1) {
    for (const span of spansOf(calendar, date))
      if (span.to > start) yield { from: Math.max(span.from, start), to: span.to };
    date = addDays(date, 1);
  }
}

/**
 * The instant so much office time later; undefined when the office never opens. A day is a working day: from Friday
 * 15:00, one day leads to Monday 15:00; from outside opening hours it counts from when the office next opens.
 */
export function addOffice(
  calendar: Calendar,
  start: number,
  { days, ms }: { readonly days: number; readonly ms: number },
): number | undefined {
  let at = start;
  if (days > 0) {
    const first = spansFrom(calendar, start).next().value;
    if (!first) return undefined;
    let date = dateAt(calendar, first.from);
    const time = first.from - Date.parse(`${date}T00:00:00Z`);
    for (let left = days, tries = 0; left > 0; tries += 1) {
      if (tries > mostDays) return undefined;
      date = addDays(date, 1);
      if (spansOf(calendar, date).length > 0) left -= 1;
    }
    at = Date.parse(`${date}T00:00:00Z`) + time;
  }
  if (ms <= 0) return at;
  let left = ms;
  for (const { from, to } of spansFrom(calendar, at)) {
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  return undefined;
}

/** Office time between two instants, in milliseconds. */
export function officeMs(calendar: Calendar, start: number, end: number): number {
  let sum = 0;
  for (const { from, to } of spansFrom(calendar, start)) {
    if (from >= end) break;
    sum += Math.min(to, end) - from;
  }
  return sum;
}
