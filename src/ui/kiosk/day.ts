/** The time of day at the site: how a visitor is greeted, and when the lobby is dark. */
import { words } from '../words/words.ts';

const t = words({
  dawn: ['早上好', 'Good morning'],
  morning: ['上午好', 'Good morning'],
  noon: ['中午好', 'Good afternoon'],
  afternoon: ['下午好', 'Good afternoon'],
  evening: ['晚上好', 'Good evening'],
  night: ['夜深了，您好', 'Good evening'],
});

/** What the picture on the home screen shows. */
export type Light = 'morning' | 'day' | 'evening' | 'night';

/** Hour (0–23) of an instant in a zone. */
export function hourOf(instant: string, zone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  return Number(text.format(new Date(instant)));
}

export function greeting(hour: number): string {
  if (hour < 5 || hour >= 23) return t.night();
  if (hour < 9) return t.dawn();
  if (hour < 11) return t.morning();
  if (hour < 13) return t.noon();
  return hour < 18 ? t.afternoon() : t.evening();
}

export function lightOf(hour: number): Light {
  if (hour < 6 || hour >= 19) return 'night';
  if (hour < 10) return 'morning';
  return hour < 16 ? 'day' : 'evening';
}
