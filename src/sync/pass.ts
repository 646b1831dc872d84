/**
 * A pass as a QR code holds it: what it says, the certificate of the device that issued it, and that device's signature.
 * Signing and verifying are the caller's: here are the bytes, and the order in which they are judged.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import {
  ByteReader,
  ByteWriter,
  checksum,
  fromLetters,
  sameBytes,
  toLetters,
} from './pass-bytes.ts';
import { readCertificate, signatureLength, siteTag } from './pass-certificate.ts';
import type { SignedCertificate } from './pass-certificate.ts';

/** What a pass says. Instants are seconds since 1970. */
export interface PassBody {
  /** Code of its procedure, `F05`. */
  readonly code: string;
  readonly entry: string;
  readonly number: string;
  readonly title: string;
  readonly issued: number;
  /** 0: at once. */
  readonly from: number;
  readonly until: number;
  readonly once: boolean;
  /** In the order of the procedure's `pass.facts`; empty ones keep their place. */
  readonly facts: readonly string[];
  readonly rows: readonly { readonly id: string; readonly text: string }[];
}

export interface SignedPass {
  readonly body: PassBody;
  readonly certificate: SignedCertificate;
  /** What the device's signature covers. */
  readonly covered: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const format = 1;
const mark = 'QT:';
const purpose = utf8ToBytes('qiantai pass\n');
/** What a QR code holds that is still read from a slip of 58 mm (version 25, error correction M). */
export const mostLetters = 1451;
/** A clock that differs a little is no reason to stop somebody at the gate. */
const skew = 300;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Rows that people add: the time in ms and a little chance, base 36. They take eight bytes. */
const rowId = /^[0-9a-z]{13}$/;
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const toUuid = (bytes: Uint8Array): string =>
  toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 9), 36);
const chanceOf = (id: string): number => Number.parseInt(id.slice(9), 36);
const packs = (id: string): boolean => rowId.test(id) && chanceOf(id) <= 0xffff;

/** Throws on an entry that no pass can name: a bug of the caller. */
function bodyBytes(body: PassBody): Uint8Array<ArrayBuffer> {
  if (!uuid.test(body.entry)) throw new Error('a pass names an entry by its UUID');
  const packed = body.rows.every(({ id }) => packs(id));
  const writer = new ByteWriter()
    .text(body.code)
    .raw(fromHex(body.entry.replaceAll('-', '')))
    .text(body.number)
    .text(body.title)
    .u32(body.issued)
    .u32(body.from)
    .u32(body.until)
    .u8((body.once ? 1 : 0) | (packed ? 2 : 0))
    .u8(body.facts.length);
  for (const fact of body.facts) writer.text(fact);
  writer.u8(body.rows.length);
  for (const { id, text } of body.rows) {
    if (packed) {
      const time = timeOf(id);
      writer
        .u16(Math.floor(time / 2 ** 32))
        .u32(time % 2 ** 32)
        .u16(chanceOf(id));
    } else writer.text(id);
    writer.text(text);
  }
  return writer.done();
}

function unpacked(reader: ByteReader): string {
  const time = reader.u16() * 2 ** 32 + reader.u32();
  return time.toString(36).padStart(9, '0') + reader.u16().toString(36).padStart(4, '0');
}

function readBody(bytes: Uint8Array): PassBody | undefined {
  const reader = new ByteReader(bytes);
  const code = reader.text();
  const entry = toUuid(reader.raw(16));
  const number = reader.text();
  const title = reader.text();
  const issued = reader.u32();
  const from = reader.u32();
  const until = reader.u32();
  const flags = reader.u8();
  const facts = Array.from({ length: reader.u8() }, () => reader.text());
  const rows = Array.from({ length: reader.u8() }, () => ({
    id: flags & 2 ? unpacked(reader) : reader.text(),
    text: reader.text(),
  }));
  if (!reader.whole || flags > 3) return undefined;
  return { code, entry, number, title, issued, from, until, once: (flags & 1) === 1, facts, rows };
}

