/**
 * Procedures that were published anew: the version that holds, and the ones before it.
 */
import type { Published } from '../spec/library.ts';
import type { Database } from './database.ts';
import { currentOf } from './current.ts';

/** `earlier`: newest first, at least one. */
export interface Changed {
  readonly now: Published;
  readonly earlier: readonly Published[];
}

export async function changedProcedures(db: Database): Promise<Changed[]> {
  const rows = await db.procedures.toArray();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((versions): Changed[] => {
    const now = currentOf(versions);
    if (!now) return [];
    const earlier = versions
      .filter(({ seq, hash }) => hash !== now.hash && seq <= now.seq)
      .toSorted((a, b) => b.seq - a.seq);
    const published = ({ hash, procedure }: (typeof rows)[number]): Published => ({
      hash,
      procedure,
    });
    return earlier.length > 0 ? [{ now: published(now), earlier: earlier.map(published) }] : [];
  });
}
