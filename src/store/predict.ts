/**
 * What people see of an entry: the server's state with this device's changes over it that it does not contain yet.
 */
import type { Form } from '../form/compile.ts';
import { predict as foretell } from '../sync/predict.ts';
import type { Pending } from '../sync/predict.ts';
import type { Who } from '../sync/apply.ts';
import type { Change } from '../sync/change.ts';
import type { StaffDocument } from '../sync/documents.ts';
import type { Database, EntryRow, OutboxRow } from './database.ts';
import { rowOf } from './entries.ts';
import type { Forms } from './forms.ts';
import type { Identity } from './identity.ts';
import { keyingOf } from './keying.ts';
import type { Shapes } from './keys.ts';
import { staffMember } from './staff-document.ts';

export interface Predicting {
  readonly db: Database;
  readonly forms: Forms;
  readonly identity: Identity;
}

/** Entries in one go: as many as the page can do without being held up. */
const step = 100;

/**
 * Recomputes the rows of entries from the server's state and the outbox; inside a transaction over entries, outbox,
 * procedures and documents. `came`: rows as the server just sent them, which are not written yet.
 */
export async function predict(
  predicting: Predicting,
  entries: Iterable<string>,
  came: ReadonlyMap<string, EntryRow> = new Map(),
): Promise<void> {
  const { shapes } = await keyingOf(predicting.db);
  await inSteps(predicting.db, entries, came, async (all) => {
    const parts = all.map(partsOf);
    const known = await knownTo(predicting, parts);
    return parts.map((each) => shownRow(each, known, shapes));
  });
}

/**
 * The same after receipts that took all that they are for: what is shown stays, and waits no longer where nothing else
 * does.
 */
export async function settled(db: Database, entries: Iterable<string>): Promise<void> {
  await inSteps(db, entries, new Map(), (all) =>
    all.map(({ row, changes }) => {
      const pending = isPending(changes) ? 1 : 0;
      return row && row.pending !== pending ? { ...row, pending } : undefined;
    }),
  );
}

/** What is here of an entry. */
interface Here {
  readonly row: EntryRow | undefined;
  readonly changes: readonly OutboxRow[];
}
type Rows = readonly (EntryRow | undefined)[];

/**
 * Reads and writes many at a time: one by one, thousands of an import would take minutes. Between reading and writing
 * nothing is awaited but the database, or the transaction would end.
 */
async function inSteps(
  db: Database,
  entries: Iterable<string>,
  came: ReadonlyMap<string, EntryRow>,
  rowsFor: (all: readonly Here[]) => Rows | Promise<Rows>,
): Promise<void> {
  const ids = [...new Set(entries)];
  for (let from = 0; from < ids.length; from += step) {
    const some = ids.slice(from, from + step);
    const rows = await db.entries.bulkGet(some);
    const lanes = await changesOf(db, some);
    const all = some.map((id, at) => ({
      row: came.get(id) ?? rows[at],
      changes: lanes.get(id) ?? [],
    }));
    await db.entries.bulkPut((await rowsFor(all)).filter((row) => row !== undefined));
  }
}

/** What this device keeps of its changes on each of these entries, in the order they were made. */
export async function changesOf(
  db: Database,
  entries: readonly string[],
): Promise<Map<string, OutboxRow[]>> {
  const found = await Promise.all(
    entries.map((id) => db.outbox.where('lane').equals(id).toArray()),
  );
  return new Map(entries.map((id, at) => [id, (found[at] ?? []).toSorted((a, b) => a.n - b.n)]));
}

const isPending = (changes: readonly OutboxRow[]): boolean =>
  changes.some(({ state }) => state !== 'acked' && state !== 'kept');

interface Parts extends Here {
  readonly waiting: readonly Change[];
  /** The version that the entry is pinned to. */
  readonly version: string;
}

function partsOf({ row, changes }: Here): Parts {
  const waiting = changes
    .filter(({ state }) => state !== 'parked' && state !== 'kept')
    .map(({ bytes }) => JSON.parse(bytes) as Change);
  const version = row?.server?.version ?? waiting[0]?.procedure.split('@')[1];
  return { row, changes, waiting, version: version ?? row?.shown.version ?? '' };
}

interface Known {
  readonly forms: ReadonlyMap<string, Form>;
  who(change: Change): Who;
}

/** The versions and the people that these entries name. */
async function knownTo(
  { db, forms, identity }: Predicting,
  parts: readonly Parts[],
): Promise<Known> {
  const versions = new Map<string, Form>();
  for (const version of new Set(parts.map((each) => each.version))) {
    const form = await forms.version(version);
    if (form) versions.set(version, form);
  }
  const authors = parts.flatMap(({ waiting }) => waiting.map(({ author }) => author?.staff));
  const staff = new Map<string, StaffDocument | undefined>();
  for (const id of new Set(authors)) if (id) staff.set(id, await staffMember(db, id));
  const { surface } = identity.device;
  return {
    forms: versions,
    who: ({ author }) => ({
      staff: author?.staff ?? null,
      roles: author ? (staff.get(author.staff)?.roles ?? []) : ['visitor'],
      surface,
    }),
  };
}

function shownRow(
  { row, changes, waiting, version }: Parts,
  { forms, who }: Known,
  shapes: Shapes,
): EntryRow | undefined {
  const form = forms.get(version);
  const over = waiting.map((change): Pending => ({ change, who: who(change) }));
  // With nothing but a refused creation it stays in sight, as it was typed, beside the list of refused changes.
  const shown = (form && foretell(row?.server, over, form)) ?? row?.server ?? row?.shown;
  const pending = isPending(changes);
  if (form && shown) return rowOf(shown, form, row?.server, pending, shapes);
  return row && shown ? { ...row, shown, pending: pending ? 1 : 0 } : undefined;
}
