/**
 * What the server has acknowledged is kept for a while and sent again should the server be restored from a backup: a
 * week on staff devices, three days (and sealed, as it was sent) on a kiosk. The age is counted by the server's clock from
 * when the receipt was here, never by when it was written: a device's clock may have been years off then.
 */
import { meta, write } from './database.ts';
import type { Database } from './database.ts';

const day = 86_400_000;
const onStaffDevices = 7 * day;
const onKiosks = 3 * day;
/** How often it is looked at. */
const every = 3_600_000;

/** `now`: the server's time in milliseconds, as a reply just told it. Inside a transaction over outbox and blobs. */
async function forget(db: Database, kiosk: boolean, now: number): Promise<void> {
  const [since, before] = [now, now - (kiosk ? onKiosks : onStaffDevices)].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string];
  // Whole, not by a cursor: a busy desk keeps ten thousand of them, and a cursor stops at each.
  const kept = await db.outbox.where('state').equals('kept').toArray();
  const acked = await db.outbox.where('state').equals('acked').toArray();
  const fresh = [...kept, ...acked].filter((row) => row.since === undefined);
  await db.outbox.bulkPut(fresh.map((row) => ({ ...row, since })));
  const old = (kiosk ? acked : kept).filter((row) => row.since !== undefined && row.since < before);
  await db.outbox.bulkDelete(old.map(({ id }) => id));
  if (!kiosk) return;
  const sent = db.blobs.where('state').equals('sent');
  await sent.and((row) => row.since === undefined).modify({ since });
  await db.blobs
    .where('state')
    .equals('sent')
    .and((row) => row.since !== undefined && row.since < before)
    .delete();
}

/** Takes up the server's clock as a reply told it (`now`), and forgets what has been kept long enough. */
export function learn(db: Database, kiosk: boolean, offset: number, now: number): Promise<void> {
  return write(db, [db.outbox, db.blobs], async () => {
    // Small wobbles are the network's; writing each would wake every watcher.
    if (Math.abs(((await meta<number>(db, 'offset')) ?? Infinity) - offset) >= 250)
      await db.meta.put({ key: 'offset', value: offset });
    if (Math.abs(now - ((await meta<number>(db, 'forgot')) ?? 0)) < every) return;
    await forget(db, kiosk, now);
    await db.meta.put({ key: 'forgot', value: now });
  });
}

/** The server starts over: what it had acknowledged is sent again, in case it lost it. Inside a transaction. */
export async function sendAgain(db: Database): Promise<void> {
  await db.outbox
    .where('state')
    .anyOf('acked', 'kept')
    .modify((row) => {
      Object.assign(row, { state: 'ready' });
      delete (row as { seq?: number }).seq;
      delete (row as { since?: string }).since;
    });
  await db.blobs
    .where('state')
    .equals('sent')
    .modify((row) => {
      Object.assign(row, { state: 'ready' });
      delete (row as { since?: string }).since;
    });
}
