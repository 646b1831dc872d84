/**
 * Request bodies: JSON, gzip allowed, never more than a limit once inflated, never deeper than a limit.
 */
import { createGunzip, gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { refusal } from './refuse.ts';

export const mostInflated = 8 * 1024 * 1024;
const deepest = 64;

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };
const no = <T>(code: string): Read<T> => ({ ok: false, response: refusal(code) });

const inflate = promisify(gunzip);

/** A body whose length was said beforehand, which HTTP then holds it to: without the streams, which cost more than it does. */
async function readSized(request: Request, gzip: boolean, limit: number): Promise<Read<Buffer>> {
  try {
    const sent = Buffer.from(await request.arrayBuffer());
    return { ok: true, value: gzip ? await inflate(sent, { maxOutputLength: limit }) : sent };
  } catch (error) {
    const isBomb = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return no(isBomb ? 'too-large' : 'unreadable');
  }
}

/** The body's bytes, inflated; stops reading at the limit, so a bomb costs no more than the limit. */
export async function readBytes(request: Request, limit: number): Promise<Read<Buffer>> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!['identity', 'gzip'].includes(encoding)) return no('wrong-type');
  if (Number(request.headers.get('content-length') ?? 0) > limit) return no('too-large');
  if (request.headers.has('content-length')) return readSized(request, encoding === 'gzip', limit);
  if (!request.body) return { ok: true, value: Buffer.alloc(0) };
  const sent = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
  const plain = encoding === 'gzip' ? sent.pipe(createGunzip()) : sent;
  sent.on('error', (error) => plain.destroy(error));
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of plain as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limit) {
        sent.destroy();
        return no('too-large');
      }
      parts.push(part);
    }
  } catch {
    return no('unreadable');
  }
  return { ok: true, value: Buffer.concat(parts) };
}

/** Nesting of brackets outside of texts: checked before parsing, since schemas walk recursively. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (inText) {
      if (letter === 92) at++;
      else if (letter === 34) inText = false;
    } else if (letter === 34) inText = true;
    else if (letter === 123 || letter === 91) most = Math.max(most, ++depth);
    else if (letter === 125 || letter === 93) depth--;
  }
  return most;
}

export function parseJson(text: string): { readonly ok: boolean; readonly value?: unknown } {
  if (depthOf(text) > deepest) return { ok: false };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

export async function readJson(request: Request, limit: number): Promise<Read<unknown>> {
  const type = request.headers.get('content-type') ?? '';
  // A form of another site cannot send this type without being asked first.
  if (!/^application\/json\b/i.test(type)) return no('wrong-type');
  const bytes = await readBytes(request, limit);
  if (!bytes.ok) return bytes;
  const text = bytes.value.toString('utf8');
  const parsed = parseJson(text);
  return parsed.ok ? { ok: true, value: parsed.value } : no('unreadable');
}
