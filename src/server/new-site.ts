/**
 * A new site with its first supervisor, its settings and the starter procedures.
 */
import type { Deps } from './deps.ts';
import { randomLetters } from './secret.ts';
import { announce } from './sql/feed.ts';
import { publishVersion } from './sql/library.ts';
import { saveStaff } from './sql/staff.ts';
import type { PinKey } from './sql/staff.ts';
import type { Place, Tx } from './sql/transaction.ts';
import { starterSite } from './starter-site.ts';

export interface NewSite {
  readonly name: string;
  readonly code: string;
  /** IANA zone. */
  readonly zone: string;
  /** `id`: a fresh one where it is missing. */
  readonly supervisor: { readonly id?: string; readonly name: string; readonly pin: PinKey };
}

export const newStaffId = (): string => `s${randomLetters(9)}`;
export const newPlace = (): Place => ({ company: randomLetters(6), site: randomLetters(6) });

/** Publishes what of the starter library is new here; the number of versions published. */
export async function publishStarter(
  tx: Tx,
  place: Place,
  deps: Pick<Deps, 'starter'>,
  at: string,
): Promise<number> {
  let count = 0;
  for (const published of deps.starter)
    if ((await publishVersion(tx, place, published, at)) === 'published') count++;
  return count;
}

/** Writes the site; the supervisor's id. */
export async function createSite(
  tx: Tx,
  place: Place,
  deps: Pick<Deps, 'starter' | 'now'>,
  site: NewSite,
): Promise<{ staff: string }> {
  const now = deps.now();
  const at = new Date(now).toISOString();
  const { name, code, zone, supervisor } = site;
  const doc = { id: place.site, company: place.company, name, code, zone, ...starterSite };
  await tx
    .insertInto('site')
    .values({ ...place, doc: JSON.stringify(doc), created: at })
    .execute();
  await tx
    .insertInto('site_counter')
    .values({ ...place, seq: 0, epoch: Math.floor(now / 1000) })
    .execute();
  const id = supervisor.id ?? newStaffId();
  const first = { id, name: supervisor.name, roles: ['supervisor'] as const, active: true };
  await saveStaff(tx, place, { ...first, pin: supervisor.pin }, at);
  await publishStarter(tx, place, deps, at);
  await announce(tx, place, [
    { kind: 'site', id: place.site },
    { kind: 'staff', id },
  ]);
  return { staff: id };
}
