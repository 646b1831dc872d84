/**
 * What this device needs to issue and check passes with no network: a key of its own that never leaves it, the site's
 * certificate for it, the site's key, and the secret of short codes. Fetched as it is enrolled; renewed now and then.
 */
import { certifyReply } from '../sync/protocol.ts';
import { readCertificate } from '../sync/pass-certificate.ts';
import type { Mac } from '../sync/pass-code.ts';
import type { Api } from './api.ts';
import { fromBase64url, toBase64url, utf8 } from './base64.ts';
import { meta, write } from './database.ts';
import type { Database } from './database.ts';

export interface PassKeys {
  readonly key: CryptoKey;
  readonly certificate: Uint8Array<ArrayBuffer>;
  /** The site's raw Ed25519 key. */
  readonly site: Uint8Array<ArrayBuffer>;
  readonly secret: CryptoKey;
  /** Seconds since 1970. */
  readonly from: number;
}

const name = 'pass';
/** Seconds after which a new certificate is asked for. */
const renewAfter = 30 * 86_400;

export const passKeysOf = (db: Database): Promise<PassKeys | undefined> => meta<PassKeys>(db, name);

/**
 * Asks the server for a certificate where there is none, or an old one. A browser that knows no Ed25519 (before Chromium
 * 137) issues and checks no passes; without a network it is tried again later. Returns whether there is one now.
 */
export async function fetchPassKeys(db: Database, api: Api, now: number): Promise<boolean> {
  const known = await passKeysOf(db);
  if (known && known.from > now / 1000 - renewAfter) return true;
  let pair: CryptoKeyPair;
  try {
    pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  } catch {
    return known !== undefined;
  }
  const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const sent = { method: 'POST', path: '/api/certify', json: JSON.stringify({ key }) } as const;
  const answer = await api.ask(sent, certifyReply);
  if (!answer.ok) return known !== undefined;
  const certificate = fromBase64url(answer.value.certificate);
  const from = readCertificate(certificate)?.from;
  if (from === undefined) return known !== undefined;
  const kept: PassKeys = {
    key: pair.privateKey,
    certificate,
    site: fromBase64url(answer.value.site),
    secret: await crypto.subtle.importKey(
      'raw',
      fromBase64url(answer.value.secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    ),
    from,
  };
  await write(db, [], () => db.meta.put({ key: name, value: kept }));
  return true;
}

export const forgetPassKeys = (db: Database): Promise<void> => db.meta.delete(name);

export const signerOf =
  ({ key }: PassKeys) =>
  async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytes));

export const macOf =
  ({ secret }: PassKeys): Mac =>
  async (text) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', secret, utf8(text)));

/** Whether a signature is by this raw Ed25519 key. */
export async function isSignedBy(
  raw: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, bytes);
  } catch {
    return false; // No key at all.
  }
}
