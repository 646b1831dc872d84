/**
 * A live query of the store, bound to an element: subscribes while connected, re-renders on news.
 *
 *     readonly #status = new Live(this, () => this.store.sync);
 *     render() { return this.#status.value?.waiting }
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from 'dexie';

export class Live<T> implements ReactiveController {
  value: T | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #source: () => Observable<T> | undefined;
  #subscription: { unsubscribe(): void } | undefined;
  #key: unknown;

  /** `key`: re-subscribes when its result changes between updates (a room, a filter). */
  constructor(
    host: ReactiveControllerHost,
    source: () => Observable<T> | undefined,
    key?: () => unknown,
  ) {
    this.#host = host;
    this.#source = source;
    this.#keyOf = key;
    host.addController(this);
  }
  readonly #keyOf: (() => unknown) | undefined;

  hostConnected(): void {
    if (this.#keyOf) this.#key = this.#keyOf();
    this.#subscribe();
  }
  hostUpdate(): void {
    const key = this.#keyOf?.();
    if (this.#subscription && Object.is(key, this.#key)) return;
    this.#key = key;
    this.#subscribe();
  }
  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
  }

  #subscribe(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = this.#source()?.subscribe((value) => {
      this.value = value;
      this.#host.requestUpdate();
    });
  }
}
