/**
 * One table of the stand-in for Dexie.
 */
import { Query, keyText } from './query.ts';
import type { Predicate, Store } from './query.ts';

type Row = Record<string, unknown>;

export class Table {
  readonly name: string;
  readonly #key: readonly string[];
  readonly #indexes: ReadonlySet<string>;
  readonly #store: () => Promise<Store>;

  constructor(name: string, schema: string, store: () => Promise<Store>) {
    this.name = name;
    const [first = '', ...rest] = schema.split(',').map((part) => part.trim());
    this.#key = partsOf(first);
    this.#indexes = new Set([first, ...rest].map((part) => part.replace(/^\*/, '')));
    this.#store = store;
  }

  #keyOf(row: Row): string {
    return keyText(
      this.#key.length === 1 ? row[this.#key[0] ?? ''] : this.#key.map((part) => row[part]),
    );
  }

  async get(key: unknown): Promise<Row | undefined> {
    return (await this.#store()).get(this.name, keyText(key));
  }

  async put(row: Row): Promise<void> {
    await (await this.#store()).put(this.name, this.#keyOf(row), frozen({ ...row }));
  }

  async add(row: Row): Promise<void> {
    const store = await this.#store();
    if (store.get(this.name, this.#keyOf(row))) {
      const error = new Error(`${this.name} has ${this.#keyOf(row)} already`);
      error.name = 'ConstraintError';
      throw error;
    }
    await store.put(this.name, this.#keyOf(row), frozen({ ...row }));
  }

  async delete(key: unknown): Promise<void> {
    await (await this.#store()).put(this.name, keyText(key), undefined);
  }

  async update(key: unknown, more: Row): Promise<number> {
    const store = await this.#store();
    const row = store.get(this.name, keyText(key));
    if (!row) return 0;
    await store.put(this.name, keyText(key), frozen({ ...row, ...more }));
    return 1;
  }

  async bulkGet(keys: readonly unknown[]): Promise<(Row | undefined)[]> {
    const store = await this.#store();
    return keys.map((key) => store.get(this.name, keyText(key)));
  }
  async bulkPut(rows: readonly Row[]): Promise<void> {
    for (const row of rows) await this.put(row);
  }
  async bulkAdd(rows: readonly Row[]): Promise<void> {
    for (const row of rows) await this.add(row);
  }
  async bulkDelete(keys: readonly unknown[]): Promise<void> {
    for (const key of keys) await this.delete(key);
  }
  clear = (): Promise<number> => this.toCollection().delete();
  count = (): Promise<number> => this.toCollection().count();
  toArray = (): Promise<Row[]> => this.toCollection().toArray();
  filter = (fits: Predicate): Query => this.toCollection().filter(fits);
  toCollection = (): Query => this.#query([]);
  orderBy = (index: string): Query => this.#query(this.#checked(index));

  where(index: string) {
    const parts = this.#checked(index);
    const many = this.#indexes.has(index) && parts.length === 1;
    const valueOf = (row: Row): unknown =>
      parts.length === 1 ? row[parts[0] ?? ''] : parts.map((part) => row[part]);
    const fitting = (fits: (text: string) => boolean): Query =>
      this.#query(parts).filter((row) => {
        const value = valueOf(row);
        if (many && Array.isArray(value)) return value.some((each) => fits(keyText(each)));
        if (value === undefined || (Array.isArray(value) && value.includes(undefined)))
          return false;
        return fits(keyText(value));
      });
    return {
      equals: (value: unknown) => fitting((text) => text === keyText(value)),
      anyOf: (...values: unknown[]) => {
        const all = new Set(values.flat().map(keyText));
        return fitting((text) => all.has(text));
      },
      above: (value: unknown) => fitting((text) => text > keyText(value)),
      aboveOrEqual: (value: unknown) => fitting((text) => text >= keyText(value)),
      startsWith: (value: string) => fitting((text) => text.startsWith(keyText(value))),
      between: (low: unknown, high: unknown, withLow = true, withHigh = false) => {
        const [from, to] = [keyText(low), keyText(high)];
        return fitting(
          (text) => (withLow ? text >= from : text > from) && (withHigh ? text <= to : text < to),
        );
      },
    };
  }

  #checked(index: string): readonly string[] {
    if (!this.#indexes.has(index)) throw new Error(`${this.name} has no index ${index}`);
    return partsOf(index);
  }

  #query(order: readonly string[]): Query {
    return new Query(this.name, this.#store, order);
  }
}

const partsOf = (index: string): string[] => index.replace(/^[[*&]+|\]$/g, '').split('+');

/** Nothing that was stored may be changed from outside; bytes cannot be frozen. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const each of Object.values(value)) frozen(each);
  return value;
}
