/**
 * What a page fetches once its first screen stands there, so that it is at hand when it is asked for.
 */

/** Runs when the page has painted and nothing else waits, at the latest after a second. */
export function soon(run: () => Promise<unknown>): void {
  // What cannot be fetched now is fetched when it is needed.
  const begin = (): void => void run().catch(() => undefined);
  requestAnimationFrame(() =>
    'requestIdleCallback' in globalThis
      ? requestIdleCallback(begin, { timeout: 1000 })
      : setTimeout(begin, 100),
  );
}
