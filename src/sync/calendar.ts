/**
 * The site's office calendar, the same on every device and on the server.
 */
import chineseDays from 'chinese-days';
import type { Calendar } from '../form/clock.ts';
import type { SiteDocument } from './documents.ts';

/** Minutes that the zone is ahead of UTC at the instant. */
export function zoneOffset(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return Math.round((local - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/**
 * A site's hours from a local date on. Days before it keep the hours that they had, so that nothing that was promised under
 * those is due sooner or later than it was.
 */
export function withHours(
  site: Pick<SiteDocument, 'hours' | 'hoursBefore'>,
  hours: SiteDocument['hours'],
  date: string,
): Pick<SiteDocument, 'hours' | 'hoursBefore'> {
  const before = site.hoursBefore ?? [];
  // Changed once more on the same day: what was said in between was in force on no day.
  if (before.at(-1)?.until === date) return { hours, hoursBefore: before };
  return { hours, hoursBefore: [...before, { until: date, hours: site.hours }].slice(-mostBefore) };
}

const mostBefore = 20;

/** The site's office calendar; holidays and 调休 come from chinese-days. */
export function calendarOf(site: SiteDocument | undefined, at: number): Calendar {
  return {
    offset: zoneOffset(site?.zone ?? 'Asia/Shanghai', at),
    hours: site?.hours ?? {},
    ...(site?.hoursBefore && { before: site.hoursBefore }),
    works: (date) => chineseDays.isWorkday(date),
    ...(site?.limits && { limits: site.limits }),
  };
}
