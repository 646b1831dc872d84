/**
 * Times as people at the desk read them: site time, and how far away.
 */
import { locale, words } from '../words/words.ts';

const t = words({
  now: ['刚刚', 'just now'],
  minutes: ['{n} 分钟', '{n} min'],
  hours: ['{n} 小时', '{n} h'],
  hoursMinutes: ['{h} 小时 {m} 分', '{h} h {m} min'],
  days: ['{n} 天', '{n} d'],
  daysHours: ['{d} 天 {h} 小时', '{d} d {h} h'],
  ago: ['{span}前', '{span} ago'],
  left: ['还剩 {span}', '{span} left'],
  over: ['已超时 {span}', '{span} overdue'],
  due: ['到时了', 'due now'],
  today: ['今天 {time}', 'today {time}'],
  yesterday: ['昨天 {time}', 'yesterday {time}'],
  tomorrow: ['明天 {time}', 'tomorrow {time}'],
});

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale() === 'en' ? 'en-GB' : 'zh-CN', {
    ...options,
    timeZone: zone,
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
}

/** `08:30` at the site. */
export function timeOf(instant: string, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** `2026-11-24` at the site. */
export function dayOf(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return parts.format(new Date(instant));
}

/** `11月24日 周二` of a local date. */
export function dateText(day: string, zone: string): string {
  return format(zone, { month: 'long', day: 'numeric', weekday: 'short' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** Near days by name, others by date: `今天 08:30`, `11月2日 08:30`. */
export function whenText(instant: string, now: string, zone: string): string {
  const time = timeOf(instant, zone);
  const days = daysBetween(dayOf(now, zone), dayOf(instant, zone));
  if (days === 0) return t.today({ time });
  if (days === -1) return t.yesterday({ time });
  if (days === 1) return t.tomorrow({ time });
  const sameYear = instant.slice(0, 4) === now.slice(0, 4);
  const date = format(zone, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: locale() === 'en' ? 'short' : 'long',
    day: 'numeric',
  });
  return `${date.format(new Date(instant))} ${time}`;
}

/** `2026-11-24 08:30` at the site, for paper. */
export function stampText(instant: string, zone: string): string {
  return `${dayOf(instant, zone)} ${timeOf(instant, zone)}`;
}

/** Whole days from one local date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}

/** A length of time in its two largest units. Milliseconds. */
export function spanText(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 60) return t.minutes({ n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24)
    return minutes % 60 === 0
      ? t.hours({ n: hours })
      : t.hoursMinutes({ h: hours, m: minutes % 60 });
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 || days > 6
    ? t.days({ n: days })
    : t.daysHours({ d: days, h: hours % 24 });
}

/** `3 分钟前`. */
export function agoText(instant: string, now: string): string {
  const ms = Date.parse(now) - Date.parse(instant);
  return ms < 60_000 ? t.now() : t.ago({ span: spanText(ms) });
}

/** `还剩 12 分钟`, `已超时 2 小时`. */
export function leftText(due: string, now: string): string {
  const ms = Date.parse(due) - Date.parse(now);
  if (Math.abs(ms) < 30_000) return t.due();
  return ms > 0 ? t.left({ span: spanText(ms) }) : t.over({ span: spanText(-ms) });
}
