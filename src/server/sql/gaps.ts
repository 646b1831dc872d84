/**
 * Numbers that a device gave to its changes and the server never got. Each device counts its changes from 1; one that is
 * missing for long was in a storage that is lost (or could not be read at all when it came).
 */
import type { Place, Tx } from './transaction.ts';

export interface Gap {
  readonly device: string;
  /** How many numbers are missing below the highest one. */
  readonly missing: number;
}

/** Counts what came before an instant (ISO), so that what is on its way is no gap. Devices without one are left out. */
export async function gapsOf(tx: Tx, place: Place, before: string): Promise<Gap[]> {
  const rows = await tx
    .selectFrom('change_seen')
    .select(['device'])
    .select((each) => each.fn.max('n').as('last'))
    .select((each) => each.fn.count('n').distinct().as('here'))
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('received', '<', before)
    .groupBy('device')
    .execute();
  return rows
    .map(({ device, last, here }) => ({ device, missing: Number(last) - Number(here) }))
    .filter(({ missing }) => missing > 0);
}
