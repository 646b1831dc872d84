/**
 * Stands in for Dexie: the part of its interface that `src/store` uses, over a simulated disk. Rows are frozen instead of
 * copied. What is done in a transaction happens at once; beginning and committing take time, and there a device may die.
 */
import { kernel, life } from './kernel.ts';
import type { Life } from './kernel.ts';
import type { Store } from './query.ts';
import { Table } from './table.ts';

export interface Transaction {
  readonly writes: Map<string, Map<string, Record<string, unknown> | undefined>>;
  ended: boolean;
}

function failure(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

type Handler = (...given: never[]) => unknown;

export class Dexie {
  readonly name: string;
  readonly meta: Table | undefined;
  readonly #life: Life = life();
  readonly #strict: boolean;
  readonly #versions: { readonly number: number; upgrade?: (tx: unknown) => unknown }[] = [];
  readonly #tables = new Map<string, Table>();
  readonly #handlers = new Map<string, Handler[]>();
  #closed = false;
  #autoOpen = true;
  #opening: Promise<void> | undefined;
  #transaction: Transaction | undefined;

  constructor(name: string, options: { chromeTransactionDurability?: string } = {}) {
    this.name = name;
    this.#strict = options.chromeTransactionDurability === 'strict';
    this.#life.databases.add(this);
  }

  get tables(): Table[] {
    return [...this.#tables.values()];
  }

  version(number: number) {
    const version: { number: number; upgrade?: (tx: unknown) => unknown } = { number };
    this.#versions.push(version);
    const chain = {
      stores: (schema: Readonly<Record<string, string>>) => {
        for (const [name, text] of Object.entries(schema)) {
          const table = new Table(name, text, () => this.#store());
          this.#tables.set(name, table);
          Object.assign(this, { [name]: table });
        }
        return chain;
      },
      upgrade: (work: (tx: unknown) => unknown) => {
        version.upgrade = work;
        return chain;
      },
    };
    return chain;
  }

  on(event: string, handler: Handler): void {
    this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
  }

  /** Where operations go: into the transaction under way, else to what is committed. */
  async #store(): Promise<Store> {
    if (this.#transaction) {
      if (this.#transaction.ended) throw failure('TransactionInactiveError', 'it has ended');
      return this.#through(this.#transaction);
    }
    await this.#open();
    await kernel().wait(kernel().chance.next() * 2, this.#life);
    if (this.#closed) throw failure('DatabaseClosedError', 'closed meanwhile');
    return this.#through(undefined);
  }

  #through(transaction: Transaction | undefined): Store {
    const { disk } = this.#life.machine;
    return {
      rows: (name) => {
        const committed = disk.table(name);
        const mine = transaction?.writes.get(name);
        if (!mine || mine.size === 0) return committed;
        const all = new Map(committed);
        for (const [key, row] of mine)
          if (row === undefined) all.delete(key);
          else all.set(key, row);
        return all;
      },
      get: (name, key) => {
        const mine = transaction?.writes.get(name);
        return mine?.has(key) ? mine.get(key) : disk.table(name).get(key);
      },
      put: (name, key, row) => {
        if (!transaction) return this.#alone(name, key, row);
        const mine = transaction.writes.get(name);
        if (!mine) throw failure('NotFoundError', `${name} is not part of this transaction`);
        mine.set(key, row);
        return undefined;
      },
    };
  }

  /** A write outside of a transaction is one of its own. */
  async #alone(name: string, key: string, row: Record<string, unknown> | undefined): Promise<void> {
    await this.#commit({ writes: new Map([[name, new Map([[key, row]])]]), ended: false });
  }

  async transaction<T>(
    _mode: string,
    tables: readonly Table[],
    work: () => Promise<T>,
  ): Promise<T> {
    await this.#open();
    await kernel().wait(kernel().chance.next() * 3, this.#life);
    if (this.#closed) throw failure('DatabaseClosedError', 'closed before it began');
    const transaction: Transaction = {
      writes: new Map(tables.map(({ name }) => [name, new Map()])),
      ended: false,
    };
    this.#transaction = transaction;
    let value: T;
    const { turns } = kernel();
    try {
      value = await work();
    } finally {
      this.#transaction = undefined;
      transaction.ended = true;
    }
    // IndexedDB commits as soon as nothing of the transaction is asked for.
    if (kernel().turns !== turns) throw failure('TransactionInactiveError', 'it waited for others');
    await this.#commit(transaction);
    return value;
  }

  async #commit(transaction: Transaction): Promise<void> {
    const { machine } = this.#life;
    const { disk } = machine;
    const some = [...transaction.writes.values()].some((rows) => rows.size > 0);
    if (some && disk.full) {
      disk.wounded = true;
      throw failure('QuotaExceededError', 'the disk is full');
    }
    const committed = disk.commit(transaction.writes);
    await kernel().wait(1 + kernel().chance.next() * 4, this.#life);
    disk.tell(committed, this.#strict);
    if (some) for (const watcher of machine.watchers) if (watcher.life.alive) watcher.changed();
  }

  #open(): Promise<void> {
    if (this.#closed && !this.#autoOpen)
      return Promise.reject(failure('DatabaseClosedError', 'closed'));
    this.#opening ??= this.#begin();
    return this.#opening;
  }

  async #begin(): Promise<void> {
    await kernel().wait(kernel().chance.next() * 5, this.#life);
    const { disk } = this.#life.machine;
    const newest = Math.max(...this.#versions.map(({ number }) => number));
    if (disk.version < newest) {
      if (disk.full) throw failure('QuotaExceededError', 'the disk is full');
      const fresh = disk.version === 0;
      const writes: Transaction['writes'] = new Map();
      const tx = {
        table: (name: string) => {
          const rows = writes.get(name) ?? new Map<string, Record<string, unknown>>();
          writes.set(name, rows);
          const put = (row: Record<string, unknown>) => void rows.set(String(row['key']), row);
          return { put, add: put };
        },
      };
      if (fresh) for (const handler of this.#handlers.get('populate') ?? []) handler(tx as never);
      else
        for (const { number, upgrade } of this.#versions) if (number > disk.version) upgrade?.(tx);
      disk.version = newest;
      disk.tell(disk.commit(writes), true);
    }
    for (const handler of this.#handlers.get('ready') ?? []) handler();
  }

  /** Another page has upgraded the schema. */
  versionChanged(): void {
    for (const handler of this.#handlers.get('versionchange') ?? []) handler();
  }

  close({ disableAutoOpen = true }: { disableAutoOpen?: boolean } = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#life.databases.delete(this);
    this.#autoOpen = !disableAutoOpen;
    for (const handler of this.#handlers.get('close') ?? []) handler();
  }
}

interface Watched<T> {
  next?: (value: T) => void;
  error?: (error: unknown) => void;
}

/** Runs the query again after each commit on this device. */
export function liveQuery<T>(query: () => T | Promise<T>) {
  return {
    subscribe(observer: Watched<T> | ((value: T) => void)) {
      const watched: Watched<T> = typeof observer === 'function' ? { next: observer } : observer;
      const mine = life();
      const { watchers } = mine.machine;
      let closed = false;
      let due = false;
      const run = async (): Promise<void> => {
        due = false;
        if (closed) return;
        try {
          const value = await query();
          if (!closed) watched.next?.(value);
        } catch (error) {
          watched.error?.(error);
        }
      };
      const watcher = {
        life: mine,
        changed: () => {
          if (due) return;
          due = true;
          kernel().at(kernel().now + kernel().chance.next() * 3, mine, () => void run());
        },
      };
      watchers.add(watcher);
      watcher.changed();
      return {
        closed: false,
        unsubscribe: () => {
          closed = true;
          watchers.delete(watcher);
        },
      };
    },
  };
}
