/**
 * The sync core's `Replica` over Dexie: what the outbox sends, and how the server's pages come in. Each method is one
 * strict transaction.
 */
import type { OutboxItem, Replica } from '../sync/ports.ts';
import type { Problem } from '../spec/problem.ts';
import { procedure } from '../spec/procedure.ts';
import type { Procedure } from '../spec/procedure.ts';
import type { Entry } from '../form/entry.ts';
import type { FeedItem, PushResult, ScopeName, ScopePage } from '../sync/protocol.ts';
import { write } from './database.ts';
import type { Database, EntryRow, OutboxRow } from './database.ts';
import type { Forms } from './forms.ts';
import type { Identity } from './identity.ts';
import { learn, sendAgain } from './keep.ts';
import { reshape } from './keying.ts';
import { changesOf, predict, settled } from './predict.ts';

export interface ReplicaOptions {
  readonly db: Database;
  readonly forms: Forms;
  readonly identity: Identity;
  /** Server-corrected milliseconds. */
  ms(): number;
}

export function replicaOver(options: ReplicaOptions): Replica {
  const { db } = options;
  const all = [
    db.procedures,
    db.documents,
    db.entries,
    db.outbox,
    db.blobs,
    db.cursors,
    db.unknown,
  ];
  return {
    async waiting(limit, skip) {
      const found: OutboxRow[] = [];
      for (let after = -1; found.length < limit;) {
        const rows = await db.outbox
          .where('[state+n]')
          .between(['ready', after], ['ready', Infinity], false)
          .limit(limit)
          .toArray();
        found.push(...rows.filter((row) => !skip.changes.has(row.id) && !skip.lanes.has(row.lane)));
        after = rows.at(-1)?.n ?? after;
        if (rows.length < limit) break;
      }
      return found
        .slice(0, limit)
        .map(({ id, n, lane, bytes, hash }): OutboxItem => ({ id, n, lane, bytes, hash }));
    },
    settle: (results) => write(db, all, () => settle(options, results)),
    async cursors() {
      const rows = new Map((await db.cursors.toArray()).map((row) => [row.id, row]));
      const scopes: ScopeName[] = isKiosk(options) ? ['public'] : ['public', 'work'];
      return scopes.map((id) => ({
        id,
        epoch: rows.get(id)?.epoch ?? 0,
        after: rows.get(id)?.after ?? 0,
      }));
    },
    apply: (page) => write(db, all, () => apply(options, page)),
    async blobsWaiting(limit) {
      const rows = await db.blobs.where('state').equals('ready').sortBy('size');
      return rows
        .slice(0, limit)
        .map(({ sha, size, bytes, sealed }) => ({ sha, size, bytes, sealed }));
    },
    blobSent: (sha) =>
      write(db, [db.blobs], async () => void (await db.blobs.update(sha, { state: 'sent' }))),
    learnOffset: (offset, now) => learn(db, isKiosk(options), offset, now),
  };
}

const isKiosk = ({ identity }: ReplicaOptions): boolean => identity.device.surface === 'kiosk';

async function settle(options: ReplicaOptions, results: readonly PushResult[]): Promise<void> {
  const { db } = options;
  const rows = await db.outbox.bulkGet(results.map(({ id }) => id));
  const decided: OutboxRow[] = [];
  const taken = new Set<string>();
  const refused = new Set<string>();
  for (const [at, result] of results.entries()) {
    const row = rows[at];
    // A receipt is for these bytes only.
    if (row?.state !== 'ready' || row.hash !== result.hash) continue;
    if (result.outcome === 'held' || result.outcome === 'later') continue;
    if (result.outcome === 'rejected') {
      const problems = (result.problems ?? []) as Problem[];
      // On a kiosk problems are kept without params, which may repeat what was typed.
      const kept = isKiosk(options) ? problems.map(({ code, path }) => ({ code, path })) : problems;
      decided.push({ ...row, state: 'parked', problems: kept });
      refused.add(row.lane);
      for (const lane of await unfollow(db, row.n)) refused.add(lane);
    } else {
      decided.push({ ...row, state: 'acked', seq: result.seq });
      taken.add(row.lane);
    }
  }
  await db.outbox.bulkPut(decided);
  // What a kiosk has sent is sealed: there is nothing to show of it.
  if (isKiosk(options)) return;
  await settled(
    db,
    [...taken].filter((lane) => !refused.has(lane)),
  );
  await predict(options, refused);
}

