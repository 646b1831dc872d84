/** Notices that nobody touches the device: `run` is called after so long without a key or the pointer. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export class Idle implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #after: number;
  readonly #run: () => void;

  /** `after` in milliseconds. */
  constructor(host: ReactiveControllerHost, after: number, run: () => void) {
    this.#after = after;
    this.#run = run;
    host.addController(this);
  }
  hostConnected(): void {
    for (const name of events)
      addEventListener(name, this.#touched, { passive: true, capture: true });
    this.#touched();
  }
  hostDisconnected(): void {
    for (const name of events) removeEventListener(name, this.#touched, { capture: true });
    clearTimeout(this.#timer);
  }
  readonly #touched = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#run, this.#after);
  };
}
