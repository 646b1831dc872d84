/**
 * The tables of this device and the one way to write to them: a strict transaction behind the schema fence.
 */
import { Dexie } from 'dexie';
import type { Table } from 'dexie';
import type { Procedure } from '../spec/procedure.ts';
import type { Problem } from '../spec/problem.ts';
import type { Entry } from '../form/entry.ts';
import type { FeedItem, ScopeName } from '../sync/protocol.ts';
import type { Draft, Health } from './store.ts';
import { freeze, isFrozen, isFrozenElsewhere, onFrozen } from './frozen.ts';
import { Cell } from './observe.ts';

/** Raised with every `db.version(…)`: a tab with older code must not write old-shaped rows (Dexie would let it). */
export const schemaEpoch = 3;

export interface ProcedureRow {
  readonly hash: string;
  readonly id: string;
  readonly seq: number;
  readonly procedure: Procedure;
  /** No longer offered; kept because entries are pinned to it. */
  readonly retired?: boolean;
}

export interface DocumentRow {
  readonly kind: 'site' | 'staff' | 'device';
  readonly id: string;
  readonly doc: unknown;
}

export interface EntryRow {
  readonly id: string;
  readonly procedure: string;
  readonly created: string;
  readonly stage: string;
  /** '' where there is none, so that it can be an index. */
  readonly room: string;
  /** Unfinished, not void, and work: what is read in from files (`imports`) stands there until it ends, and waits for nobody. */
  readonly open: 0 | 1;
  /** 1 while a change of this device is not acknowledged. */
  readonly pending: 0 | 1;
  readonly conflicts: number;
  /** Imports that made or changed it (see `import-mark.ts`); `<id>~` once it is void. */
  readonly batches?: readonly string[];
  /** What searches and hints find it by (`keys.ts`); missing until it is keyed. */
  readonly keys?: readonly string[];
  /** As the server last said; missing for one that it has not sent yet. */
  readonly server?: Entry;
  /** What people see: the server's with this device's changes over it. */
  readonly shown: Entry;
}

/**
 * - `ready`: to be sent
 * - `parked`: refused for good; `problems` say why
 * - `acked`: the server has it, but its result has not come back with the feed
 * - `kept`: come back; kept for a while, to be sent again should the server be restored from a backup
 * - `follows`: never sent; what the change with this `n` brings about on another entry, until the server's own comes back
 */
export type OutboxState = 'ready' | 'parked' | 'acked' | 'kept' | 'follows';

export interface OutboxRow {
  readonly id: string;
  readonly n: number;
  /** The entry. */
  readonly lane: string;
  readonly after?: string;
  /** Canonical JSON, frozen; a kiosk's is sealed. */
  readonly bytes: string;
  readonly hash: string;
  /** ISO instant of authorship. */
  readonly at: string;
  readonly state: OutboxState;
  /** Feed sequence of the receipt. */
  readonly seq?: number;
  /** ISO instant by the server's clock from which an acknowledged one is kept; see `keep.ts`. */
  readonly since?: string;
  readonly problems?: readonly Problem[];
}

export interface BlobRow {
  readonly sha: string;
  readonly type: string;
  /** As sent: a kiosk's are sealed. */
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly sealed: boolean;
  /** `loose`: no saved change names it yet; `ready`: to be sent; `sent`; `cached`: came from the server. */
  readonly state: 'loose' | 'ready' | 'sent' | 'cached';
  readonly at: string;
  /** As of an outbox row. */
  readonly since?: string;
}

export interface CursorRow {
  readonly id: ScopeName;
  readonly epoch: number;
  readonly after: number;
}

