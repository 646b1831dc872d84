/**
 * Token buckets in memory: what one client does never slows another.
 */
export interface Rate {
  /** As many at once as this. */
  readonly burst: number;
  /** Refilled so many a second. */
  readonly perSecond: number;
}

const mostBuckets = 10_000;

export class Limiter {
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes `cost` from the bucket; 0 when there was enough, else the seconds to wait (and nothing is taken). */
  take(key: string, rate: Rate, cost = 1): number {
    const now = this.#now();
    const before = this.#buckets.get(key) ?? { left: rate.burst, at: now };
    const left = Math.min(
      rate.burst,
      before.left + (Math.max(0, now - before.at) / 1000) * rate.perSecond,
    );
    // More than the bucket ever holds passes when it is full, and leaves a debt.
    const enough = left >= Math.min(cost, rate.burst);
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: enough ? left - cost : left, at: now });
    if (this.#buckets.size > mostBuckets) this.#forget();
    return enough ? 0 : (Math.min(cost, rate.burst) - left) / rate.perSecond;
  }

  /** The one not used for longest: buckets are in order of use. */
  #forget(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
