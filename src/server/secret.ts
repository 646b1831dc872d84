/**
 * Codes and tokens. They begin with the site they are for, so that a request can be looked up within its site only; of
 * the secret part the server keeps a hash.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Crockford's base 32 in lower case: nothing that is misread for another. 5 bits a letter. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function randomLetters(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** What a person typed, as it was printed. */
export function cleanCode(typed: string): string {
  return typed.trim().toLowerCase().replaceAll(' ', '').replaceAll('o', '0').replace(/[il]/g, '1');
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** `abc123-0123456789abcdef`: 80 bits after the dash. */
export function newCode(site: string): { readonly code: string; readonly hash: string } {
  const secret = randomLetters(16);
  return { code: `${site}-${secret}`, hash: sha256(secret) };
}

export function readCode(
  typed: string,
): { readonly site: string; readonly hash: string } | undefined {
  const [site, secret, ...rest] = cleanCode(typed).split('-');
  return site && secret && rest.length === 0 ? { site, hash: sha256(secret) } : undefined;
}

/** 256 bits after the second dot. */
export function newToken(
  site: string,
  device: string,
): { readonly token: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${site}.${device}.${secret}`, hash: sha256(secret) };
}

export function readToken(
  token: string,
): { readonly site: string; readonly device: string; readonly hash: string } | undefined {
  const [site, device, secret, ...rest] = token.split('.');
  return site && device && secret && rest.length === 0
    ? { site, device, hash: sha256(secret) }
    : undefined;
}