async function apply(options: ReplicaOptions, page: ScopePage): Promise<void> {
  const { db } = options;
  const restart = page.reset === true;
  if (restart) await reset(options, page);
  const touched = new Set<string>();
  const docs = new Map<string, Entry>();
  for (const item of page.items) {
    if (item.kind === 'entry') touched.add(item.id);
    if (isDocument(item)) docs.set(item.id, item.doc as Entry);
    else {
      docs.delete(item.id);
      await applyItem(db, page.id, item);
    }
  }
  const came = await rowsOf(db, docs, restart);
  if (page.items.some(({ kind }) => kind === 'procedure')) await reshape(db);
  await db.cursors.put({ id: page.id, epoch: page.epoch, after: page.to });
  if (page.id !== 'work') return void (await db.entries.bulkPut([...came.values()]));
  // Staff are as fresh as the last answer, whether or not it brought any.
  await db.meta.put({ key: 'lastPull', value: options.ms() });
  await comeBack(db, page.to, came);
  // Not before the last page: what these brought about comes right behind them.
  if (!page.more) for (const lane of await unfollowCome(db)) touched.add(lane);
  await predict(options, touched, came);
}

/** What was acknowledged up to this sequence is in the server's state by now, or this device is not to have it. */
async function comeBack(
  db: Database,
  to: number,
  came: ReadonlyMap<string, EntryRow>,
): Promise<void> {
  const here = db.outbox.where('[state+seq]').between(['acked', 0], ['acked', to], true, true);
  const rows = await here.toArray();
  if (rows.length === 0) return;
  await db.outbox.bulkPut(rows.map((row): OutboxRow => ({ ...row, state: 'kept' })));
  const lanes = [...new Set(rows.map(({ lane }) => lane))].filter((lane) => !came.has(lane));
  const entries = await db.entries.bulkGet(lanes);
  const unknown = lanes.filter((_, at) => entries[at] && !entries[at].server);
  for (const [lane, changes] of await changesOf(db, unknown))
    if (changes.every(({ state }) => state === 'kept')) await db.entries.delete(lane);
}

/** What the change with this number brought about elsewhere is not so, or has come back; the entries it was shown on. */
async function unfollow(db: Database, n: number): Promise<string[]> {
  const rows = await db.outbox.where('[state+n]').equals(['follows', n]).toArray();
  await db.outbox.bulkDelete(rows.map(({ id }) => id));
  return rows.map(({ lane }) => lane);
}

async function unfollowCome(db: Database): Promise<string[]> {
  const all = db.outbox.where('[state+n]').between(['follows', 0], ['follows', Infinity]);
  const lanes: string[] = [];
  for (const n of new Set((await all.toArray()).map((row) => row.n))) {
    const causes = await db.outbox.where('n').equals(n).toArray();
    if (!causes.some(({ state }) => state === 'ready' || state === 'acked'))
      lanes.push(...(await unfollow(db, n)));
  }
  return lanes;
}

/** Replays what an older version of this code could not read. */
export async function replayUnknown(db: Database): Promise<void> {
  if ((await db.unknown.count()) === 0) return;
  await write(db, [db.unknown, db.procedures, db.documents, db.entries, db.outbox], async () => {
    const rows = await db.unknown.toArray();
    await db.unknown.clear();
    const docs = new Map<string, Entry>();
    for (const { scope, item } of rows)
      if (isDocument(item)) docs.set(item.id, item.doc as Entry);
      else await applyItem(db, scope, item);
    await db.entries.bulkPut([...(await rowsOf(db, docs, false)).values()]);
    if (rows.some(({ kind }) => kind === 'procedure')) await reshape(db);
  });
}

