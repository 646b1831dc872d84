/**
 * Every route of the API, once. The app serves it, `openapi.ts` describes it, the tests walk it.
 */
import * as z from 'zod/mini';
import { describeApi } from '../openapi.ts';
import { later } from '../http/refuse.ts';
import { blobBytes, blobPart, blobState } from './blobs.ts';
import { certify } from './certify.ts';
import { command } from './command.ts';
import { calling, enquiry } from './enquiry.ts';
import { enrol } from './enrol.ts';
import { guestAdd, guestOpen, invite } from './guest.ts';
import { metricsPage } from './metrics.ts';
import { json, open } from './route.ts';
import type { Route } from './route.ts';
import { setup, setupState } from './setup.ts';
import { statistics } from './statistics.ts';
import { hints, pulling, pushing } from './sync.ts';

const health = open({
  method: 'GET',
  path: '/healthz',
  about: 'Whether the server and its database answer.',
  reply: z.object({ ok: z.boolean() }),
  handle: async ({ deps }) => {
    try {
      await deps.database.ping();
      return json({ ok: true });
    } catch {
      return later('not-yet', 5);
    }
  },
});

let described: Record<string, unknown> | undefined;

const description = open({
  method: 'GET',
  path: '/api/openapi.json',
  about: 'This description.',
  handle: async () => json((described ??= describeApi(routes))),
});

export const routes: readonly Route[] = [
  health,
  metricsPage,
  description,
  setupState,
  setup,
  enrol,
  certify,
  pushing,
  pulling,
  hints,
  blobState,
  blobPart,
  blobBytes,
  command,
  enquiry,
  calling,
  statistics,
  invite,
  guestOpen,
  guestAdd,
];
