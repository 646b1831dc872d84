/**
 * A device that the server has switched off reads nothing any more: what lies here goes, but for what it has not handed
 * over. Only the server's own word counts, never a bare 403, which portals say too.
 */
import { write } from './database.ts';
import type { Database } from './database.ts';
import { forgetPassKeys } from './pass-keys.ts';

/** Clears what can be read. What waits stays until it is sent, what was refused until a person has seen to it. */
export async function wipe(db: Database): Promise<void> {
  const copies = [db.entries, db.documents, db.drafts, db.unknown, db.cursors, db.procedures];
  await write(db, [...copies, db.outbox, db.blobs], async () => {
    if ((await db.entries.count()) + (await db.documents.count()) + (await db.drafts.count()) === 0)
      return;
    for (const table of copies) await table.clear();
    // Nor does it issue or judge passes any more.
    await forgetPassKeys(db);
    await db.outbox.where('state').anyOf('acked', 'kept', 'follows').delete();
    await db.blobs.where('state').anyOf('loose', 'sent', 'cached').delete();
  });
}
