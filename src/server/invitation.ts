/**
 * Links of entries that invite: `<site>.<entry>.<proof>`. Who has one can add entries until it ends; nothing is kept but
 * the entry itself, so taking the entry out of its stage ends the link.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { calendarOf } from '../sync/calendar.ts';
import type { SiteDocument } from '../sync/documents.ts';
import type { Keys } from './keys.ts';

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Ed25519 signatures are deterministic; half of a hash of one is short enough to be sent as a message, and 128 bits. */
function proofOf(keys: Keys, site: string, entry: string): Buffer {
  const signature = keys.signText(['invitation', site, entry].join('\n'));
  return createHash('sha256').update(signature).digest().subarray(0, 16);
}

export function invitationToken(keys: Keys, site: string, entry: string): string {
  return [
    site,
    bytesOf(entry).toString('base64url'),
    proofOf(keys, site, entry).toString('base64url'),
  ].join('.');
}

/** The site and entry of a token that this server made. */
export function readInvitation(
  keys: Keys,
  token: string,
): { readonly site: string; readonly entry: string } | undefined {
  const [site, id, proof, ...rest] = token.split('.');
  if (!site || !id || !proof || rest.length > 0) return undefined;
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.length !== 16) return undefined;
  const entry = idOf(bytes);
  const given = Buffer.from(proof, 'base64url');
  const right = proofOf(keys, site, entry);
  return given.length === right.length && timingSafeEqual(given, right)
    ? { site, entry }
    : undefined;
}

/** Until when an entry invites (ISO instant); undefined: it does not, or no more. */
export function invitesUntil(
  form: Form,
  entry: Entry,
  site: SiteDocument,
  now: number,
): string | undefined {
  const { invites } = form.procedure;
  if (!invites || entry.void || !invites.at.includes(entry.stage)) return undefined;
  const value = entry.answers[invites.until];
  if (typeof value !== 'string') return undefined;
  // A date lasts until its end, at the site.
  const end = /^\d{4}-\d\d-\d\d$/.test(value)
    ? Date.parse(`${value}T24:00:00Z`) - calendarOf(site, now).offset * 60_000
    : Date.parse(value);
  return end > now ? new Date(end).toISOString() : undefined;
}
