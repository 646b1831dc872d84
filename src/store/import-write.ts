/**
 * Many deeds in one strict transaction: what an import writes and what undoing it writes. Each is planned as if it were
 * alone; one that is refused leaves the others. All of them are on disk, or none.
 */
import { canonicalJson } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Entry } from '../form/entry.ts';
import { meta, write } from './database.ts';
import type { Database, EntryRow, OutboxRow } from './database.ts';
import { rowOf } from './entries.ts';
import { keyingOf } from './keying.ts';
import type { Shapes } from './keys.ts';
import { changesOf } from './predict.ts';
import { plan } from './plan.ts';
import type { Deed, Hand, Plan, Reader } from './plan.ts';
import { outboxRow } from './writer.ts';
import type { Writer } from './writer.ts';

export type Written =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Rows handed to the database at a time: meanwhile the page answers. From 50 on the database wakes the queries on these
 * tables without noting each key of each row, which would take longer than writing them.
 */
const step = 50;

/** The device's copy as these deeds find it, what the deeds before have written included. */
class Batch implements Reader {
  #rows: OutboxRow[] = [];
  readonly entries = new Map<string, EntryRow | undefined>();
  readonly serials = new Map<string, number>();
  readonly #last = new Map<string, string | undefined>();
  readonly #db: Database;
  #n = 0;
  #shapes: Shapes = {};

  constructor(db: Database) {
    this.#db = db;
  }

  async open(ids: readonly string[]): Promise<void> {
    const { entries } = this.#db;
    this.#n = (await meta<number>(this.#db, 'n')) ?? 0;
    this.#shapes = (await keyingOf(this.#db)).shapes;
    const found = await entries.bulkGet([...ids]);
    for (const [at, id] of ids.entries()) {
      this.entries.set(id, found[at]);
      this.#last.set(id, undefined);
    }
    const waiting = found.flatMap((row) => (row?.pending === 1 ? [row.id] : []));
    for (const [id, changes] of await changesOf(this.#db, waiting))
      this.#last.set(id, changes.findLast(({ state }) => state === 'ready')?.id);
  }

  n(): Promise<number> {
    return Promise.resolve(this.#n);
  }
  async serial(key: string): Promise<number> {
    return this.serials.get(key) ?? (await meta<number>(this.#db, key)) ?? 0;
  }
  async entry(id: string): Promise<{ shown: Entry; rev: number } | undefined> {
    if (!this.entries.has(id)) this.entries.set(id, await this.#db.entries.get(id));
    const row = this.entries.get(id);
    return row && { shown: row.shown, rev: row.server?.rev ?? 0 };
  }
  async last(entry: string): Promise<string | undefined> {
    if (!this.#last.has(entry)) {
      const rows = await this.#db.outbox.where('lane').equals(entry).sortBy('n');
      this.#last.set(entry, rows.findLast((row) => row.state === 'ready')?.id);
    }
    return this.#last.get(entry);
  }

  take(planned: Plan): void {
    for (const each of planned.writes) {
      const row = outboxRow(each, canonicalJson(each.change));
      this.#rows.push(row);
      this.#last.set(row.lane, row.id);
      const known = this.entries.get(each.entry.id)?.server;
      this.entries.set(each.entry.id, rowOf(each.entry, each.form, known, true, this.#shapes));
    }
    this.#n += planned.writes.length;
    for (const [key, value] of planned.serials) this.serials.set(key, value);
  }

  /**
   * Hands over what was taken so far, once that is enough to be worth it. Asks the database for something in any case:
   * a transaction that is left alone for too many turns of the page ends.
   */
  async put(): Promise<void> {
    if (this.#rows.length >= step) await this.#hand();
    else await this.#db.meta.get('n');
  }
  async end(): Promise<void> {
    if (this.#rows.length > 0) await this.#hand();
    await this.#db.meta.bulkPut([
      { key: 'n', value: this.#n },
      ...Array.from(this.serials, ([key, value]) => ({ key, value })),
    ]);
  }
  async #hand(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const lanes = new Set(rows.map((row) => row.lane));
    await this.#db.outbox.bulkAdd(rows);
    await this.#db.entries.bulkPut([...lanes].flatMap((id) => this.entries.get(id) ?? []));
  }
}

/**
 * `deedOf` may look at the entry as it is now, and give undefined for nothing to do. Throws NotSaved like every write.
 * The outcome of each id, in order; undefined where there was nothing to do.
 */
export async function writeMany(
  { db, forms }: Writer,
  hand: Hand,
  ids: readonly string[],
  deedOf: (
    id: string,
    at: number,
    row: EntryRow | undefined,
  ) => Deed | undefined | Promise<Deed | undefined>,
): Promise<(Written | undefined)[]> {
  return write(db, [db.entries, db.outbox, db.procedures], async () => {
    const batch = new Batch(db);
    await batch.open([...new Set(ids)]);
    const done: (Written | undefined)[] = [];
    for (const [at, id] of ids.entries()) {
      const deed = await deedOf(id, at, batch.entries.get(id));
      const planned = deed && (await plan(batch, hand, forms, deed));
      if (planned?.ok) batch.take(planned.value);
      await batch.put();
      done.push(
        planned && (planned.ok ? { ok: true, entry: planned.value.entry } : { ...planned }),
      );
    }
    if (done.some((each) => each?.ok)) await batch.end();
    return done;
  });
}
