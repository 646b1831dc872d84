/**
 * Time: the device's clock corrected by what replies said, and the site's office calendar.
 */
import chineseDays from 'chinese-days';
import type { Calendar } from '../form/clock.ts';
import type { Change } from '../sync/change.ts';
import type { SiteDocument } from '../sync/documents.ts';
import { meta } from './database.ts';
import type { Database } from './database.ts';
import { live } from './observe.ts';

/** `mono` counts from here; one page or worker is one boot. */
const boot = crypto.randomUUID();

export class DeviceClock {
  /** Server minus device, milliseconds. */
  offset = 0;
  #stop: (() => void) | undefined;

  /** Reads the offset and keeps following it: whichever tab or worker learns it, all have it. */
  static async start(db: Database): Promise<DeviceClock> {
    const clock = new DeviceClock();
    clock.offset = (await meta<number>(db, 'offset')) ?? 0;
    const subscription = live(() => meta<number>(db, 'offset')).subscribe({
      next: (offset) => {
        clock.offset = offset ?? 0;
      },
      error: () => undefined, // the database is gone; the last offset still serves
    });
    clock.#stop = () => subscription.unsubscribe();
    return clock;
  }
  stop(): void {
    this.#stop?.();
  }
  /** Server-corrected milliseconds since 1970. */
  ms(): number {
    return Date.now() + this.offset;
  }
  /** Server-corrected ISO instant with `Z`. */
  now(): string {
    return new Date(this.ms()).toISOString();
  }
  /** Device time as it is, for disputes. */
  stamp(): Change['clock'] {
    return { wall: Date.now(), mono: Math.round(performance.now()), boot, offset: this.offset };
  }
}

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

/** The site's office calendar; holidays and 调休 come from chinese-days. */
export function calendarOf(site: SiteDocument | undefined, at: number): Calendar {
  return {
    offset: zoneOffset(site?.zone ?? 'Asia/Shanghai', at),
    hours: site?.hours ?? {},
    works: (date) => chineseDays.isWorkday(date),
  };
}
