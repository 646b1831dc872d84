/**
 * Refusals: `{ problem }` with the status that says what the client should do about it.
 */
import type { Problem } from '../../spec/problem.ts';

const statuses: Readonly<Record<string, number>> = {
  unreadable: 400,
  malformed: 400,
  unauthorised: 401,
  revoked: 403,
  'wrong-device': 403,
  'wrong-role': 403,
  'wrong-surface': 403,
  'not-signed-in': 403,
  'bad-proof': 403,
  'session-over': 403,
  'inactive-staff': 403,
  'staff-at-kiosk': 403,
  'cross-site': 403,
  'bad-code': 403,
  'not-found': 404,
  'wrong-offset': 409,
  'already-set-up': 409,
  'too-large': 413,
  'wrong-type': 415,
  'upgrade-needed': 426,
  'too-many': 429,
  trouble: 500,
  'not-yet': 503,
};

/** Status follows from the code; a code that is none of the transport's is about what was asked: 422. */
export function refuse(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(
    { problem },
    {
      status: statuses[problem.code] ?? 422,
      headers: { 'cache-control': 'no-store', ...headers },
    },
  );
}

export const refusal = (code: string, path = '', params?: Problem['params']): Response =>
  refuse({ code, path, ...(params ? { params } : {}) });

/** Try again after so many seconds. */
export function later(code: 'too-many' | 'not-yet', seconds: number): Response {
  const wait = Math.max(1, Math.ceil(seconds));
  return refuse({ code, path: '', params: { seconds: wait } }, { 'retry-after': String(wait) });
}
