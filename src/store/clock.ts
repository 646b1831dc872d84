/**
 * Time: the device's clock corrected by what replies said.
 */
import type { Change } from '../sync/change.ts';
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
