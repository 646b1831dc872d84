/**
 * AbortController and AbortSignal, as far as the product uses them; the platform's own are slow to make by the thousand.
 */
type Listener = (event: { readonly type: 'abort' }) => void;

export class Signal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<Listener>();

  addEventListener(_type: string, listener: Listener): void {
    this.#listeners.add(listener);
  }
  removeEventListener(_type: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }
  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
  fire(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.#listeners) listener({ type: 'abort' });
    this.#listeners.clear();
  }
  static any(signals: readonly Signal[]): Signal {
    const any = new Signal();
    for (const signal of signals)
      if (signal.aborted) any.fire(signal.reason);
      else signal.addEventListener('abort', () => any.fire(signal.reason));
    return any;
  }
  /** Set by the platform, which knows the time. */
  static timeout: (ms: number) => Signal = () => new Signal();
}

export class Controller {
  readonly signal = new Signal();
  abort(reason: unknown = new DOMException('aborted', 'AbortError')): void {
    this.signal.fire(reason);
  }
}
