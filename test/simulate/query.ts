/**
 * A query of the stand-in for Dexie.
 */
type Row = Record<string, unknown>;
export type Predicate = (row: never) => boolean;

/** Where rows are read from and written to. */
export interface Store {
  rows(table: string): ReadonlyMap<string, Row>;
  get(table: string, key: string): Row | undefined;
  put(table: string, key: string, row: Row | undefined): Promise<void> | undefined;
}

/** Keys as text that sorts as IndexedDB sorts them: numbers before texts, lists part by part. */
export function keyText(key: unknown): string {
  if (Array.isArray(key)) return key.map(keyText).join('\u0001');
  if (typeof key !== 'number') return String(key);
  if (key === Infinity) return '~';
  if (key < 0) return `!${keyText(Number.MAX_SAFE_INTEGER + key)}`;
  return key.toFixed(4).padStart(20, '0');
}

export class Query {
  readonly #table: string;
  readonly #store: () => Promise<Store>;
  readonly #order: readonly string[];
  readonly #filters: readonly Predicate[];
  readonly #most: number;
  readonly #backwards: boolean;

  constructor(
    table: string,
    store: () => Promise<Store>,
    order: readonly string[],
    filters: readonly Predicate[] = [],
    most = Infinity,
    backwards = false,
  ) {
    this.#table = table;
    this.#store = store;
    this.#order = order;
    this.#filters = filters;
    this.#most = most;
    this.#backwards = backwards;
  }

  filter(fits: Predicate): Query {
    const filters = [...this.#filters, fits];
    return new Query(this.#table, this.#store, this.#order, filters, this.#most, this.#backwards);
  }
  and = (fits: Predicate): Query => this.filter(fits);
  limit(most: number): Query {
    return new Query(this.#table, this.#store, this.#order, this.#filters, most, this.#backwards);
  }
  reverse(): Query {
    const { length } = this.#filters;
    const filters = this.#filters.slice(0, length);
    return new Query(this.#table, this.#store, this.#order, filters, this.#most, !this.#backwards);
  }

  async #found(): Promise<[string, Row][]> {
    const store = await this.#store();
    return this.#of(store);
  }

  #of(store: Store): [string, Row][] {
    const found: [string, Row][] = [];
    for (const pair of store.rows(this.#table))
      if (this.#filters.every((fits) => fits(pair[1] as never))) found.push(pair);
    const order = this.#order;
    const sortKey = ([key, row]: [string, Row]): string =>
      order.length === 0
        ? key
        : `${keyText(order.length === 1 ? row[order[0] ?? ''] : order.map((part) => row[part]))}\u0000${key}`;
    found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    if (this.#backwards) found.reverse();
    return found.length > this.#most ? found.slice(0, this.#most) : found;
  }

  async toArray(): Promise<Row[]> {
    return (await this.#found()).map(([, row]) => row);
  }
  async primaryKeys(): Promise<string[]> {
    return (await this.#found()).map(([key]) => key);
  }
  /** Of the index that it is ordered by. */
  async uniqueKeys(): Promise<unknown[]> {
    const [member = ''] = this.#order;
    return [...new Set((await this.toArray()).flatMap((row) => row[member] ?? []))];
  }
  async first(): Promise<Row | undefined> {
    return (await this.#found())[0]?.[1];
  }
  async last(): Promise<Row | undefined> {
    return (await this.#found()).at(-1)?.[1];
  }
  async count(): Promise<number> {
    return (await this.#found()).length;
  }
  async sortBy(member: string): Promise<Row[]> {
    const rows = await this.toArray();
    return rows.toSorted((a, b) => (keyText(a[member]) < keyText(b[member]) ? -1 : 1));
  }
  async modify(how: Row | ((row: Row) => void)): Promise<number> {
    const store = await this.#store();
    const found = this.#of(store);
    for (const [key, row] of found) {
      const next = { ...row };
      if (typeof how === 'function') how(next);
      else Object.assign(next, how);
      await store.put(this.#table, key, Object.freeze(next));
    }
    return found.length;
  }
  async delete(): Promise<number> {
    const store = await this.#store();
    const found = this.#of(store);
    for (const [key] of found) await store.put(this.#table, key, undefined);
    return found.length;
  }
}
