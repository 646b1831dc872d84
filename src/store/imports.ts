/**
 * Imports as this device knows them: rows of a file become entries in batches, and the whole is undone again.
 */
import { v5 } from 'uuid';
import type { Problem } from '../spec/problem.ts';
import type { Answers } from '../form/answers.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Change } from '../sync/change.ts';
import type { Json } from '../spec/json.ts';
import { NotSaved, meta, write } from './database.ts';
import type { Database, EntryRow } from './database.ts';
import { problem } from './deeds.ts';
import { handOf } from './hand.ts';
import type { HandOptions } from './hand.ts';
import { madeBy, markText, readMark, undoText } from './import-mark.ts';
import { pastImports } from './import-past.ts';
import { writeMany } from './import-write.ts';
import { live } from './observe.ts';
import { firstStage } from './plan.ts';
import type { Deed } from './plan.ts';
import type { ImportJob, ImportKnown, ImportRow, Imports, Result, UndoStep } from './store.ts';

/** Namespace of imports' ids. Never to change: a file that is read in again is the same import. */
const namespace = '4b0c1d8e-2f36-4c55-9a57-1d0e6a3f7b21';
const jobKey = 'import-job';

export interface ImportsOptions extends HandOptions {
  around(form: Form): Promise<Around>;
}

export function importsOf(options: ImportsOptions): Imports {
  const { writer } = options;
  const { db } = writer;
  return {
    past: live(() => pastImports(db)),
    identify: (source) => identify(db, source),
    write: (form, mark, rows) => told(db, () => writeRows(options, form, mark, rows)),
    undoNext: (batch, reason, after, many) =>
      told(db, () => undoNext(options, batch, { reason, after, many })),
    job: live(() => meta<ImportJob>(db, jobKey)),
    keepJob: (job) =>
      write(db, [], async () => {
        if (job) await db.meta.put({ key: jobKey, value: job });
        else await db.meta.delete(jobKey);
      }),
    entryOf: (batch, row) => v5(`row:${row}`, batch),
    entries: (procedure) => knownOf(db, procedure),
  };
}

/** Read a few at a time: thousands at once would hold up the page. */
async function knownOf(db: Database, procedure: string): Promise<ImportKnown[]> {
  const ids = await db.entries.where('procedure').equals(procedure).primaryKeys();
  const known: ImportKnown[] = [];
  for (let at = 0; at < ids.length; at += 200)
    for (const row of await db.entries.bulkGet(ids.slice(at, at + 200))) {
      if (!row || row.shown.void) continue;
      const { id, stage, answers, log } = row.shown;
      known.push({ id, stage, answers, log });
    }
  return known;
}

/** The first attempt at this source that has not been undone. */
async function identify(db: Database, source: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const batch = v5(`${source}/${attempt}`, namespace);
    const undone = await db.entries.where('batches').equals(`${batch}~`).count();
    if (undone === 0) return batch;
  }
}

/** What could not be written is a problem to tell, and nothing of it was written. */
async function told<T>(db: Database, run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotSaved) return problem('not-saved', { why: error.why });
    const why = db.health.value;
    if (why === 'ok') throw error;
    return problem('not-saved', { why });
  }
}

async function writeRows(
  options: ImportsOptions,
  form: Form,
  { id: batch, file }: { readonly id: string; readonly file: string },
  rows: readonly ImportRow[],
): Promise<Result<readonly (readonly Problem[])[]>> {
  const { writer } = options;
  const hand = await handOf(options);
  if (!hand) return problem('signed-out');
  const around = await options.around(form);
  const ids = rows.map(({ entry }) => entry);
  const done = await writeMany(writer, hand, ids, (entry, at, row) => {
    const { set, row: number, kind } = rows[at] as ImportRow;
    const text = markText({ id: batch, row: number, file });
    if (kind === 'patch') {
      const changed = row && different(row, set);
      return changed ? { kind, entry, form, around, set: changed, text } : undefined;
    }
    // It is here: this import was broken off after it, or another desk was faster.
    if (row) return undefined;
    return { kind, entry, form, around, set, stage: firstStage(form), text };
  });
  writer.saved();
  return { ok: true, value: done.map((each) => (each && !each.ok ? each.problems : [])) };
}

function different({ shown }: EntryRow, set: Answers): Answers | undefined {
  const changed = Object.entries(set).filter(
    ([path, value]) => JSON.stringify(shown.answers[path]) !== JSON.stringify(value),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** The next of an import's entries after an id. Those undone have left the index, so that few stand before them. */
async function entriesAfter(
  db: Database,
  batch: string,
  after: string,
  many: number,
): Promise<string[]> {
  for (let read = many; ; read *= 2) {
    const all = await db.entries.where('batches').equals(batch).limit(read).primaryKeys();
    const ids = all.filter((id) => id > after).toSorted();
    if (ids.length >= many || all.length < read) return ids.slice(0, many);
  }
}

async function undoNext(
  options: ImportsOptions,
  batch: string,
  {
    reason,
    after,
    many,
  }: { readonly reason: string; readonly after: string; readonly many: number },
): Promise<Result<UndoStep>> {
  const { writer } = options;
  const { db, forms } = writer;
  const hand = await handOf(options);
  if (!hand) return problem('signed-out');
  const ids = await entriesAfter(db, batch, after, many);
  const last = ids.at(-1);
  if (last === undefined) return { ok: true, value: { done: 0, kept: [], next: undefined } };
  const kept: UndoStep['kept'][number][] = [];
  const done = await writeMany(writer, hand, ids, async (entry, _at, row) => {
    const form = row && (await forms.version(row.shown.version));
    if (!row || !form) return undefined;
    const { log } = row.shown;
    const foreign = log.some((line, index) => index > 0 && readMark(line)?.id !== batch);
    const made = madeBy(row.shown)?.id === batch;
    // Its last word is this import's, so nobody has worked on it since.
    const untouched = made ? !foreign : readMark(log.at(-1) ?? {})?.id === batch;
    const set = untouched && !made ? await before(db, entry, batch) : undefined;
    if (!untouched || (!made && !set)) {
      kept.push({ entry, why: untouched ? 'forgotten' : 'changed' });
      return undefined;
    }
    const deed = { entry, form, around: row.shown.around };
    return set
      ? ({ ...deed, kind: 'patch', set, text: undoText(batch) } satisfies Deed)
      : ({ ...deed, kind: 'void', text: reason } satisfies Deed);
  });
  for (const [at, each] of done.entries())
    if (each && !each.ok)
      kept.push({ entry: ids[at] ?? '', why: 'refused', problems: each.problems });
  writer.saved();
  return {
    ok: true,
    value: { done: done.filter((each) => each?.ok).length, kept, next: last },
  };
}

/** What this import's changes replaced, from the changes as this device keeps them for a week. */
async function before(
  db: Database,
  entry: string,
  batch: string,
): Promise<Readonly<Record<string, Json>> | undefined> {
  const rows = await db.outbox.where('lane').equals(entry).sortBy('n');
  const changes = rows
    .map((row) => JSON.parse(row.bytes) as Change)
    .filter((change) => change.kind === 'patch' && readMark(change)?.id === batch);
  if (changes.length === 0) return undefined;
  const set: Record<string, Json> = {};
  for (const { set: now = {}, was = {} } of changes)
    for (const path of Object.keys(now)) if (!(path in set)) set[path] = was[path] ?? null;
  return set;
}
