/**
 * Whether receipts are the site's server's own.
 */
import { fromBase64url, utf8 } from './base64.ts';

/**
 * Checks Ed25519 signatures (base64url) by the key pinned at enrolment (raw, base64url). A browser without Ed25519 (before
 * Chromium 137) has TLS alone to go by, and takes all.
 */
export function receiptCheck(key: string): (text: string, signature: string) => Promise<boolean> {
  let imported: Promise<CryptoKey | 'unsupported'> | undefined;
  return async (text, signature) => {
    imported ??= crypto.subtle
      .importKey('raw', fromBase64url(key), 'Ed25519', false, ['verify'])
      .catch((error: unknown) => {
        if ((error as Error).name === 'NotSupportedError') return 'unsupported';
        throw error;
      });
    const ready = await imported;
    if (ready === 'unsupported') return true;
    try {
      return await crypto.subtle.verify('Ed25519', ready, fromBase64url(signature), utf8(text));
    } catch {
      return false; // not even base64url
    }
  };
}
