/**
 * Entries that hang on one: those it links to or names, and those on this device that link to or name it (what it opened).
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { itemOf } from './answer-text.ts';
import type { Listed, Store } from '../../store/store.ts';

/** Entries that the answers of `ref` items name. */
export function refsOf({ form, entry }: Listed): string[] {
  const named = Object.entries(entry.answers)
    .filter(([path]) => itemOf(form, path)?.type === 'ref')
    .map(([, id]) => id)
    .filter((id): id is string => typeof id === 'string' && id !== '');
  return [...new Set(named)];
}

export class Related implements ReactiveController {
  value: readonly Listed[] = [];
  #key = '';
  #subscription: { unsubscribe(): void } | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #store: () => Store | undefined;
  readonly #of: () => Listed | undefined;

  constructor(
    host: ReactiveControllerHost,
    store: () => Store | undefined,
    of: () => Listed | undefined,
  ) {
    this.#host = host;
    this.#store = store;
    this.#of = of;
    host.addController(this);
  }

  hostUpdate(): void {
    const store = this.#store();
    const listed = this.#of();
    const links = listed
      ? [...new Set([...(listed.entry.links ?? []).map((each) => each.entry), ...refsOf(listed)])]
      : [];
    const key = listed ? [listed.entry.id, ...links].join(' ') : '';
    if (!store || key === this.#key) return;
    this.hostDisconnected();
    this.#key = key;
    this.value = [];
    if (!listed) return;
    const { id, created } = listed.entry;
    // What links here is no older than this entry, unless a person linked it by hand: then this entry names it too.
    const hour = 3_600_000;
    const since = new Date(Date.parse(created) - hour).toISOString();
    const linked = new Map<string, Listed>();
    const subscriptions = links.map((link) =>
      store.entry(link).subscribe((one) => {
        if (one) linked.set(link, one);
        this.#merge(linked.values());
      }),
    );
    subscriptions.push(
      store.entries({ since }).subscribe((all) => {
        for (const one of all)
          if (
            one.entry.links?.some((each) => each.entry === id) ||
            (one.entry.id !== id && refsOf(one).includes(id))
          )
            linked.set(one.entry.id, one);
        this.#merge(linked.values());
      }),
    );
    this.#subscription = {
      unsubscribe: () => subscriptions.forEach((each) => each.unsubscribe()),
    };
  }
  hostDisconnected(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.#key = '';
  }

  #merge(all: Iterable<Listed>): void {
    this.value = [...all].sort((a, b) => (a.entry.created < b.entry.created ? -1 : 1));
    this.#host.requestUpdate();
  }
}
