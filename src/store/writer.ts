/**
 * Saving: the entry, its change and all that it opens in one strict transaction. On a kiosk the change is sealed before
 * the transaction and no entry is written. Success is told only once the transaction is on disk.
 */
import { canonicalJson, hashOf } from '../spec/json.ts';
import type { Entry } from '../form/entry.ts';
import { NotSaved, meta, write } from './database.ts';
import type { Database, OutboxRow } from './database.ts';
import { rowOf } from './entries.ts';
import type { Forms } from './forms.ts';
import type { Identity } from './identity.ts';
import { keyingOf } from './keying.ts';
import { plan } from './plan.ts';
import type { Deed, Hand, Plan, Planned, Reader } from './plan.ts';
import { sealBlob, sealChange } from './seal.ts';
import type { Result } from './store.ts';
import type { Blobs } from './blobs.ts';

export interface Writer {
  readonly db: Database;
  readonly identity: Identity;
  readonly forms: Forms;
  readonly blobs: Blobs;
  /** Called after each save. */
  saved(): void;
  /** Last resort when the database cannot be written: true once the changes lie safely elsewhere. */
  rescue(rows: readonly OutboxRow[]): Promise<boolean>;
}

export interface Extra {
  /** The draft that this finishes; it goes in the same transaction. */
  readonly draft?: string | undefined;
}

export async function save(
  writer: Writer,
  hand: Hand,
  deed: Deed,
  extra: Extra = {},
): Promise<Result<Entry>> {
  const sealed = writer.identity.device.surface === 'kiosk';
  let done: Result<Entry>;
  try {
    done = sealed
      ? await saveSealed(writer, hand, deed)
      : await saveClear(writer, hand, deed, extra);
  } catch (error) {
    if (!(error instanceof NotSaved)) throw error;
    return { ok: false, problems: [{ code: 'not-saved', path: '', params: { why: error.why } }] };
  }
  if (done.ok) writer.saved();
  return done;
}

async function saveClear(
  writer: Writer,
  hand: Hand,
  deed: Deed,
  extra: Extra,
): Promise<Result<Entry>> {
  const { db, forms } = writer;
  let rows: OutboxRow[] = [];
  let entry: Entry | undefined;
  try {
    const tables = [db.entries, db.outbox, db.blobs, db.drafts, db.procedures];
    return await write(db, tables, async (): Promise<Result<Entry>> => {
      const planned = await plan(readerOf(db), hand, forms, deed);
      if (!planned.ok) return planned;
      rows = planned.value.writes.map((w) => outboxRow(w, canonicalJson(w.change)));
      await db.outbox.bulkAdd(planned.value.moved.map(followingRow));
      entry = planned.value.entry;
      await putPlan(db, planned.value, rows);
      const { shapes } = await keyingOf(db);
      for (const each of [...planned.value.writes, ...planned.value.moved]) {
        const known = await db.entries.get(each.entry.id);
        await db.entries.put(rowOf(each.entry, each.form, known?.server, true, shapes));
      }
      await db.blobs
        .where('sha')
        .anyOf(planned.value.writes.flatMap((w) => w.change.blobs ?? []))
        .and((blob) => blob.state === 'loose')
        .modify({ state: 'ready' });
      if (extra.draft) await db.drafts.delete(extra.draft);
      return { ok: true, value: planned.value.entry };
    });
  } catch (error) {
    if (!entry || !(await isRescued(writer, error, rows))) throw error;
    return { ok: true, value: entry };
  }
}

async function saveSealed(writer: Writer, hand: Hand, deed: Deed): Promise<Result<Entry>> {
  const { db, forms, identity, blobs } = writer;
  // Sealing is asynchronous and must not happen inside a transaction (it would commit early): plan, seal, then write
  // if no other tab has taken the running number meanwhile.
  for (;;) {
    const planned = await plan(readerOf(db), hand, forms, deed);
    if (!planned.ok) return planned;
    const rows: OutboxRow[] = [];
    for (const each of planned.value.writes)
      rows.push(outboxRow(each, canonicalJson(await sealChange(identity.keys.seal, each.change))));
    const attached = [];
    for (const sha of new Set(planned.value.writes.flatMap((w) => w.change.blobs ?? []))) {
      const plain = blobs.held(sha);
      if (!plain) return { ok: false, problems: [{ code: 'photo-lost', path: '' }] };
      const bytes = await sealBlob(identity.keys.seal, plain.bytes, sha, identity.device.id);
      attached.push({
        sha,
        type: plain.type,
        bytes,
        size: bytes.length,
        sealed: true,
        state: 'ready' as const,
        at: hand.clock.now(),
      });
    }
    const written = await writeSealed(writer, planned.value, rows, attached);
    if (!written) continue;
    blobs.forget();
    return { ok: true, value: planned.value.entry };
  }
}

async function writeSealed(
  writer: Writer,
  planned: Plan,
  rows: readonly OutboxRow[],
  attached: readonly import('./database.ts').BlobRow[],
): Promise<boolean> {
  const { db } = writer;
  try {
    return await write(db, [db.outbox, db.blobs], async () => {
      if (((await meta<number>(db, 'n')) ?? 0) !== planned.from) return false;
      await putPlan(db, planned, rows);
      await db.blobs.bulkPut([...attached]);
      return true;
    });
  } catch (error) {
    if (!(await isRescued(writer, error, rows))) throw error;
    return true;
  }
}

/** Only the write that met the failure is rescued; later ones are refused at once, with the form still on screen. */
async function isRescued(
  writer: Writer,
  error: unknown,
  rows: readonly OutboxRow[],
): Promise<boolean> {
  return (
    error instanceof NotSaved &&
    error.why === 'disk' &&
    error.cause !== undefined &&
    writer.rescue(rows)
  );
}

/** Outbox rows and counters; inside a transaction. */
async function putPlan(db: Database, planned: Plan, rows: readonly OutboxRow[]): Promise<void> {
  await db.outbox.bulkAdd([...rows]);
  await db.meta.put({ key: 'n', value: planned.from + rows.length });
  for (const [key, value] of planned.serials) await db.meta.put({ key, value });
}

/** A change as it waits for the server. */
export function outboxRow({ change }: Planned, bytes: string): OutboxRow {
  const { id, n, entry, at, after } = change;
  return {
    id,
    n,
    lane: entry,
    ...(after ? { after } : {}),
    bytes,
    hash: hashOf(bytes),
    at,
    state: 'ready',
  };
}

/** What a change brings about on another entry, to be shown until the server has done it. */
function followingRow(moved: Planned): OutboxRow {
  const { after: _, ...row } = outboxRow(moved, canonicalJson(moved.change));
  return { ...row, state: 'follows' };
}

function readerOf(db: Database): Reader {
  return {
    n: async () => (await meta<number>(db, 'n')) ?? 0,
    serial: async (key) => (await meta<number>(db, key)) ?? 0,
    async entry(id) {
      const row = await db.entries.get(id);
      return row && { shown: row.shown, rev: row.server?.rev ?? 0 };
    },
    async last(entry) {
      const rows = await db.outbox.where('lane').equals(entry).sortBy('n');
      return rows.findLast((row) => row.state === 'ready')?.id;
    },
  };
}