/** An entry as it is now: written together with the others of its page. */
const isDocument = ({ kind, doc, gone }: FeedItem): boolean =>
  kind === 'entry' && !gone && doc !== undefined;

async function applyItem(db: Database, scope: ScopeName, item: FeedItem): Promise<void> {
  const { kind, id, seq, doc, gone } = item;
  const keep = () => db.unknown.put({ scope, kind, id, seq, item });
  switch (kind) {
    case 'procedure':
      // A version that is gone is not offered any more, but entries are pinned to it.
      if (gone || doc === undefined) await db.procedures.update(id, { retired: true });
      else if (!(await procedureCame(db, doc, seq))) await keep();
      return;
    case 'site':
    case 'staff':
    case 'device':
      if (gone || doc === undefined) await db.documents.delete([kind, id]);
      else await db.documents.put({ kind, id, doc });
      return;
    case 'entry':
      return entryGone(db, id, gone);
    default:
      // From a newer server: kept whole, replayed after an upgrade.
      await keep();
  }
}

/** False for one that this version cannot read. */
async function procedureCame(db: Database, doc: unknown, seq: number): Promise<boolean> {
  const {
    hash,
    procedure: body,
    current,
  } = doc as { hash: string; procedure: unknown; current?: boolean };
  const parsed = procedure.safeParse(body);
  if (!parsed.success) return false;
  // Put as it came: its hash is of these very members.
  const read = body as Procedure;
  await db.procedures.put({
    hash,
    id: read.id,
    seq,
    procedure: read,
    ...(current === false ? { retired: true } : {}),
  });
  return true;
}

/** Rows of entries as the server sent them; what lists find them by follows in `predict`, at the end of the page. */
async function rowsOf(
  db: Database,
  docs: ReadonlyMap<string, Entry>,
  restart: boolean,
): Promise<Map<string, EntryRow>> {
  const known = await db.entries.bulkGet([...docs.keys()]);
  const rows = [...docs.values()].flatMap((doc, at): EntryRow[] => {
    const before = known[at];
    if (before?.server && before.server.rev > doc.rev && !restart) return [];
    return [
      {
        id: doc.id,
        procedure: doc.procedure,
        created: doc.created,
        stage: doc.stage,
        room: before?.room ?? '',
        open: before?.open ?? 1,
        pending: before?.pending ?? 0,
        conflicts: doc.conflicts?.length ?? 0,
        server: doc,
        shown: before?.shown ?? doc,
      },
    ];
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Only what no pending change touches goes; erased data goes from the kept copies too. */
async function entryGone(db: Database, id: string, gone: FeedItem['gone']): Promise<void> {
  const rows = await db.outbox.where('lane').equals(id).toArray();
  if (rows.some(isPending)) return;
  await db.entries.delete(id);
  if (gone === 'retention') await db.outbox.bulkDelete(rows.map((row) => row.id));
}

const isPending = (row: OutboxRow): boolean => row.state === 'ready' || row.state === 'parked';

/** The server starts over: clean rows of the scope go; what it had acknowledged is sent again, in case it lost it. */
async function reset(options: ReplicaOptions, page: ScopePage): Promise<void> {
  const { db } = options;
  await db.unknown
    .where('[scope+kind+id]')
    .between([page.id, '', ''], [page.id, '\uffff', '\uffff'])
    .delete();
  if (page.id === 'public') {
    await db.procedures.toCollection().modify({ retired: true });
    // A kiosk has no other scope to hear it by.
    if (isKiosk(options)) await sendAgain(db);
    return;
  }
  await sendAgain(db);
  await db.documents.where('kind').anyOf('staff', 'device').delete();
  const dirty = new Set((await db.outbox.toArray()).map((row) => row.lane));
  await db.entries.filter((row) => !dirty.has(row.id)).delete();
  await db.entries.toCollection().modify((row) => {
    delete (row as { server?: Entry }).server;
  });
}
