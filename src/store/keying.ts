/**
 * How far the entries of this device carry their keys (`keys.ts`). Which keys there are follows from the procedures; when
 * those change, entries that are here are keyed anew in small steps, and until then are found by reading them.
 */
import { meta, write } from './database.ts';
import type { Database } from './database.ts';
import { rowOf } from './entries.ts';
import { currentOf } from './current.ts';
import type { Forms } from './forms.ts';
import { nameOf, shapesOf, type Shapes } from './keys.ts';
import { live } from './observe.ts';
import { keyingKey } from './untidy.ts';

export interface Keying {
  readonly shapes: Shapes;
  /** Procedures whose entries are not all keyed yet → the last id that is. */
  readonly stale: Readonly<Record<string, string>>;
}

const step = 200;

export async function keyingOf(db: Database): Promise<Keying> {
  return (await meta<Keying>(db, keyingKey)) ?? { shapes: {}, stale: {} };
}

/** In a database that has no keys yet, from before there were any: all of its entries are stale. */
export async function beginKeying(db: Database): Promise<void> {
  if (await meta(db, keyingKey)) return;
  await write(db, [db.procedures, db.entries], () => reshape(db));
}

/** After procedures have come or gone; inside a transaction over procedures and entries. */
export async function reshape(db: Database): Promise<void> {
  const known = await meta<Keying>(db, keyingKey);
  const all = known ? [] : ((await db.entries.orderBy('procedure').uniqueKeys()) as string[]);
  const before: Keying = known ?? {
    shapes: {},
    stale: Object.fromEntries(all.map((id) => [id, ''])),
  };
  const rows = await db.procedures.toArray();
  const current = [...Map.groupBy(rows, (row) => row.id).values()].map(currentOf);
  const shapes = shapesOf(current.flatMap((row) => row?.procedure ?? []));
  const stale: Record<string, string> = { ...before.stale };
  const changed = Object.keys(shapes).filter((id) => !covers(before.shapes, shapes, id));
  for (const id of changed)
    if ((await db.entries.where('procedure').equals(id).count()) > 0) stale[id] = '';
  await db.meta.put({ key: keyingKey, value: { shapes, stale } satisfies Keying });
}

function covers(before: Shapes, after: Shapes, id: string): boolean {
  const known = new Set((before[id] ?? []).map(nameOf));
  return (after[id] ?? []).every((shape) => known.has(nameOf(shape)));
}

/** Keys what is stale, now and whenever procedures change, until the signal. */
export function keepKeyed(copy: Parameters<typeof freshen>[0], signal: AbortSignal): void {
  let busy = false;
  const watching = live(() => keyingOf(copy.db)).subscribe({
    next({ stale }) {
      if (busy || Object.keys(stale).length === 0) return;
      busy = true;
      // What cannot be written now is tried again with the next change, or when the page opens again.
      void freshen(copy, signal)
        .catch(() => undefined)
        .finally(() => (busy = false));
    },
    error: () => undefined,
  });
  signal.addEventListener('abort', () => watching.unsubscribe());
}

/** Keys what is stale, a few entries at a time, so that whoever is typing does not wait for it. */
export async function freshen(
  { db, forms }: { readonly db: Database; readonly forms: Forms },
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const [id] = Object.keys((await keyingOf(db)).stale);
    if (id === undefined || signal.aborted) return;
    const ids = (await db.entries.where('procedure').equals(id).primaryKeys()).sort();
    while (!signal.aborted && (await keySome(db, forms, id, ids)));
  }
}

/** False once all of them are keyed. */
function keySome(db: Database, forms: Forms, id: string, ids: readonly string[]): Promise<boolean> {
  return write(db, [db.entries, db.procedures], async () => {
    const keying = await keyingOf(db);
    const from = keying.stale[id];
    if (from === undefined) return false;
    const some = ids.filter((each) => each > from).slice(0, step);
    for (const row of await db.entries.bulkGet(some)) {
      const form = row && (await forms.version(row.shown.version));
      if (row && form)
        await db.entries.put(rowOf(row.shown, form, row.server, row.pending === 1, keying.shapes));
    }
    const { [id]: _, ...others } = keying.stale;
    const last = some.at(-1);
    const stale = last === undefined ? others : { ...others, [id]: last };
    await db.meta.put({ key: keyingKey, value: { ...keying, stale } satisfies Keying });
    return last !== undefined;
  });
}