export interface UnknownRow extends Pick<FeedItem, 'kind' | 'id' | 'seq'> {
  readonly scope: ScopeName;
  readonly item: FeedItem;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

export type Database = Dexie & {
  readonly procedures: Table<ProcedureRow, string>;
  readonly documents: Table<DocumentRow, [string, string]>;
  readonly entries: Table<EntryRow, string>;
  readonly outbox: Table<OutboxRow, string>;
  readonly blobs: Table<BlobRow, string>;
  readonly drafts: Table<Draft, string>;
  readonly cursors: Table<CursorRow, string>;
  readonly unknown: Table<UnknownRow, [string, string, string]>;
  readonly meta: Table<MetaRow, string>;
  readonly health: Cell<Health>;
  /** Asked before the first write of this connection. */
  frozenElsewhere: Promise<boolean> | undefined;
};

/** Nothing was written. `why` becomes the problem `not-saved`. */
export class NotSaved extends Error {
  readonly why: Exclude<Health, 'ok'>;
  constructor(why: Exclude<Health, 'ok'>, cause?: unknown) {
    super(`not saved: ${why}`, { cause });
    this.name = 'NotSaved';
    this.why = why;
  }
}

export function openDatabase(name = 'qiantai'): Database {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Database;
  db.version(1).stores({
    procedures: 'hash, id',
    documents: '[kind+id], kind',
    entries: 'id, procedure, created, room, open, pending, conflicts',
    outbox: 'id, n, lane, state',
    blobs: 'sha, state',
    drafts: 'id, touched',
    cursors: 'id',
    unknown: '[scope+kind+id]',
    meta: 'key',
  });
  db.version(2)
    .stores({
      entries: 'id, procedure, created, room, open, pending, conflicts, *batches',
      outbox: 'id, n, lane, state, [state+n], [state+seq]',
    })
    .upgrade((tx) => tx.table('meta').put({ key: 'epoch', value: schemaEpoch }));
  db.version(3)
    .stores({ entries: 'id, procedure, created, room, open, pending, conflicts, *batches, *keys' })
    // Entries get their keys a few at a time, once the store is open (`keying.ts`).
    .upgrade((tx) => tx.table('meta').put({ key: 'epoch', value: schemaEpoch }));
  db.on('populate', (tx) => tx.table('meta').add({ key: 'epoch', value: schemaEpoch }));
  const health = new Cell<Health>(isFrozen(name) ? 'disk' : 'ok');
  const unfreeze = onFrozen(name, () => health.set('disk'));
  Object.assign(db, { health });
  db.on('close', unfreeze);
  db.on('versionchange', () => {
    // Let the newer tab upgrade; from here on this one neither writes nor reopens.
    health.set('outdated');
    db.close({ disableAutoOpen: true });
    // Dexie's own handler would have it open again with the next query.
    return false;
  });
  db.on('blocked', () => health.set('blocked'));
  db.on('ready', () => {
    if (health.value === 'blocked') health.set('ok');
  });
  return db;
}

const isOutdated = (db: Database): boolean => db.health.value === 'outdated';

/** Failures of the disk or of the browser's storage, after which the next write might destroy what is there. */
const broken = new Set(['QuotaExceededError', 'UnknownError', 'OpenFailedError']);

function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let e = error; e instanceof Error || e instanceof DOMException;) {
    names.push(e.name);
    e = ((e as { inner?: unknown }).inner ?? (e as Error).cause) as Error;
  }
  return names;
}

/**
 * One strict read-write transaction over the tables (and `meta`). Resolves once it is on disk. Throws NotSaved when it
 * may not or could not be written; anything that `work` throws aborts it and is passed on.
 */
export async function write<T>(
  db: Database,
  tables: readonly Table[],
  work: () => Promise<T>,
): Promise<T> {
  db.frozenElsewhere ??= isFrozenElsewhere(db.name);
  if (await db.frozenElsewhere) db.health.set('disk');
  const { value } = db.health;
  if (value === 'disk' || value === 'outdated') throw new NotSaved(value);
  try {
    return await db.transaction('rw', [...new Set([...tables, db.meta])], async () => {
      const epoch = await db.meta.get('epoch');
      if (typeof epoch?.value !== 'number' || epoch.value > schemaEpoch)
        throw new NotSaved('outdated');
      return work();
    });
  } catch (error) {
    if (error instanceof NotSaved) {
      db.health.set(error.why);
      throw error;
    }
    const names = namesOf(error);
    // Closed for a newer tab while this was under way.
    if (names.includes('DatabaseClosedError') && isOutdated(db))
      throw new NotSaved('outdated', error);
    if (!names.some((name) => broken.has(name))) throw error;
    db.health.set('disk');
    freeze(db.name);
    throw new NotSaved('disk', error);
  }
}

/** A value of `meta`; undefined when it was never put. */
export async function meta<T>(db: Database, key: string): Promise<T | undefined> {
  return (await db.meta.get(key))?.value as T | undefined;
}
