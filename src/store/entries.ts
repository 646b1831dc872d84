/**
 * Entries of this device: rows for finding them, and the queries of lists and screens.
 */
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { isFinished } from '../form/stage.ts';
import { facetsOf, summarise } from '../form/summary.ts';
import { batchesOf } from './import-mark.ts';
import type { Database, EntryRow } from './database.ts';
import type { Forms } from './forms.ts';
import { keysFor, type Shapes } from './keys.ts';
import type { EntryQuery, Listed } from './store.ts';

/** The row of an entry: what it is found by, beside what the server said and what is shown. */
export function rowOf(
  shown: Entry,
  form: Form,
  server: Entry | undefined,
  pending: boolean,
  shapes: Shapes,
): EntryRow {
  return {
    id: shown.id,
    procedure: shown.procedure,
    created: shown.created,
    stage: shown.stage,
    room: facetsOf(form, shown.answers).room ?? '',
    open: isOpen(shown, form) && !form.procedure.imports ? 1 : 0,
    pending: pending ? 1 : 0,
    conflicts: shown.conflicts?.length ?? 0,
    ...batchesOf(shown),
    keys: keysFor(form, shown, shapes),
    ...(server ? { server } : {}),
    shown,
  };
}

const isOpen = (entry: Entry, form: Form): boolean => !entry.void && !isFinished(form, entry.stage);

async function listed(forms: Forms, row: EntryRow): Promise<Listed | undefined> {
  const form = await forms.version(row.shown.version);
  // A version that has not arrived yet: the entry shows up with it.
  return form && { entry: row.shown, form, pending: row.pending === 1 };
}

export async function findEntry(
  db: Database,
  forms: Forms,
  id: string,
): Promise<Listed | undefined> {
  const row = await db.entries.get(id);
  return row && listed(forms, row);
}

/** Newest first; `among`: rows found already, else by the narrowest index. Of several words, each must be there. */
export async function findEntries(
  db: Database,
  forms: Forms,
  query: EntryQuery,
  among?: readonly EntryRow[],
): Promise<Listed[]> {
  const words = query.text?.trim().toLowerCase().split(/\s+/) ?? [];
  const found: Listed[] = [];
  for (const row of among?.toSorted(newestFirst) ?? (await candidates(db, query))) {
    if (found.length >= (query.limit ?? Infinity)) break;
    if (!fits(row, query)) continue;
    const one = await listed(forms, row);
    if (!one) continue;
    if (query.procedures && query.open !== undefined && query.open !== isOpen(one.entry, one.form))
      continue;
    if (query.kind && one.form.procedure.kind !== query.kind) continue;
    if (!words.every((word) => wordsOf(one).includes(word))) continue;
    found.push(one);
  }
  return found;
}

/** Rows by the narrowest index at hand, newest first. */
async function candidates(db: Database, query: EntryQuery): Promise<EntryRow[]> {
  const { entries } = db;
  if (!query.room && !query.open && !query.procedures) {
    const all = query.since
      ? entries.where('created').aboveOrEqual(query.since).reverse()
      : entries.orderBy('created').reverse();
    // Only a query that nothing else narrows may stop early.
    const narrowed = query.kind ?? query.text ?? query.stage;
    return narrowed || query.limit === undefined ? all.toArray() : all.limit(query.limit).toArray();
  }
  const some = query.room
    ? await entries.where('room').equals(query.room).toArray()
    : query.procedures
      ? await ofProcedures(db, query.procedures, query.open === true)
      : await entries.where('open').equals(1).toArray();
  return some.toSorted(newestFirst);
}

/** Of several keys each is read at once by its own range: a cursor over all of them takes ten times as long. */
async function ofProcedures(
  db: Database,
  procedures: readonly string[],
  open: boolean,
): Promise<EntryRow[]> {
  const { entries } = db;
  const whole = (ids: readonly string[]) =>
    Promise.all(ids.map((id) => entries.where('procedure').equals(id).toArray()));
  if (!open) return (await whole([...new Set(procedures)])).flat();
  // What comes from registers is not marked open, though it may not be finished.
  const versions = await Promise.all(
    procedures.map((id) => db.procedures.where('id').equals(id).toArray()),
  );
  const importing = new Set(
    versions.flatMap((rows) => rows.filter((row) => row.procedure.imports).map((row) => row.id)),
  );
  const marked = await entries.where('open').equals(1).toArray();
  return [
    ...marked.filter((row) => procedures.includes(row.procedure) && !importing.has(row.procedure)),
    ...(await whole([...importing])).flat(),
  ];
}

const newestFirst = (a: EntryRow, b: EntryRow): number =>
  a.created < b.created ? 1 : a.created > b.created ? -1 : a.id < b.id ? 1 : -1;

function fits(row: EntryRow, query: EntryQuery): boolean {
  if (query.procedures && !query.procedures.includes(row.procedure)) return false;
  if (!query.procedures && query.open !== undefined && row.open !== (query.open ? 1 : 0))
    return false;
  if (query.stage && row.stage !== query.stage) return false;
  if (query.room && row.room !== query.room) return false;
  return !query.since || row.created >= query.since;
}

/** Everything of an entry that a person might search for. */
function wordsOf({ entry, form }: Listed): string {
  const answers = Object.values(entry.answers).filter(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  return [
    entry.number,
    summarise(form, entry.answers, 'zh-CN'),
    ...answers,
    ...entry.log.map((line) => line.text),
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
}
