/**
 * The bytes of passes and certificates, and their text for QR codes and hand-held scanners.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Of a text, in bytes or UTF-16 units, whichever it is written in. */
const longest = 127;
const wide = 0x80;

export class ByteWriter {
  readonly #bytes: number[] = [];

  u8(value: number): this {
    this.#bytes.push(value & 0xff);
    return this;
  }
  u16(value: number): this {
    return this.u8(value >>> 8).u8(value);
  }
  u32(value: number): this {
    return this.u16(Math.floor(value / 0x10000)).u16(value);
  }
  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }
  /** UTF-8, or UTF-16 where that is shorter (Chinese); cut at 127 units. */
  text(value: string): this {
    const narrow = utf8ToBytes(value);
    if (narrow.length <= longest && narrow.length <= value.length * 2)
      return this.u8(narrow.length).raw(narrow);
    let units = value.slice(0, longest);
    // Not through the middle of a character.
    if (/[\ud800-\udbff]$/.test(units)) units = units.slice(0, -1);
    this.u8(units.length | wide);
    for (let at = 0; at < units.length; at++) this.u16(units.charCodeAt(at));
    return this;
  }
  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads what a writer wrote. What is not there reads as nothing and is remembered: ask `whole` at the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #failed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  /** Everything was there, and nothing is left. */
  get whole(): boolean {
    return !this.#failed && this.#at === this.#bytes.length;
  }
  u8(): number {
    return this.raw(1)[0] ?? 0;
  }
  u16(): number {
    return this.u8() * 0x100 + this.u8();
  }
  u32(): number {
    return this.u16() * 0x10000 + this.u16();
  }
  raw(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#at + length;
    if (end > this.#bytes.length) this.#failed = true;
    const part = Uint8Array.from(this.#bytes.subarray(this.#at, end));
    this.#at = Math.min(end, this.#bytes.length);
    return part;
  }
  /** All that is left. */
  rest(): Uint8Array<ArrayBuffer> {
    return this.raw(this.#bytes.length - this.#at);
  }
  text(): string {
    const head = this.u8();
    if (head & wide) {
      const units: number[] = [];
      for (let left = head - wide; left > 0 && !this.#failed; left--) units.push(this.u16());
      const text = String.fromCharCode(...units);
      if (!text.isWellFormed()) this.#failed = true;
      return text;
    }
    try {
      const escaped = Array.from(
        this.raw(head),
        (byte) => `%${(byte + 256).toString(16).slice(1)}`,
      );
      return decodeURIComponent(escaped.join(''));
    } catch {
      this.#failed = true;
      return '';
    }
  }
}

/** 41 letters that a QR code writes in 5½ bits, and no scanner, input box or keyboard layout swallows: no blank, no `%`. */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*-./:';
const base = letters.length;

/** Two bytes in three letters, a last byte in two. */
export function toLetters(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let value = pair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let left = pair ? 3 : 2; left > 0; left--) {
      text += letters[value % base];
      value = Math.floor(value / base);
    }
  }
  return text;
}

/** undefined where it is none. */
export function fromLetters(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3);
    let value = 0;
    for (let each = group.length - 1; each >= 0; each--) {
      const digit = letters.indexOf(group[each] ?? ' ');
      if (digit < 0) return undefined;
      value = value * base + digit;
    }
    if (value >= (group.length === 3 ? 0x10000 : 0x100)) return undefined;
    if (group.length === 3) bytes.push(value >>> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** CRC-16/CCITT: tells a code that was read badly from one that was made up. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1;
    sum &= 0xffff;
  }
  return sum;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