/** Signs with the key that the certificate is for. The text is what the QR code holds. */
export async function sealPass(
  body: PassBody,
  certificate: Uint8Array,
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<string> {
  const said = bodyBytes(body);
  const covered = new ByteWriter().u8(format).u16(said.length).raw(said).raw(certificate).done();
  const signature = await sign(new ByteWriter().raw(purpose).raw(covered).done());
  const bytes = new ByteWriter().raw(covered).raw(signature).done();
  return mark + toLetters(new ByteWriter().raw(bytes).u16(checksum(bytes)).done());
}

/** As typed by a scanner: with a Chinese keyboard on, or caps lock, it is still the same code. */
const cleaned = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('：', ':')
    .replaceAll('。', '.')
    .replace(/\s/g, '');

export const isPassText = (text: string): boolean => cleaned(text).startsWith(mark);

/** undefined: damaged, or no pass at all. */
export function readPass(text: string): SignedPass | undefined {
  const clean = cleaned(text);
  if (!clean.startsWith(mark) || clean.length > 4000) return undefined;
  const all = fromLetters(clean.slice(mark.length));
  if (!all || all.length < 2 + signatureLength) return undefined;
  const bytes = all.subarray(0, -2);
  if (new ByteReader(all.subarray(-2)).u16() !== checksum(bytes)) return undefined;
  const reader = new ByteReader(bytes);
  const version = reader.u8();
  const body = readBody(reader.raw(reader.u16()));
  const rest = reader.rest();
  const certificate = readCertificate(rest.subarray(0, -signatureLength));
  if (version !== format || !body || !certificate || !reader.whole) return undefined;
  const covered = new ByteWriter()
    .raw(purpose)
    .raw(bytes.subarray(0, bytes.length - signatureLength))
    .done();
  return { body, certificate, covered, signature: rest.slice(-signatureLength) };
}

export interface PassJudge {
  /** The site's raw Ed25519 key, as learned at enrolment. */
  readonly site: Uint8Array<ArrayBuffer>;
  /** Seconds since 1970. */
  readonly now: number;
  isRevoked(device: string): Promise<boolean>;
  verify(
    key: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
}

/**
 * - `damaged`: read badly, or no pass
 * - `unknown-site`: of another site
 * - `forged`: not signed by a device of this site, or altered since
 * - `revoked`: the device that issued it was switched off
 * - `expired`, `not-yet`: not now
 */
export type PassVerdict =
  | { readonly outcome: 'damaged' | 'unknown-site' | 'forged' }
  | {
      readonly outcome: 'ok' | 'revoked' | 'expired' | 'not-yet';
      readonly body: PassBody;
      /** Who issued it. */
      readonly device: { readonly id: string; readonly code: string };
    };

/** Judged in this order: whole, of this site, by one of its devices, unaltered, device still trusted, in time. */
export async function judgePass(text: string, judge: PassJudge): Promise<PassVerdict> {
  const pass = readPass(text);
  if (!pass) return { outcome: 'damaged' };
  const { body, certificate, covered, signature } = pass;
  if (!sameBytes(certificate.site, siteTag(judge.site))) return { outcome: 'unknown-site' };
  const vouched = await judge.verify(judge.site, certificate.covered, certificate.signature);
  if (!vouched || certificate.surface === 'kiosk') return { outcome: 'forged' };
  if (!(await judge.verify(certificate.key, covered, signature))) return { outcome: 'forged' };
  // A key must not speak for a time that it was not given for.
  if (body.issued < certificate.from - skew || body.issued > certificate.until)
    return { outcome: 'forged' };
  const told = { body, device: { id: certificate.device, code: certificate.code } };
  if (await judge.isRevoked(certificate.device)) return { outcome: 'revoked', ...told };
  const { now } = judge;
  if (now > body.until || now > certificate.until) return { outcome: 'expired', ...told };
  if (now < body.from - skew || now < body.issued - skew) return { outcome: 'not-yet', ...told };
  return { outcome: 'ok', ...told };
}
