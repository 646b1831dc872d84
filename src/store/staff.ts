/**
 * Who is at work on this device. The PIN key lives for a moment only; what stays is the proof it gave. Tries are counted
 * in the database before a PIN is checked, so that reloading does not give them back.
 */
import { signatureText } from '../form/answers.ts';
import type { Path, Signature } from '../form/answers.ts';
import { sessionText } from '../sync/change.ts';
import type { Author } from '../sync/change.ts';
import type { StaffDocument } from '../sync/documents.ts';
import { fromBase64url, toBase64url, utf8 } from './base64.ts';
import type { DeviceClock } from './clock.ts';
import { meta, write } from './database.ts';
import type { Database } from './database.ts';
import { staffMember } from './staff-document.ts';
import type { Result } from './store.ts';

const hours = 3_600_000;
/** An offline PIN's powers end so long after the last contact. */
export const longestOffline = 72 * hours;
export const sessionLength = 12 * hours;
const waitFrom = 5;
const lockFrom = 10;
const wait = 30_000;
/** After a lock, contact with the server (a pull this much later) or a new PIN from a supervisor gives new tries. */
const lockFor = 15 * 60_000;

interface Tries {
  readonly count: number;
  /** Milliseconds, server-corrected, of the last wrong one. */
  readonly last: number;
  readonly verifier: string;
}

export interface PinDesk {
  readonly db: Database;
  readonly clock: DeviceClock;
  readonly device: string;
  newId(): string;
}

const wrong = <T>(code: string, params?: Record<string, unknown>): Result<T> => ({
  ok: false,
  problems: [{ code, path: '', ...(params ? { params } : {}) }],
});

/** PBKDF2-SHA256, 32 bytes. The salt is base64url. */
export async function pinKey(
  pin: string,
  salt: string,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64url(salt), iterations },
    material,
    256,
  );
  return new Uint8Array(bits);
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey(
    'raw',
    key,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text))));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of the PIN, if it is right. Problems: `unknown-staff`, `stale-pin`, `locked` (params.seconds), `wrong-pin` (params.left). */
async function checked(
  desk: PinDesk,
  id: string,
  pin: string,
): Promise<Result<{ staff: StaffDocument; key: Uint8Array<ArrayBuffer> }>> {
  const { db, clock } = desk;
  const staff = await staffMember(db, id);
  if (!staff?.active || !staff.pin) return wrong('unknown-staff');
  const lastPull = (await meta<number>(db, 'lastPull')) ?? 0;
  if (clock.ms() - lastPull > longestOffline) return wrong('stale-pin');
  const { salt, iterations, verifier } = staff.pin;
  const name = `tries:${id}`;

  const locked = await write(db, [], async () => {
    const now = clock.ms();
    const before = await meta<Tries>(db, name);
    const valid =
      before?.verifier === verifier &&
      !(before.count >= lockFrom && lastPull > before.last + lockFor);
    const tries = before && valid ? before : { count: 0, last: 0, verifier };
    const until =
      tries.last + (tries.count >= lockFrom ? lockFor : tries.count >= waitFrom ? wait : 0);
    if (tries.count >= lockFrom) return Math.max(1, Math.ceil((until - now) / 1000));
    // A clock that was set back must not keep it shut for longer than the wait.
    if (now < until && now >= tries.last) return Math.ceil((until - now) / 1000);
    await db.meta.put({
      key: name,
      value: { count: tries.count + 1, last: now, verifier } satisfies Tries,
    });
    return 0;
  });
  if (locked > 0) return wrong('locked', { seconds: locked });

  const key = await pinKey(pin, salt, iterations);
  if ((await sha256(key)) !== verifier) {
    const count = (await meta<Tries>(db, name))?.count ?? 0;
    if (count >= lockFrom) return wrong('locked', { seconds: lockFor / 1000 });
    return count >= waitFrom
      ? wrong('locked', { seconds: wait / 1000 })
      : wrong('wrong-pin', { left: waitFrom - count });
  }
  await write(db, [], () => db.meta.delete(name));
  return { ok: true, value: { staff, key } };
}

export async function signInWith(
  desk: PinDesk,
  id: string,
  pin: string,
): Promise<Result<{ staff: StaffDocument; author: Author }>> {
  const right = await checked(desk, id, pin);
  if (!right.ok) return right;
  const { staff, key } = right.value;
  const from = desk.clock.now();
  const until = new Date(Date.parse(from) + sessionLength).toISOString();
  const session = { staff: id, session: desk.newId(), from, until };
  const proof = await hmac(key, sessionText(desk.device, session));
  return { ok: true, value: { staff, author: { ...session, proof } } };
}

export async function signWith(
  desk: PinDesk,
  entry: string,
  path: Path,
  id: string,
  pin: string,
): Promise<Result<Signature>> {
  const right = await checked(desk, id, pin);
  if (!right.ok) return right;
  const at = desk.clock.now();
  const proof = await hmac(right.value.key, signatureText(entry, path, { by: id, at }));
  return { ok: true, value: { by: id, name: right.value.staff.name, at, method: 'typed', proof } };
}
