/**
 * The feed of a site: which document changed last at which sequence. A sequence is taken from the site's counter, whose
 * row stays locked until the transaction ends, so sequences become visible in order and no cursor can step over one.
 */
import { noteFeed } from './transaction.ts';
import type { Place, Tx } from './transaction.ts';
import type { FeedRow } from './tables.ts';

export type FeedKind = 'procedure' | 'site' | 'staff' | 'entry' | 'device';

const scopeOf: Readonly<Record<FeedKind, FeedRow['scope']>> = {
  procedure: 'public',
  site: 'public',
  staff: 'work',
  entry: 'work',
  device: 'work',
};

export interface Announced {
  readonly kind: FeedKind;
  readonly id: string;
}

/**
 * Writes the feed rows of changed documents; the sequence of the last. Call it last in a transaction. Devices are told
 * at once, unless `quiet`: then they find it when they next pull.
 */
export async function announce(
  tx: Tx,
  place: Place,
  documents: readonly Announced[],
  options: { readonly quiet?: boolean } = {},
): Promise<number> {
  const { seq } = await tx
    .updateTable('site_counter')
    .set((each) => ({ seq: each('seq', '+', documents.length) }))
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .returning('seq')
    .executeTakeFirstOrThrow();
  const first = seq - documents.length + 1;
  for (const [index, { kind, id }] of documents.entries())
    await tx
      .insertInto('feed')
      .values({ ...place, kind, id, scope: scopeOf[kind], seq: first + index })
      .onConflict((conflict) =>
        conflict.columns(['company', 'site', 'kind', 'id']).doUpdateSet({ seq: first + index }),
      )
      .execute();
  if (!options.quiet) await noteFeed(tx, new Set(documents.map(({ kind }) => scopeOf[kind])), seq);
  return seq;
}

export async function counter(tx: Tx, place: Place): Promise<{ seq: number; epoch: number }> {
  return tx
    .selectFrom('site_counter')
    .select(['seq', 'epoch'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .executeTakeFirstOrThrow();
}

/** All cursors of the site are void: every device loads afresh. `now` in milliseconds makes the epoch new for ever. */
export async function newEpoch(tx: Tx, place: Place, now: number): Promise<void> {
  const { epoch } = await counter(tx, place);
  await tx
    .updateTable('site_counter')
    .set({ epoch: Math.max(epoch + 1, Math.floor(now / 1000)) })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .execute();
}
