/**
 * When a scheduled procedure is due: the slots of shifts, days, weeks and months, in local time.
 */
import type { Procedure } from '../spec/procedure.ts';
import { addDays, weekdayOf } from '../spec/zoned.ts';
import { localDate, localTime, type ShiftHours } from './shift.ts';
import type { Around } from './around.ts';

export type Schedule = NonNullable<Procedure['schedule']>;

export interface Slot {
  /** `2026-11-24`, `2026-11-24/early`, `2026-11-24/08:30`, `week/2026-11-23`, `month/2026-11-25`. */
  readonly id: string;
  /** Local: `2026-11-24T08:30`. From when it is to be done, and until when. */
  readonly from: string;
  readonly until: string;
}

const minute = 60_000;
const local = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const msOf = (text: string): number => Date.parse(`${text}Z`);

/** Milliseconds of `PT1H30M`, `P2D`. */
function lengthOf(duration: string): number {
  const [, d, h, m, s] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  return (
    (((Number(d ?? 0) * 24 + Number(h ?? 0)) * 60 + Number(m ?? 0)) * 60 + Number(s ?? 0)) * 1000
  );
}

/** Slots that begin on a local date, in order, each with the beginning of the one after it as its end. */
function slotsOn(schedule: Schedule, shifts: readonly ShiftHours[], date: string): Slot[] {
  const { each, on = 1, times } = schedule;
  switch (each) {
    case 'shift':
      return shifts
        .map(({ id, start, end }) => ({
          id: `${date}/${id}`,
          from: `${date}T${start}`,
          until: `${end <= start ? addDays(date, 1) : date}T${end}`,
        }))
        .toSorted((a, b) => a.from.localeCompare(b.from));
    case 'day':
      if (!times) return [{ id: date, from: `${date}T00:00`, until: `${addDays(date, 1)}T00:00` }];
      return times.toSorted().map((time, at, all) => ({
        id: `${date}/${time}`,
        from: `${date}T${time}`,
        until: at + 1 < all.length ? `${date}T${all[at + 1]}` : `${addDays(date, 1)}T${all[0]}`,
      }));
    case 'week':
      if (weekdayOf(date) !== on) return [];
      return [{ id: `week/${date}`, from: `${date}T00:00`, until: `${addDays(date, 7)}T00:00` }];
    default: {
      if (Number(date.slice(8)) !== on) return [];
      const next = `${addDays(`${date.slice(0, 8)}01`, 32).slice(0, 8)}${date.slice(8)}`;
      return [{ id: `month/${date}`, from: `${date}T00:00`, until: `${next}T00:00` }];
    }
  }
}

function bounded(schedule: Schedule, slot: Slot): Slot {
  if (schedule.within === undefined || schedule.each === 'shift') return slot;
  const until = local(msOf(slot.from) + lengthOf(schedule.within));
  return until < slot.until ? { ...slot, until } : slot;
}

/** The slot that is on; undefined: nothing is due now. Of a shift, the one that `around` names. */
export function slotAt(
  schedule: Schedule,
  { now, zone, shift }: Pick<Around, 'now' | 'zone' | 'shift'>,
): Slot | undefined {
  if (schedule.each === 'shift') {
    const [slot] = shift ? slotsOn(schedule, [shift], shift.date) : [];
    return slot;
  }
  const today = localDate(now, zone);
  const at = `${today}T${localTime(now, zone)}`;
  const back = schedule.each === 'month' ? 31 : schedule.each === 'week' ? 6 : 1;
  for (let days = 0; days <= back; days++) {
    const last = slotsOn(schedule, [], addDays(today, -days)).findLast(({ from }) => from <= at);
    const slot = last && bounded(schedule, last);
    if (slot) return at < slot.until ? slot : undefined;
  }
  return undefined;
}

/** When in its slot something is usually done, local. A shift's `within` is counted from its start or up to its end. */
export function windowOf(schedule: Schedule, { from, until }: Slot): Omit<Slot, 'id'> {
  if (schedule.each !== 'shift' || schedule.within === undefined) return { from, until };
  const length = lengthOf(schedule.within);
  return schedule.at === 'end'
    ? { from: local(Math.max(msOf(from), msOf(until) - length)), until }
    : { from, until: local(Math.min(msOf(until), msOf(from) + length)) };
}

/** Slots of a day's times that begin in a shift, in order; of everything else the one that is on. */
export function slotsIn(
  schedule: Schedule,
  { now, zone, shift }: Pick<Around, 'now' | 'zone' | 'shift'>,
): Slot[] {
  const [span] = shift ? slotsOn({ each: 'shift' }, [shift], shift.date) : [];
  if (!schedule.times || !span) {
    const slot = slotAt(schedule, { now, zone, ...(shift && { shift }) });
    return slot ? [slot] : [];
  }
  return [span.from.slice(0, 10), span.until.slice(0, 10)]
    .filter((date, at, all) => all.indexOf(date) === at)
    .flatMap((date) => slotsOn(schedule, [], date))
    .filter(({ from }) => from >= span.from && from < span.until)
    .map((slot) => bounded(schedule, slot));
}

export interface Span {
  /** ISO instants. */
  readonly since: string;
  readonly now: string;
  readonly zone: string;
  readonly shifts: readonly ShiftHours[];
}

/** Slots that began since then and are over, oldest first: what was not done in them is missed. */
export function slotsOver(schedule: Schedule, { since, now, zone, shifts }: Span): Slot[] {
  const [first, last] = [since, now].map((at) => `${localDate(at, zone)}T${localTime(at, zone)}`);
  const over: Slot[] = [];
  if (!first || !last) return over;
  for (let date = first.slice(0, 10); date <= last.slice(0, 10); date = addDays(date, 1))
    for (const each of slotsOn(schedule, shifts, date)) {
      const slot = bounded(schedule, each);
      if (slot.from >= first && msOf(slot.until) + minute <= msOf(last)) over.push(slot);
    }
  return over;
}
