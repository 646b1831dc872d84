/**
 * Stands in for HPKE: what is sealed cannot be read by looking at it, and whoever opens it can tell whether it is whole.
 */
import { hashOf } from '../../src/spec/json.ts';

const masked = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xa5);
const tagOf = (plain: Uint8Array, aad: Uint8Array): Uint8Array =>
  new TextEncoder().encode(hashOf(`${hashOf(plain)} ${hashOf(aad)}`).slice(0, 16));

export class Aes256Gcm {}
export class DhkemP256HkdfSha256 {}
export class HkdfSha256 {}

export class CipherSuite {
  readonly kem = { deserializePublicKey: async (raw: ArrayBuffer) => raw };

  async seal(
    _to: unknown,
    plain: Uint8Array,
    aad: Uint8Array,
  ): Promise<{ enc: ArrayBuffer; ct: ArrayBuffer }> {
    const tag = tagOf(plain, aad);
    const ct = new Uint8Array(plain.length + tag.length);
    ct.set(masked(plain));
    ct.set(tag, plain.length);
    return { enc: new Uint8Array(65).buffer, ct: ct.buffer };
  }
}

/** undefined: not whole, or sealed for other data. */
export function opened(text: string, aad: string): string | undefined {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  const plain = masked(bytes.subarray(0, -16));
  const tag = Buffer.from(bytes.subarray(-16)).toString();
  const right = Buffer.from(tagOf(plain, new TextEncoder().encode(aad))).toString();
  return tag === right ? Buffer.from(plain).toString() : undefined;
}
