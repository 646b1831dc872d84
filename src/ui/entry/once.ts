/** The first value of a live query. */
import type { Observable } from 'dexie';

export function once<T>(source: Observable<T>): Promise<T> {
  return new Promise((found, failed) => {
    const subscription = source.subscribe(
      (value) => {
        found(value);
        queueMicrotask(() => subscription.unsubscribe());
      },
      (error: unknown) => failed(error as Error),
    );
  });
}
