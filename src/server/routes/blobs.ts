/**
 * Attachments: where an upload stands, the next part of it, and reading them.
 */
import { readBytes } from '../http/body.ts';
import { later, refusal, refuse } from '../http/refuse.ts';
import { mostBlob } from '../blobs.ts';
import { forDevices } from './route.ts';
import type { Ask, Asker } from './route.ts';

const shape = /^[0-9a-f]{64}$/;
const rates = {
  kiosk: { burst: 20 * 1024 * 1024, perSecond: (5 * 1024 * 1024) / 60 },
  other: { burst: 120 * 1024 * 1024, perSecond: 1024 * 1024 },
};
/** Bytes of the encapsulated P-256 key that a sealed attachment begins with. */
const encapsulated = 65;

/** Only what browsers show as pictures is called one; anything else can only be saved. */
function typeOf(bytes: Buffer): string {
  const starts = (hex: string, at = 0): boolean =>
    bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  if (starts('ffd8ff')) return 'image/jpeg';
  if (starts('89504e470d0a1a0a')) return 'image/png';
  if (starts('52494646') && starts('57454250', 8)) return 'image/webp';
  return 'application/octet-stream';
}

const state = (status: number, offset: number, whole: boolean): Response =>
  new Response(null, {
    status,
    headers: {
      'cache-control': 'no-store',
      'upload-offset': String(offset),
      'upload-complete': whole ? '?1' : '?0',
      ...(whole ? { 'upload-length': String(offset) } : {}),
    },
  });

const path = '/api/blobs/:sha';

export const blobState = forDevices({
  method: 'HEAD',
  path,
  about:
    'How much of an attachment is here: Upload-Offset, and Upload-Complete ?1 once it is whole.',
  access: 'uploader',
  handle: async ({ deps, params }, _body, { place, device }) => {
    const sha = params['sha'] ?? '';
    if (!shape.test(sha)) return refusal('not-found');
    const size = await deps.blobs.has(place.site, sha);
    if (size !== undefined) return state(200, size, true);
    const offset = await deps.blobs.offset(place.site, device.id, sha);
    return offset > 0 ? state(200, offset, false) : state(404, 0, false);
  },
});

const wholeNumber = (request: Request, name: string): number => {
  const text = request.headers.get(name) ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : -1;
};

/** Sealed parts are opened with the site's key once the last is here. */
const opener =
  ({ deps }: Ask, { device }: Asker, sha: string) =>
  (sent: Uint8Array): Promise<Uint8Array | undefined> =>
    deps.keys.open(
      sent.subarray(0, encapsulated),
      sent.subarray(encapsulated),
      `blob|${sha}|${device.id}`,
    );

export const blobPart = forDevices({
  method: 'PATCH',
  path,
  about:
    'The next part, at Upload-Offset of Upload-Length. The hash is checked with the last one. X-Sealed: 1 for a kiosk.',
  access: 'uploader',
  handle: async (ask, _body, asker) => {
    const { deps, request, params } = ask;
    const { place, device } = asker;
    const sha = params['sha'] ?? '';
    if (!shape.test(sha)) return refusal('not-found');
    if (!request.headers.get('content-type')?.startsWith('application/offset+octet-stream'))
      return refusal('wrong-type');
    const offset = wholeNumber(request, 'upload-offset');
    const length = wholeNumber(request, 'upload-length');
    if (offset < 0 || length < 1)
      return refusal('malformed', offset < 0 ? 'upload-offset' : 'upload-length');
    if (length > mostBlob) return refusal('too-large');
    const sealed = request.headers.get('x-sealed') === '1';
    if (device.surface === 'kiosk' && !sealed) return refusal('malformed', 'x-sealed');
    const read = await readBytes(request, length - Math.min(offset, length));
    if (!read.ok) return read.response;
    const rate = device.surface === 'kiosk' ? rates.kiosk : rates.other;
    const wait = deps.limiter.take(`bytes ${device.id}`, rate, read.value.length);
    if (wait > 0) return later('too-many', wait);
    const done = await deps.blobs.write({
      site: place.site,
      device: device.id,
      sha,
      length,
      offset,
      bytes: read.value,
      ...(sealed ? { open: opener(ask, asker, sha) } : {}),
    });
    if (done.kind === 'part') return state(204, done.offset, false);
    if (done.kind !== 'whole')
      return refuse({ code: done.kind, path: '' }, { 'upload-offset': String(done.offset) });
    await deps.database.inSite(place, (tx) =>
      tx
        .insertInto('blob')
        .values({
          ...place,
          sha,
          size: done.size,
          device: device.id,
          received: new Date(deps.now()).toISOString(),
        })
        .onConflict((conflict) => conflict.columns(['company', 'site', 'sha']).doNothing())
        .execute(),
    );
    // Of a sealed one fewer bytes are kept than were sent; the sender counts what it sent.
    return state(204, length, true);
  },
});

export const blobBytes = forDevices({
  method: 'GET',
  path,
  about: 'The bytes of an attachment. Not for kiosks.',
  handle: async ({ deps, params }, _body, { place, device }) => {
    if (device.surface === 'kiosk') return refusal('wrong-surface');
    const sha = params['sha'] ?? '';
    const bytes = shape.test(sha) ? await deps.blobs.read(place.site, sha) : undefined;
    if (!bytes) return refusal('not-found');
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': typeOf(bytes),
        'content-disposition': 'attachment',
        'cache-control': 'private, max-age=31536000, immutable',
      },
    });
  },
});
