/**
 * Enrolment codes and devices.
 */
import type { Surface } from '../../spec/procedure.ts';
import { randomLetters } from '../secret.ts';
import type { Place, Tx } from './transaction.ts';
import { announce } from './feed.ts';
import type { DeviceRow } from './tables.ts';

export interface CodeOffer {
  readonly hash: string;
  readonly surface?: Surface | undefined;
  readonly name?: string | undefined;
  /** ISO instant. */
  readonly expires: string;
  /** May be used more than once. */
  readonly again?: boolean;
}

export async function offerCode(tx: Tx, place: Place, offer: CodeOffer): Promise<void> {
  const { hash, surface, name, expires, again } = offer;
  await tx
    .insertInto('enrol_code')
    .values({
      ...place,
      hash,
      surface: surface ?? null,
      name: name ?? null,
      expires,
      used: null,
      again: again ? 1 : 0,
    })
    .execute();
}

/** Marks a code as used; undefined when there is none that is unused and in time. Safe against two at once. */
export async function takeCode(
  tx: Tx,
  place: Place,
  hash: string,
  now: string,
): Promise<{ surface: Surface | null; name: string | null } | undefined> {
  return tx
    .updateTable('enrol_code')
    .set({ used: now })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('hash', '=', hash)
    .where((each) => each.or([each('used', 'is', null), each('again', '=', 1)]))
    .where('expires', '>', now)
    .returning(['surface', 'name'])
    .executeTakeFirst();
}

const letterOf: Readonly<Record<Surface, string>> = { kiosk: 'K', tablet: 'T', desk: 'D' };

export const newDeviceId = (): string => randomLetters(12);

/** Writes and announces a new device. Its code is never given again, since printed numbers carry it. */
export async function addDevice(
  tx: Tx,
  place: Place,
  device: { id: string; name: string; surface: Surface; token: string },
  now: string,
): Promise<{ code: string }> {
  const { count } = await tx
    .selectFrom('device')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('surface', '=', device.surface)
    .executeTakeFirstOrThrow();
  const code = `${letterOf[device.surface]}${count + 1}`;
  await tx
    .insertInto('device')
    .values({ ...place, ...device, code, created: now, revoked: null, seen: now })
    .execute();
  await announce(tx, place, [{ kind: 'device', id: device.id }]);
  return { code };
}

export async function deviceOf(tx: Tx, place: Place, id: string): Promise<DeviceRow | undefined> {
  return tx
    .selectFrom('device')
    .selectAll()
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Whether a desk PC is in use: only there are codes for other devices made. */
export async function hasDesk(tx: Tx, place: Place): Promise<boolean> {
  const row = await tx
    .selectFrom('device')
    .select('id')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('surface', '=', 'desk')
    .where('revoked', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** False when there is no such device, or it was revoked before. */
export async function revokeDevice(
  tx: Tx,
  place: Place,
  id: string,
  now: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('device')
    .set({ revoked: now })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .where('revoked', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (row) await announce(tx, place, [{ kind: 'device', id }]);
  return row !== undefined;
}

/** When the device was last heard of; for the desk's page of devices, so it goes into the feed too. */
export async function markSeen(tx: Tx, place: Place, id: string, now: string): Promise<void> {
  await tx
    .updateTable('device')
    .set({ seen: now })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', '=', id)
    .execute();
  await announce(tx, place, [{ kind: 'device', id }], { quiet: true });
}
