/**
 * The built client: hashed files for ever, everything else asked again each time, the page for the app's own addresses.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { refusal } from './refuse.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const pages = /^\/(kiosk|tablet|desk|setup|enrol)?(\/.*)?$/;

/** A file below the folder, or undefined: none, a hidden one, or of a type that the client has none of. */
async function fileAt(
  folder: string,
  path: string,
): Promise<{ bytes: Buffer; type: string } | undefined> {
  const type = types[extname(path)];
  const full = resolve(join(folder, path));
  if (!type || path.includes('/.') || !full.startsWith(resolve(folder) + sep)) return undefined;
  try {
    return { bytes: await readFile(full), type };
  } catch {
    return undefined;
  }
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
};

/** Answers GET and HEAD for the client in `folder`. */
export async function serveClient(request: Request, folder: string): Promise<Response> {
  if (!['GET', 'HEAD'].includes(request.method)) return refusal('not-found');
  const path = decoded(new URL(request.url).pathname);
  if (path.includes('\0') || path.startsWith('/api/')) return refusal('not-found');
  const own = path === '/' ? undefined : await fileAt(folder, path);
  const isGuest = path === '/guest';
  const isPage = isGuest || (extname(path) === '' && pages.test(path));
  // A resident's telephone gets a small page of its own, with nothing of the staff's app.
  const page = isGuest ? '/guest.html' : '/index.html';
  const file = own ?? (isPage ? await fileAt(folder, page) : undefined);
  if (!file && isPage)
    return new Response('The client has not been built yet: npm run build\n', {
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
  if (!file) return refusal('not-found');
  const hashed = own !== undefined && path.startsWith('/assets/');
  const etag = `"${createHash('sha256').update(file.bytes).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': file.type,
    etag,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  const known = request.headers.get('if-none-match')?.replaceAll('W/', '').includes(etag);
  if (known) return new Response(null, { status: 304, headers });
  const body = request.method === 'HEAD' ? null : new Uint8Array(file.bytes);
  return new Response(body, {
    headers: { ...headers, 'content-length': String(file.bytes.length) },
  });
}
