/**
 * A site's word that a key is a device's: what lets a tablet that knows only the site's key check a pass of a desk that it
 * has never heard of.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Surface } from '../spec/procedure.ts';
import { ByteReader, ByteWriter } from './pass-bytes.ts';

export interface Certificate {
  /** Of the site's key. */
  readonly site: Uint8Array;
  readonly device: string;
  /** Printed code, `D1`. */
  readonly code: string;
  readonly surface: Surface;
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Raw Ed25519 public key of the device. */
  readonly key: Uint8Array<ArrayBuffer>;
}

export interface SignedCertificate extends Certificate {
  /** What the site's signature covers. */
  readonly covered: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const format = 1;
const purpose = utf8ToBytes('qiantai pass certificate\n');
const surfaces: readonly Surface[] = ['kiosk', 'tablet', 'desk'];
const tagLength = 4;
const keyLength = 32;
export const signatureLength = 64;

/** Four bytes that tell one site's key from another's. */
export function siteTag(key: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(sha256(key).subarray(0, tagLength));
}

function fieldsOf(certificate: Certificate): Uint8Array<ArrayBuffer> {
  const { site, device, code, surface, from, until, key } = certificate;
  return new ByteWriter()
    .u8(format)
    .raw(site)
    .text(device)
    .text(code)
    .u8(surfaces.indexOf(surface))
    .u32(from)
    .u32(until)
    .raw(key)
    .done();
}

/** What the site signs. */
export function certificateText(certificate: Certificate): Uint8Array<ArrayBuffer> {
  return new ByteWriter().raw(purpose).raw(fieldsOf(certificate)).done();
}

export function certificateBytes(
  certificate: Certificate,
  signature: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return new ByteWriter().raw(fieldsOf(certificate)).raw(signature).done();
}

/** undefined where the bytes are none; whether the signature is the site's is the caller's to ask. */
export function readCertificate(bytes: Uint8Array): SignedCertificate | undefined {
  const reader = new ByteReader(bytes);
  const version = reader.u8();
  const site = reader.raw(tagLength);
  const device = reader.text();
  const code = reader.text();
  const surface = surfaces[reader.u8()];
  const from = reader.u32();
  const until = reader.u32();
  const key = reader.raw(keyLength);
  const signature = reader.raw(signatureLength);
  if (version !== format || !surface || !reader.whole) return undefined;
  const covered = new ByteWriter()
    .raw(purpose)
    .raw(bytes.subarray(0, bytes.length - signatureLength))
    .done();
  return { site, device, code, surface, from, until, key, covered, signature };
}
