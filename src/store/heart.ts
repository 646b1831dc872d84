/**
 * What makes a page send: a save, the network coming back, the page coming into view, a hint, and a timer. The timer
 * alone suffices; everything else only makes it sooner.
 */
import { Api } from './api.ts';
import type { DeviceClock } from './clock.ts';
import { NotSaved, meta } from './database.ts';
import type { Database } from './database.ts';
import type { Forms } from './forms.ts';
import { listenForHints } from './hints.ts';
import type { Cell } from './observe.ts';
import { cycle, lockOf, syncTag } from './sender.ts';
import type { Cycle } from './sender.ts';

/** Milliseconds between cycles when nothing happens; ± a quarter, so that a thousand devices do not come at once. */
const every = 20_000;
/** Not a device any more: there is little hope. */
const seldom = 5 * 60_000;

export interface HeartOptions {
  readonly db: Database;
  readonly forms: Forms;
  readonly clock: DeviceClock;
  readonly token: string;
  /** Whether a cycle is under way. */
  readonly busy: Cell<boolean>;
  readonly base?: string;
  /** Tests shorten it. */
  readonly every?: number;
}

export class Heart {
  readonly #options: HeartOptions;
  readonly #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #started = false;
  #running = false;
  #again = false;
  /** Not before this time, as the server asked; by the clock that nobody can set. */
  #notBefore = 0;

  constructor(options: HeartOptions) {
    this.#options = options;
  }

  /** Starts beating. Each of the listeners may be missing from a browser; the timer is not. */
  start(): void {
    this.#started = true;
    const { signal } = this.#stop;
    const now = () => this.beat();
    globalThis.addEventListener?.('online', now, { signal });
    if (typeof document !== 'undefined')
      document.addEventListener(
        'visibilitychange',
        () => document.visibilityState === 'visible' && this.beat(),
        { signal },
      );
    const { db, token, base } = this.#options;
    const api = new Api({ token, signal, ...(base === undefined ? {} : { base }) });
    void listenForHints({
      api,
      signal,
      opened: now,
      hinted: ({ scope, seq }) =>
        void db.cursors
          .get(scope)
          .then((cursor) => (cursor?.after ?? 0) < seq && this.beat())
          .catch(() => undefined),
    });
    this.beat();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  /** After a save: now, and by the worker should this page not live that long. */
  saved(): void {
    this.beat();
    void backgroundSync();
  }

  /** A cycle now, or another one as soon as the one under way has ended. */
  beat(): void {
    if (!this.#started || this.#stop.signal.aborted) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    const wait = this.#notBefore - performance.now();
    if (wait > 0) return this.#schedule(wait);
    void this.#run();
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = true;
    this.#again = false;
    this.#options.busy.set(true);
    let done: Cycle;
    try {
      const { db, forms, clock, base } = this.#options;
      done = await cycle({
        db,
        forms,
        clock,
        signal: this.#stop.signal,
        ...(base === undefined ? {} : { base }),
      });
    } catch (error) {
      // The database could not be written or has a newer shape: the store shows it; the heart goes on.
      if (!this.#stop.signal.aborted && !(error instanceof NotSaved))
        console.warn('sync cycle failed', error);
      done = { end: 'aborted' };
    }
    this.#running = false;
    this.#options.busy.set(false);
    if (!this.#stop.signal.aborted) this.#schedule(this.#nextAfter(done));
  }

  #nextAfter({ end, nextIn }: Cycle): number {
    const interval = (this.#options.every ?? every) * (0.75 + Math.random() / 2);
    switch (end) {
      case 'ok':
        return this.#again || nextIn === 0 ? 0 : interval;
      case 'elsewhere':
        // Somebody else is at it and may have looked before our last save.
        return Math.min(1000, interval);
      case 'busy':
        this.#notBefore = performance.now() + (nextIn ?? interval);
        return nextIn ?? interval;
      case 'unauthorised':
      case 'revoked':
      case 'upgrade':
      case 'unenrolled':
        return nextIn ?? seldom;
      default:
        // The first tries come soon, later ones with the timer.
        return Math.min(nextIn ?? interval, interval);
    }
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.beat(), ms);
  }

  /** Whether a cycle is under way, in this page or elsewhere. */
  async isSending(): Promise<boolean> {
    if (this.#running) return true;
    const held = (await navigator.locks.query()).held ?? [];
    return (
      held.some((lock) => lock.name === lockOf(this.#options.db)) &&
      ((await meta<number>(this.#options.db, 'lease')) ?? 0) > 0
    );
  }
}

/** Asks the browser to wake the worker when there is network, where it can. */
async function backgroundSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
    await sync?.register(syncTag);
  } catch {
    // Not allowed, or no such thing here.
  }
}
