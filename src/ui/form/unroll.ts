/**
 * How much of a long form is drawn: what fills a screen at once, so that it can be answered; the rest in slices between
 * frames, so that no key waits for it. Nothing is left out: once unrolled, every field is reached by Tab and by search.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Items drawn with the first paint: more than the tallest screen shows. */
const atOnce = 30;
/** Items of each slice after it: some milliseconds of work on a slow tablet. */
const slice = 40;

export class Unroll implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #drawn = atOnce;
  #all = atOnce;
  #waiting = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether all is drawn. */
  get done(): boolean {
    return this.#drawn >= this.#all;
  }

  /** Whether there is so much that the browser had better lay out only what is near the screen. */
  get long(): boolean {
    return this.#all > 2 * atOnce;
  }

  /** From the start again, for another form or page. */
  reset(): void {
    this.#drawn = atOnce;
  }

  /** Draws everything with the next update: somebody wants to go to a field. */
  finish(): void {
    if (this.done) return;
    this.#drawn = Infinity;
    this.#host.requestUpdate();
  }

  /** How many of each section's items are drawn now; `counts`: how many there are. */
  share(counts: readonly number[]): number[] {
    this.#all = counts.reduce((sum, count) => sum + count, 0);
    let left = this.#drawn;
    return counts.map((count) => {
      const mine = Math.min(count, left);
      left -= mine;
      return mine;
    });
  }

  hostUpdated(): void {
    if (this.done || this.#waiting) return;
    this.#waiting = true;
    const next = () => {
      this.#waiting = false;
      if (this.done) return;
      this.#drawn += slice;
      this.#host.requestUpdate();
    };
    // After the frame that is being painted, as a task of its own, so that keys come in between. A page that is hidden or
    // covered gets no frames: it does not wait for one.
    const late = setTimeout(next, 250);
    requestAnimationFrame(() => {
      clearTimeout(late);
      if (this.#waiting) setTimeout(next);
    });
  }
}
