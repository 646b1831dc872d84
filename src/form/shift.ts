/**
 * Local dates, times and shifts of a site. Pure: the instant always comes from the caller.
 */
import { addDays, localDate as dateIn, localTime as timeIn } from '../spec/zoned.ts';

export interface ShiftHours {
  readonly id: string;
  /** Site-local `HH:MM`; an `end` at or before `start` is on the next day. */
  readonly start: string;
  readonly end: string;
}

export interface ShiftSlot extends ShiftHours {
  /** Local date on which the shift began. */
  readonly date: string;
}

/** `2026-11-24` at the site. */
export function localDate(instant: string, zone: string): string {
  return dateIn(new Date(instant), zone);
}

/** `08:30` at the site. */
export function localTime(instant: string, zone: string): string {
  return timeIn(new Date(instant), zone);
}

/**
 * The shift that is on at an instant; undefined when none is. Where two overlap, the one that began last: at 20:00 the
 * night shift is on although the day shift ends at 20:15.
 */
export function shiftAt(
  shifts: readonly ShiftHours[],
  zone: string,
  instant: string,
): ShiftSlot | undefined {
  const date = localDate(instant, zone);
  const time = localTime(instant, zone);
  const yesterday = addDays(date, -1);
  let best: ShiftSlot | undefined;
  for (const { id, start, end } of shifts) {
    const overnight = end <= start;
    const slots = [
      { on: start <= time && (overnight || time < end), date },
      { on: overnight && time < end, date: yesterday },
    ];
    for (const slot of slots) {
      if (!slot.on) continue;
      if (!best || `${slot.date}T${start}` > `${best.date}T${best.start}`)
        best = { id, date: slot.date, start, end };
    }
  }
  return best;
}
