/**
 * Local date and time of an instant. The machine's own zone is never used: every replica must get the same text.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `2026-11-24` in the zone. Throws a RangeError for an unknown zone or an invalid date. */
export function localDate(at: Date, zone: string): string {
  const { year = '', month, day } = partsOf(at, zone);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** `08:30` in the zone. Throws a RangeError for an unknown zone or an invalid date. */
export function localTime(at: Date, zone: string): string {
  const { hour, minute } = partsOf(at, zone);
  return `${hour}:${minute}`;
}

/** ISO weekday of a date text, 1 (Monday) to 7; NaN when it is none. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Whole days from one date text to another; NaN when one is none. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** The date text so many days later. Throws a RangeError when there is none. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** ISO instant of a local `2026-11-24T08:30` in the zone; of two (clocks set back) the first. */
export function instantAt(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  let at = wanted;
  // The offset of the guess may be another than that of the answer.
  for (let tries = 0; tries < 2; tries++) {
    const guess = new Date(at);
    at += wanted - Date.parse(`${localDate(guess, zone)}T${localTime(guess, zone)}Z`);
  }
  return new Date(at).toISOString();
}
