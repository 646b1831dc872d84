/**
 * One route: what the table, the app, the tests and the API description all read.
 */
import type * as z from 'zod/mini';
import type { Author } from '../../sync/change.ts';
import type { Deps } from '../deps.ts';
import type { DeviceRow } from '../sql/tables.ts';
import type { Place } from '../sql/transaction.ts';

/**
 * - `anyone`: no token
 * - `device`: an enrolled device, not revoked
 * - `uploader`: an enrolled device, even a revoked one: what it had queued is not lost
 */
export type Access = 'anyone' | 'device' | 'uploader';

export interface Ask {
  readonly deps: Deps;
  readonly request: Request;
  /** Parameters of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** Address of the client, for limits only. */
  readonly address: string;
}

/** Who asks, where access is not `anyone`. */
export interface Asker {
  readonly place: Place;
  readonly device: DeviceRow;
}

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  /** As Hono has it: `/api/blobs/:sha`. */
  readonly path: string;
  readonly about: string;
  readonly access: Access;
  /** Schema of a JSON body; missing: none, or bytes that `handle` reads. */
  readonly request?: z.ZodMiniType;
  /** Most bytes of the body once inflated; default 64 KiB. */
  readonly limit?: number;
  /** Schema of the answer's JSON. */
  readonly reply?: z.ZodMiniType;
  readonly handle: (ask: Ask, body: unknown, asker: Asker | undefined) => Promise<Response>;
}

type Shared<B> = Omit<Route, 'access' | 'request' | 'handle'> & {
  readonly request?: z.ZodMiniType<B>;
};

/** A route for anyone. */
export function open<B>(
  route: Shared<B> & { readonly handle: (ask: Ask, body: B) => Promise<Response> },
): Route {
  return { ...route, access: 'anyone', handle: (ask, body) => route.handle(ask, body as B) };
}

/** A route for enrolled devices. */
export function forDevices<B>(
  route: Shared<B> & {
    readonly access?: 'device' | 'uploader';
    readonly handle: (ask: Ask, body: B, asker: Asker) => Promise<Response>;
  },
): Route {
  return {
    ...route,
    access: route.access ?? 'device',
    handle: (ask, body, asker) => {
      if (!asker) throw new Error('a route for devices was reached without one');
      return route.handle(ask, body as B, asker);
    },
  };
}

export const json = (value: unknown, status = 200): Response =>
  Response.json(value, { status, headers: { 'cache-control': 'no-store' } });

export type { Author };
