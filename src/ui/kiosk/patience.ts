/**
 * How long a screen waits for a person: quiet for `quiet` ms, then `left` counts the seconds of `warning`, then `out` is
 * called. Any touch or key starts anew, as often as one likes.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Waits {
  readonly quiet: number;
  readonly warning: number;
}

const signs = ['pointerdown', 'keydown', 'touchmove', 'wheel'] as const;
const tick = 250;
/** A tap ends before the screen changes under it. */
const tap = 400;

/** Seconds left of the warning after `passed` ms; undefined while it is quiet; 0: time is over. */
export function secondsLeft(passed: number, { quiet, warning }: Waits): number | undefined {
  if (passed < quiet) return undefined;
  return Math.max(0, Math.ceil((quiet + warning - passed) / 1000));
}

export class Patience implements ReactiveController {
  /** Seconds left; undefined while there is nothing to say. */
  left: number | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #waits: () => Waits;
  readonly #out: () => void;
  #since = performance.now();
  #held = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, waits: () => Waits, out: () => void) {
    this.#host = host;
    this.#waits = waits;
    this.#out = out;
    host.addController(this);
  }

  hostConnected(): void {
    for (const sign of signs) addEventListener(sign, this.#sign, { capture: true, passive: true });
    this.#timer = setInterval(() => this.#look(), tick);
    this.touched();
  }
  hostDisconnected(): void {
    for (const sign of signs) removeEventListener(sign, this.#sign, { capture: true });
    clearInterval(this.#timer);
  }

  /** Starts anew. */
  readonly touched = (): void => {
    this.#since = performance.now();
    this.#held = 0;
    this.#look();
  };

  /** The button that was touched must still be there for its click. */
  readonly #sign = (): void => {
    this.#since = performance.now();
    if (this.left !== undefined) this.#held = this.#since + tap;
  };

  #look(): void {
    if (performance.now() < this.#held) return;
    const left = secondsLeft(performance.now() - this.#since, this.#waits());
    if (left === 0) {
      this.#since = performance.now();
      this.left = undefined;
      this.#out();
      this.#host.requestUpdate();
    } else if (left !== this.left) {
      this.left = left;
      this.#host.requestUpdate();
    }
  }
}
