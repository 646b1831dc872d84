/**
 * What a page fetches only once it is painted, or when somebody first needs it.
 */
import type { Observable } from 'dexie';
import { observable } from './observe.ts';

export interface Late<T> {
  /** Fetched once; a fetch that failed is tried again by whoever asks next. */
  get(): Promise<T>;
  /** undefined: not here yet. */
  readonly here: T | undefined;
}

export function late<T>(fetch: () => Promise<T>): Late<T> {
  let coming: Promise<T> | undefined;
  let here: T | undefined;
  return {
    get() {
      coming ??= fetch().then(
        (value) => (here = value),
        (error: unknown) => {
          coming = undefined;
          throw error;
        },
      );
      return coming;
    },
    get here() {
      return here;
    },
  };
}

/** A function of something that may not be here yet. */
export function asked<T, A extends unknown[], R>(
  of: Late<T>,
  pick: (value: T) => (...args: A) => R | Promise<R>,
): (...args: A) => Promise<R> {
  return async (...args) => pick(of.here ?? (await of.get()))(...args);
}

/** An observable of something that may not be here yet. */
export function followed<T, A extends unknown[], R>(
  of: Late<T>,
  pick: (value: T) => (...args: A) => Observable<R>,
): (...args: A) => Observable<R> {
  return (...args) =>
    observable<R>((next, failed) => {
      let stop: (() => void) | undefined;
      let stopped = false;
      const begin = (value: T): void => {
        if (stopped) return;
        const subscription = pick(value)(...args).subscribe({ next, error: failed });
        stop = () => subscription.unsubscribe();
      };
      if (of.here) begin(of.here);
      else of.get().then(begin, failed);
      return () => {
        stopped = true;
        stop?.();
      };
    });
}
