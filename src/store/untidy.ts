/**
 * Whether something is left to be put in order before the store opens: found out without the code that does it.
 */
import { meta } from './database.ts';
import type { Database } from './database.ts';
import { journalSize } from './journal-file.ts';

/** Where `keying.ts` keeps how far it has got. */
export const keyingKey = 'keying';

/** Changes in the journal, what an older version could not read, or entries from before there were keys. */
export async function isUntidy(db: Database): Promise<boolean> {
  if (!(await meta(db, keyingKey)) || (await journalSize()) > 0) return true;
  return (await db.unknown.count()) > 0;
}
