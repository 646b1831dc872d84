/**
 * Values that are watched: a cell in memory, a live query of the database, and the two joined.
 */
import { liveQuery } from 'dexie';
import type { Observable, Subscription } from 'dexie';

type Next<T> = (value: T) => void;
type Failed = (error: unknown) => void;
const symbol: typeof Symbol.observable = (Symbol.observable ??
  '@@observable') as typeof Symbol.observable;

/** An Observable from a function that starts watching and returns what stops it. */
export function observable<T>(start: (next: Next<T>, failed: Failed) => () => void): Observable<T> {
  const watched: Observable<T> = {
    subscribe(
      observer?: { next?: Next<T>; error?: Failed } | Next<T> | null,
      onError?: Failed | null,
    ) {
      const next = typeof observer === 'function' ? observer : observer?.next?.bind(observer);
      const failed =
        (typeof observer === 'object' ? observer?.error?.bind(observer) : onError) ?? reportLater;
      let closed = false;
      const stop = start(
        (value) => !closed && next?.(value),
        (error) => !closed && failed(error),
      );
      const subscription: Subscription = {
        unsubscribe() {
          if (!closed) stop();
          closed = true;
        },
        get closed() {
          return closed;
        },
      };
      return subscription;
    },
    [symbol]: () => watched,
  };
  return watched;
}

/** Nobody listens for this failure: let it reach the console and tests instead of vanishing. */
function reportLater(error: unknown): void {
  if ((error as { name?: string } | undefined)?.name === 'DatabaseClosedError') return;
  queueMicrotask(() => {
    throw error;
  });
}

/** A value in memory that can be watched. */
export class Cell<T> {
  #value: T;
  readonly #listeners = new Set<Next<T>>();
  readonly watch: Observable<T>;

  constructor(value: T) {
    this.#value = value;
    this.watch = observable<T>((next) => {
      this.#listeners.add(next);
      next(this.#value);
      return () => this.#listeners.delete(next);
    });
  }
  get value(): T {
    return this.#value;
  }
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener(value);
  }
}

/** Re-runs the query whenever what it read changes, in whichever tab or worker. */
export function live<T>(query: () => T | Promise<T>): Observable<T> {
  return liveQuery(query);
}

/** Both values together, whenever either changes, once both are known. */
export function joined<A, B, C>(
  a: Observable<A>,
  b: Observable<B>,
  join: (a: A, b: B) => C,
): Observable<C> {
  return observable<C>((next, failed) => {
    let first: { value: A } | undefined;
    let second: { value: B } | undefined;
    const news = () => first && second && next(join(first.value, second.value));
    const one = a.subscribe((value) => {
      first = { value };
      news();
    }, failed);
    const two = b.subscribe((value) => {
      second = { value };
      news();
    }, failed);
    return () => {
      one.unsubscribe();
      two.unsubscribe();
    };
  });
}
