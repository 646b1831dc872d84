/**
 * Where syncing stands, from the outbox and from what the last cycle left behind.
 */
import type { Observable } from 'dexie';
import type { CycleEnd, LastCycle } from './sender.ts';
import { meta } from './database.ts';
import type { Database } from './database.ts';
import { joined, live } from './observe.ts';
import type { Parked, SyncStatus } from './store.ts';

const stateOf: Readonly<Partial<Record<CycleEnd, SyncStatus['state']>>> = {
  offline: 'offline',
  aborted: 'offline',
  busy: 'offline',
  unauthorised: 'signed-out',
  revoked: 'revoked',
  upgrade: 'upgrade',
};

export function watchStatus(db: Database, busy: Observable<boolean>): Observable<SyncStatus> {
  const kept = live(async (): Promise<SyncStatus> => {
    const ready = db.outbox.where('[state+n]').between(['ready', 0], ['ready', Infinity]);
    const last = await meta<LastCycle>(db, 'lastCycle');
    return {
      waiting: await ready.count(),
      oldest: (await ready.first())?.at,
      parked: await db.outbox.where('state').equals('parked').count(),
      conflicts: await db.entries.where('conflicts').above(0).count(),
      lastOk: await meta<string>(db, 'lastOk'),
      state: (last && stateOf[last.end]) ?? 'idle',
    };
  });
  return joined(kept, busy, (status, isBusy) =>
    isBusy && status.state === 'idle' ? { ...status, state: 'busy' } : status,
  );
}

export function watchParked(db: Database): Observable<readonly Parked[]> {
  return live(async () => {
    const rows = await db.outbox.where('state').equals('parked').sortBy('n');
    return rows.map(({ id, lane, problems, at }): Parked => ({
      id,
      entry: lane,
      problems: problems ?? [],
      at,
    }));
  });
}
