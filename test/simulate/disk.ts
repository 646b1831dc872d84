/**
 * What lies in a device's database, and what of it is truly on the disk. A transaction is atomic; one that was told to be
 * done is in the system's cache, and on the disk only once it, or a later one, was synced (`strict` is). A power cut
 * takes what is not; a killed browser takes only what was not told yet.
 */
export type Key = string;
export type Row = Record<string, unknown>;

interface Undo {
  readonly table: string;
  readonly key: Key;
  readonly row: Row | undefined;
}

interface Committed {
  readonly undo: readonly Undo[];
  told: boolean;
}

export class Disk {
  tables = new Map<string, Map<Key, Row>>();
  /** Raised by each upgrade of the schema. */
  version = 0;
  /** No room left: each commit fails. */
  full = false;
  /** A write has failed for want of room since the browser started. */
  wounded = false;
  /** … and yet something was written after it: gone at the next start of the browser. */
  doomed = false;
  /** Code older than the schema wrote. */
  outgrown = false;
  /** A newer page has upgraded the schema; the ones that are open are of before. */
  upgraded = false;
  #unsynced: Committed[] = [];

  table(name: string): Map<Key, Row> {
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, (table = new Map()));
    return table;
  }

  /** Takes effect for readers at once. */
  commit(writes: ReadonlyMap<string, ReadonlyMap<Key, Row | undefined>>): Committed {
    const undo: Undo[] = [];
    for (const [name, rows] of writes) {
      const table = this.table(name);
      for (const [key, row] of rows) {
        undo.push({ table: name, key, row: table.get(key) });
        if (row === undefined) table.delete(key);
        else table.set(key, row);
      }
    }
    const committed: Committed = { undo, told: false };
    if (undo.length > 0) {
      this.#unsynced.push(committed);
      if (this.wounded) this.doomed = true;
      if (this.upgraded) this.outgrown = true;
    }
    return committed;
  }

  /** The one that waited hears of it. */
  tell(committed: Committed, strict: boolean): void {
    committed.told = true;
    if (strict) this.#unsynced = this.#unsynced.slice(this.#unsynced.indexOf(committed) + 1);
  }

  /** The system writes its cache back, as it does after a while. */
  sync(): void {
    this.#unsynced = this.#unsynced.filter(({ told }) => !told);
  }

  /** `keeps`: how many of the transactions that may be lost survive all the same. */
  stop(cut: 'power' | 'kill', keeps: (most: number) => number): void {
    const first =
      cut === 'power' ? 0 : this.#unsynced.findLastIndex((committed) => committed.told) + 1;
    const risky = this.#unsynced.length - first;
    const kept = first + (risky > 0 ? keeps(risky + 1) : 0);
    for (const { undo } of this.#unsynced.slice(kept).toReversed())
      for (const { table, key, row } of undo.toReversed())
        if (row === undefined) this.table(table).delete(key);
        else this.table(table).set(key, row);
    this.#unsynced = [];
    if (this.doomed) this.clear();
    this.wounded = this.doomed = false;
  }

  clear(): void {
    this.tables.clear();
    this.version = 0;
    this.#unsynced = [];
  }
}
