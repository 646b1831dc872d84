/**
 * Whether a person was really there: proofs made with PIN keys, checked against every key the person ever had.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../spec/problem.ts';
import type { Role } from '../spec/procedure.ts';
import { signatureText } from '../form/answers.ts';
import type { Signature } from '../form/answers.ts';
import type { Who } from '../sync/apply.ts';
import { sessionText } from '../sync/change.ts';
import type { Author, Change } from '../sync/change.ts';
import type { Answer } from '../sync/hub.ts';
import type { Database } from './sql/database.ts';
import type { DeviceRow } from './sql/tables.ts';
import type { Place, Tx } from './sql/transaction.ts';
import { namesOf, pinKeysOf, staffAt } from './sql/staff.ts';

const hour = 3_600_000;
/** A session is at most a shift; the minute is for rounding. Milliseconds. */
const longestSession = 12 * hour + 60_000;
/** A device that was away may not have heard of a new PIN: the old one counts so much longer. */
const oldPinCounts = 72 * hour;
/** Clocks are corrected by the server's, but never exactly. */
const slack = 5 * 60_000;

const no = <T>(code: string, path = ''): Answer<T> => ({ ok: false, problem: { code, path } });
const iso = (at: number): string => new Date(at).toISOString();

function fits(proof: string, key: string, text: string): boolean {
  const right = createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest();
  const given = Buffer.from(proof, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** A PIN key of this person, in force at the instant, made this proof. */
async function proves(
  tx: Tx,
  place: Place,
  person: { readonly staff: string; readonly at: number },
  proof: string,
  text: string,
): Promise<boolean> {
  const keys = await pinKeysOf(tx, place, person.staff);
  return keys.some(
    ({ key, until }) =>
      (until === null || person.at <= Date.parse(until) + oldPinCounts) && fits(proof, key, text),
  );
}

/** What a person may have done at an instant: as they were then, or at first where that is before they came. */
async function rolesAt(
  tx: Tx,
  place: Place,
  staff: string,
  at: number,
): Promise<readonly Role[] | undefined> {
  const then =
    (await staffAt(tx, place, staff, iso(at))) ?? (await staffAt(tx, place, staff, 'first'));
  return then?.active ? then.roles : undefined;
}

export interface Checked {
  readonly database: Database;
  readonly place: Place;
  readonly device: DeviceRow;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Who authored something at an instant, and with which roles. Problems: `revoked` (authored after the device was),
 * `staff-at-kiosk`, `session-over` (outside its session), `bad-proof`, `inactive-staff`.
 */
export async function whoIs(
  author: Author | null,
  at: number,
  checked: Checked,
): Promise<Answer<Who>> {
  const { database, place, device, now } = checked;
  const when = Math.min(at, now);
  if (device.revoked !== null && when >= Date.parse(device.revoked)) return no('revoked');
  const { surface } = device;
  if (surface === 'kiosk')
    return author
      ? no('staff-at-kiosk', 'author')
      : { ok: true, value: { staff: null, roles: ['visitor'], surface } };
  // Nobody: what that may do is for `sync/permit.ts` to say.
  if (!author) return { ok: true, value: { staff: null, roles: [], surface } };
  const from = Date.parse(author.from);
  const until = Date.parse(author.until);
  // A session of any length would be a PIN typed once and used for ever.
  if (!(until - from <= longestSession && at >= from - slack && at <= until + slack))
    return no('session-over', 'author');
  return database.look(place, async (tx) => {
    const text = sessionText(device.id, author);
    if (!(await proves(tx, place, { staff: author.staff, at: from }, author.proof, text)))
      return no('bad-proof', 'author.proof');
    const roles = await rolesAt(tx, place, author.staff, when);
    return roles
      ? { ok: true, value: { staff: author.staff, roles, surface } }
      : no('inactive-staff', 'author');
  });
}

/** A staff member's signature, whatever item it stands in; a customer's has no `by`. */
function staffSignature(value: unknown): (Signature & { readonly by: string }) | undefined {
  const is =
    typeof value === 'object' &&
    value !== null &&
    'by' in value &&
    typeof value.by === 'string' &&
    'method' in value &&
    'at' in value &&
    typeof value.at === 'string';
  return is ? (value as Signature & { by: string }) : undefined;
}

/** `bad-signature` at each staff signature that its person's PIN did not make, for this entry and this path. */
export async function examine(change: Change, checked: Checked): Promise<Problem[]> {
  const { database, place, now } = checked;
  const signed = Object.entries(change.set ?? {}).flatMap(([path, value]) => {
    const signature = staffSignature(value);
    return signature ? [{ path, signature }] : [];
  });
  if (signed.length === 0) return [];
  return database.look(place, async (tx) => {
    const problems: Problem[] = [];
    for (const { path, signature } of signed) {
      const staff = signature.by;
      const at = Math.min(Date.parse(signature.at), now);
      const text = signatureText(change.entry, path, signature);
      const good =
        (await proves(tx, place, { staff, at }, signature.proof ?? '', text)) &&
        (await rolesAt(tx, place, staff, at)) !== undefined &&
        (await namesOf(tx, place, staff)).includes(signature.name);
      if (!good) problems.push({ code: 'bad-signature', path });
    }
    return problems;
  });
}
