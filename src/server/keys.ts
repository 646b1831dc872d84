/**
 * The server's own keys, in files that only it may read: Ed25519 for receipts, P-256 for what kiosks seal. What vouches
 * for the devices of one site, and its short codes, is derived from the first, so that a backup has it too. Servers that share a PostgreSQL database share these files too.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { hashOf } from '../spec/json.ts';
import { writeDurably } from './durable.ts';

export interface Keys {
  /** Raw Ed25519 public key, base64url. */
  readonly receipts: string;
  /** Ed25519 signature of a text (UTF-8), base64url. */
  signText(text: string): string;
  /** What kiosks seal to: raw uncompressed P-256 point, base64url, and its id. */
  readonly seal: { readonly id: string; readonly key: string };
  /** The keys of a site's passes: another for each site, so that one site's pass is worth nothing at another. */
  passes(site: string): PassKeys;
  /** Opens HPKE base mode; undefined when it does not open (another key, changed bytes, another AAD). */
  open(enc: Uint8Array, text: Uint8Array, aad: string): Promise<Uint8Array | undefined>;
}

export interface PassKeys {
  /** Raw Ed25519 public key that vouches for the site's devices. */
  readonly key: Uint8Array;
  /** HMAC key of short codes. */
  readonly secret: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

function keyFile(path: string, make: () => KeyObject): KeyObject {
  if (!existsSync(path)) {
    const pem = make().export({ type: 'pkcs8', format: 'pem' });
    writeDurably(path, Buffer.from(pem), 0o600);
  }
  chmodSync(path, 0o600);
  return createPrivateKey(readFileSync(path));
}

const member = (jwk: { x?: string; y?: string }, name: 'x' | 'y'): Buffer =>
  Buffer.from(jwk[name] ?? '', 'base64url');

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function passKeys(seed: Uint8Array, site: string): PassKeys {
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', seed, site, `qiantai pass ${purpose}`, 32));
  const key = createPrivateKey({
    key: Buffer.concat([ed25519Head, derived('site key')]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    key: member(createPublicKey(key).export({ format: 'jwk' }), 'x'),
    secret: derived('codes'),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** Reads the keys of a data folder, and makes them where there are none yet. */
export async function loadKeys(dataDir: string): Promise<Keys> {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const receipts = keyFile(
    join(folder, 'receipts.pem'),
    () => generateKeyPairSync('ed25519').privateKey,
  );
  const seal = keyFile(
    join(folder, 'seal.pem'),
    () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  );
  const seed = Buffer.from(receipts.export({ format: 'jwk' }).d ?? '', 'base64url');
  const receiptsJwk = createPublicKey(receipts).export({ format: 'jwk' });
  const sealJwk = createPublicKey(seal).export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), member(sealJwk, 'x'), member(sealJwk, 'y')]);
  const recipientKey = await crypto.subtle.importKey(
    'pkcs8',
    seal.export({ type: 'pkcs8', format: 'der' }),
    { name: 'ECDH', namedCurve: 'P-256' },
    true,
    ['deriveBits'],
  );
  return {
    receipts: member(receiptsJwk, 'x').toString('base64url'),
    signText: (text) => sign(null, Buffer.from(text), receipts).toString('base64url'),
    seal: { id: hashOf(point).slice(0, 16), key: point.toString('base64url') },
    passes: (site) => passKeys(seed, site),
    async open(enc, text, aad) {
      try {
        return new Uint8Array(
          await suite.open({ recipientKey, enc }, text, new TextEncoder().encode(aad)),
        );
      } catch {
        return undefined;
      }
    },
  };
}
