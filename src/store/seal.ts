/**
 * A kiosk seals what visitors type to the site's P-256 key before anything reaches the disk: HPKE base mode (RFC 9180),
 * DHKEM(P-256, HKDF-SHA256) / HKDF-SHA256 / AES-256-GCM, empty `info`, a fresh encapsulation each time. Only the server
 * has the private key; this module cannot open what it sealed.
 *
 * | sealed | bytes | AAD (UTF-8) |
 * | --- | --- | --- |
 * | change | `sealed.enc` and `sealed.text` are base64url of the encapsulated key (65 bytes) and the ciphertext of the change's canonical JSON | `id|n|device` |
 * | attachment | encapsulated key (65 bytes) followed by the ciphertext, whose last 16 bytes are the tag | `blob|sha|device`, `sha` being that of the plain bytes |
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { canonicalJson } from '../spec/json.ts';
import type { Change, SealedChange } from '../sync/change.ts';
import { fromBase64url, toBase64url, utf8 } from './base64.ts';

/** The site's key as given at enrolment: raw uncompressed point, base64url. */
export interface SealKey {
  readonly id: string;
  readonly key: string;
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

async function seal(
  key: SealKey,
  plain: Uint8Array,
  aad: string,
): Promise<{ enc: Uint8Array; text: Uint8Array }> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64url(key.key));
  const { enc, ct } = await suite.seal({ recipientPublicKey }, plain, utf8(aad));
  return { enc: new Uint8Array(enc), text: new Uint8Array(ct) };
}

export async function sealChange(key: SealKey, change: Change): Promise<SealedChange> {
  const aad = `${change.id}|${change.n}|${change.device}`;
  const { enc, text } = await seal(key, utf8(canonicalJson(change)), aad);
  return {
    id: change.id,
    n: change.n,
    sealed: {
      suite: 'p256-sha256-aes256gcm',
      key: key.id,
      enc: toBase64url(enc),
      text: toBase64url(text),
    },
  };
}

export async function sealBlob(
  key: SealKey,
  plain: Uint8Array,
  sha: string,
  device: string,
): Promise<Uint8Array> {
  const { enc, text } = await seal(key, plain, `blob|${sha}|${device}`);
  const bytes = new Uint8Array(enc.length + text.length);
  bytes.set(enc);
  bytes.set(text, enc.length);
  return bytes;
}
