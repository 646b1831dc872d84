/**
 * Staff: who they are, what they were allowed when, and their PIN keys, old ones kept.
 */
import { createHash, pbkdf2, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Role } from '../../spec/procedure.ts';
import type { StaffDocument } from '../../sync/documents.ts';
import type { Place, Tx } from './transaction.ts';
import type { StaffPinRow } from './tables.ts';

const derive = promisify(pbkdf2);
export const pinIterations = 600_000;

export interface PinKey {
  /** base64url */
  readonly salt: string;
  readonly iterations: number;
  /** base64url, 32 bytes */
  readonly key: string;
}

/** Six digits that nobody chose. */
export const randomPin = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Takes about a tenth of a second: do it before a transaction, not in one. */
export async function pinKey(pin: string): Promise<PinKey> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, pinIterations, 32, 'sha256');
  return {
    salt: salt.toString('base64url'),
    iterations: pinIterations,
    key: key.toString('base64url'),
  };
}

export interface SavedStaff {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly dept?: string | undefined;
  readonly active: boolean;
  /** Missing: the PIN stays as it is. */
  readonly pin?: PinKey | undefined;
}

/** Writes a staff member as of an instant; roles and PINs before it stay as they were. */
export async function saveStaff(
  tx: Tx,
  place: Place,
  staff: SavedStaff,
  at: string,
): Promise<void> {
  const { id, name } = staff;
  const dept = staff.dept ?? null;
  await tx
    .insertInto('staff')
    .values({ ...place, id, name, dept })
    .onConflict((conflict) =>
      conflict.columns(['company', 'site', 'id']).doUpdateSet({ name, dept }),
    )
    .execute();
  const version = {
    name,
    roles: JSON.stringify(staff.roles),
    active: staff.active ? (1 as const) : (0 as const),
  };
  await tx
    .insertInto('staff_version')
    .values({ ...place, staff: id, since: at, ...version })
    .onConflict((conflict) =>
      conflict.columns(['company', 'site', 'staff', 'since']).doUpdateSet(version),
    )
    .execute();
  if (!staff.pin) return;
  await tx
    .updateTable('staff_pin')
    .set({ until: at })
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('staff', '=', id)
    .where('until', 'is', null)
    .execute();
  await tx
    .insertInto('staff_pin')
    .values({ ...place, staff: id, since: at, until: null, ...staff.pin })
    .execute();
}

/** Every PIN key a staff member ever had, newest first. */
export function pinKeysOf(tx: Tx, place: Place, staff: string): Promise<StaffPinRow[]> {
  return tx
    .selectFrom('staff_pin')
    .selectAll()
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('staff', '=', staff)
    .orderBy('since', 'desc')
    .execute();
}

/** Roles and activity at an instant (ISO; `first`: as they first were); undefined: not known here then. */
export async function staffAt(
  tx: Tx,
  place: Place,
  staff: string,
  at: string,
): Promise<{ roles: readonly Role[]; active: boolean } | undefined> {
  const all = tx
    .selectFrom('staff_version')
    .select(['roles', 'active'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('staff', '=', staff);
  const row = await (
    at === 'first'
      ? all.orderBy('since', 'asc')
      : all.where('since', '<=', at).orderBy('since', 'desc')
  )
    .limit(1)
    .executeTakeFirst();
  return row && { roles: JSON.parse(row.roles) as Role[], active: row.active === 1 };
}

/** Every name a staff member ever had here: what they signed may carry an earlier one. */
export async function namesOf(tx: Tx, place: Place, staff: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('staff_version')
    .select('name')
    .distinct()
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('staff', '=', staff)
    .execute();
  return rows.map(({ name }) => name);
}

/** As devices may hold them: with the salt and a verifier of the PIN, never its key. */
export async function staffDocuments(
  tx: Tx,
  place: Place,
  ids: readonly string[],
): Promise<Map<string, StaffDocument>> {
  const people = await tx
    .selectFrom('staff')
    .select(['id', 'name', 'dept'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .where('id', 'in', ids)
    .execute();
  const found = new Map<string, StaffDocument>();
  for (const { id, name, dept } of people) {
    const now = await staffAt(tx, place, id, '9999');
    const pin = (await pinKeysOf(tx, place, id)).find(({ until }) => until === null);
    found.set(id, {
      id,
      name,
      roles: [...(now?.roles ?? [])],
      ...(dept === null ? {} : { dept }),
      active: now?.active ?? false,
      ...(pin && now?.active
        ? { pin: { salt: pin.salt, iterations: pin.iterations, verifier: verifierOf(pin.key) } }
        : {}),
    });
  }
  return found;
}

const verifierOf = (key: string): string =>
  createHash('sha256').update(Buffer.from(key, 'base64url')).digest('hex');

/** Ids of active supervisors and managers. */
export async function leaders(tx: Tx, place: Place): Promise<string[]> {
  const people = await tx
    .selectFrom('staff')
    .select('id')
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .execute();
  const found: string[] = [];
  for (const { id } of people) {
    const now = await staffAt(tx, place, id, '9999');
    if (now?.active && now.roles.some((role) => role === 'supervisor' || role === 'manager'))
      found.push(id);
  }
  return found;
}

/** Staff id → department, of those who have one. */
export async function departmentsOf(tx: Tx, place: Place): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('staff')
    .select(['id', 'dept'])
    .where('company', '=', place.company)
    .where('site', '=', place.site)
    .execute();
  return new Map(rows.flatMap(({ id, dept }) => (dept === null ? [] : [[id, dept]])));
}
