/** Questions to the server on whatever network a telephone has. */
import type { Json } from '../../spec/json.ts';
import type { L10n, Procedure, Stage } from '../../spec/procedure.ts';
import type { Problem } from '../../spec/problem.ts';
import type { Answers } from '../../form/answers.ts';

/** What the link is good for. */
export interface Opened {
  readonly serverTime: number;
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly phone?: string;
    readonly settings: Readonly<Record<string, string | number | boolean>>;
  };
  readonly place?: L10n;
  readonly until: string;
  readonly hash: string;
  readonly procedure: Procedure;
  readonly filled: Answers;
  readonly states: readonly {
    readonly id: string;
    readonly stage: L10n;
    readonly tone?: Stage['tone'];
    readonly done: boolean;
  }[];
}

export type Told<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const longest = 15_000;

/** `offline` whenever nothing certain was heard: the same may be asked again. */
async function post<T>(path: string, body: Json): Promise<Told<T>> {
  const offline = { ok: false, problem: { code: 'offline', path: '' } } as const;
  try {
    const reply = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(longest),
      credentials: 'omit',
      redirect: 'error',
    });
    if (!reply.headers.get('content-type')?.includes('json')) return offline;
    const value = (await reply.json()) as T & { problem?: Problem };
    if (reply.ok) return { ok: true, value };
    // Too many, or a server in trouble: later.
    if (!value.problem || reply.status === 429 || reply.status >= 500) return offline;
    return { ok: false, problem: value.problem };
  } catch {
    return offline;
  }
}

export const openLink = (token: string, ids: readonly string[]): Promise<Told<Opened>> =>
  post('/api/guest/open', { token, ids: ids.slice(0, 50) });

export const addEntry = (
  token: string,
  { id, hash, answers }: { readonly id: string; readonly hash: string; readonly answers: Answers },
): Promise<Told<{ id: string }>> => post('/api/guest/add', { token, id, hash, answers });
