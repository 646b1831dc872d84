/**
 * One request to the server, never longer than 20 seconds, and what its answer means. A page that a captive portal put
 * in between (any 200 that is not our JSON) is no network.
 */
import type * as z from 'zod/mini';
import type { Problem } from '../spec/problem.ts';
import type { Reply, Trouble } from '../sync/ports.ts';
import { refusal } from '../sync/protocol.ts';
import { toBase64url, utf8 } from './base64.ts';
import type { Result } from './store.ts';

const longest = 20_000;
/** From here on gzip is worth its time. */
const gzipFrom = 1024;

export interface ApiOptions {
  readonly token?: string;
  /** Aborts whatever is under way. */
  readonly signal?: AbortSignal;
  /** Origin of the server; the page's own where it is missing. */
  readonly base?: string;
}

export interface Sent {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  readonly path: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream that stays open is not timed. */
  readonly untimed?: boolean;
}

export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** The answer, whatever its status; undefined when there was none. */
  async send(sent: Sent): Promise<Response | undefined> {
    const { token, signal, base = '' } = this.#options;
    const signals = [signal, sent.untimed ? undefined : AbortSignal.timeout(longest)].filter(
      (s) => s !== undefined,
    );
    const headers = new Headers(sent.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    try {
      const init: RequestInit = {
        method: sent.method,
        headers,
        signal: AbortSignal.any(signals),
        cache: 'no-store',
        credentials: 'omit',
        // A redirect is a portal's: our server never sends one.
        redirect: 'error',
      };
      const body = sent.json === undefined ? sent.bytes : await jsonBody(sent.json, headers);
      return await fetch(
        `${base}${sent.path}`,
        body ? { ...init, body: body as Uint8Array<ArrayBuffer> } : init,
      );
    } catch {
      return undefined;
    }
  }

  /** Sends JSON and reads the answer by its schema. */
  async post<T>(path: string, json: string, schema: z.ZodMiniType<T>): Promise<Reply<T>> {
    const response = await this.send({ method: 'POST', path, json });
    if (!response?.ok) return { ok: false, trouble: await troubleSaid(response) };
    const parsed = schema.safeParse(await bodyOf(response));
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, trouble: { kind: 'offline' } };
  }

  /** As `post`, for what a person asked for: a refusal comes back as its problem. */
  async ask<T>(sent: Sent, schema: z.ZodMiniType<T>): Promise<Result<T>> {
    const response = await this.send(sent);
    const body = response && (await bodyOf(response));
    const refused = refusal.safeParse(body);
    if (refused.success) return { ok: false, problems: [refused.data.problem as Problem] };
    const parsed = response?.ok ? schema.safeParse(body) : undefined;
    if (parsed?.success) return { ok: true, value: parsed.data };
    return { ok: false, problems: [problemOf(troubleOf(response))] };
  }

  async getBlob(sha: string): Promise<{ bytes: Uint8Array; type: string } | undefined> {
    const response = await this.send({ method: 'GET', path: `/api/blobs/${sha}` });
    if (!response?.ok) return undefined;
    try {
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        type: response.headers.get('content-type') ?? 'application/octet-stream',
      };
    } catch {
      return undefined;
    }
  }
}

/** As a person is told, when the server did not say it itself. */
function problemOf(trouble: Trouble): Problem {
  switch (trouble.kind) {
    case 'busy':
      return {
        code: 'too-often',
        path: '',
        params: { seconds: Math.ceil(trouble.retryAfter / 1000) },
      };
    case 'upgrade':
      return { code: 'upgrade-needed', path: '' };
    case 'unauthorised':
    case 'revoked':
      return { code: trouble.kind, path: '' };
    default:
      return { code: 'offline', path: '' };
  }
}

/** What a status means; undefined: no answer at all. Everything unknown is tried again. */
export function troubleOf(response: Response | undefined): Trouble {
  switch (response?.status) {
    case 401:
      return { kind: 'unauthorised' };
    case 403:
      return { kind: 'revoked' };
    case 413:
      return { kind: 'too-large' };
    case 426:
      return { kind: 'upgrade' };
    case 429:
    case 503:
      return { kind: 'busy', retryAfter: retryAfter(response) };
    default:
      return { kind: 'offline' };
  }
}

/** As `troubleOf`; but that this device was switched off counts only in the server's own words: portals answer 403 too. */
async function troubleSaid(response: Response | undefined): Promise<Trouble> {
  const trouble = troubleOf(response);
  if (trouble.kind !== 'revoked' || !response) return trouble;
  const said = refusal.safeParse(await bodyOf(response));
  return said.success && said.data.problem.code === 'revoked' ? trouble : { kind: 'offline' };
}

/** `Retry-After` in milliseconds: seconds or a date; 30 s where it says nothing, never more than an hour. */
function retryAfter(response: Response | undefined): number {
  const text = response?.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, 3_600_000) : 30_000;
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  return response.json().catch(() => undefined);
}

async function jsonBody(json: string, headers: Headers): Promise<Uint8Array> {
  headers.set('content-type', 'application/json');
  const plain = utf8(json);
  if (plain.length <= gzipFrom || typeof CompressionStream === 'undefined') return plain;
  headers.set('content-encoding', 'gzip');
  const zipped = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

/** A value for an `x-…` header: base64url of its JSON. */
export const headerValue = (value: unknown): string => toBase64url(utf8(JSON.stringify(value)));
