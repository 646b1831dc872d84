/**
 * Headers of every answer, and the check that a change of state comes from our own pages.
 */
import { refusal } from './refuse.ts';

/** `app-sw` and `app-reader` make the addresses of the service worker and of the worker that reads files; Lit's is its own. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html app-sw app-reader',
].join('; ');

export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // Only where it is true: on plain http it would do nothing, and on a shared localhost harm.
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

const reads: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** A browser says where a request comes from; what says nothing is no browser, and needs a token anyway. */
export function crossSite(request: Request, publicUrl: string): Response | undefined {
  if (reads.includes(request.method)) return undefined;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' ? undefined : refusal('cross-site');
  const origin = request.headers.get('origin');
  if (origin === null) return undefined;
  const own = [publicUrl, new URL(request.url).origin];
  return own.includes(origin) ? undefined : refusal('cross-site');
}
