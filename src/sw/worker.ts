/**
 * The service worker: keeps every file of the app for offline use, answers page addresses with the app, and sends what
 * waits when the browser wakes it. It takes over only when a page says so.
 */
import '../store/jitless.ts';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { openDatabase } from '../store/database.ts';
import { cycle, syncTag } from '../store/sender.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: Parameters<typeof precacheAndRoute>[0];
};

/** What Background Sync hands over; not in TypeScript's library. */
type SyncEvent = ExtendableEvent & { readonly tag: string };

precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false });
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    allowlist: [/^\/(kiosk|tablet|desk|setup|enrol)?(\/|$)/],
    denylist: [/^\/api\//, /^\/healthz/],
  }),
);

self.addEventListener('message', (event) => {
  // Said by a page that a person has asked, or by a kiosk that nobody stands at.
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  const { tag, waitUntil } = event as SyncEvent;
  if (tag === syncTag) waitUntil.call(event, sendOnce());
});

/** Rejects on trouble, so that the browser tries again later. */
async function sendOnce(): Promise<void> {
  const db = openDatabase();
  try {
    const { end } = await cycle({ db });
    if (end === 'offline' || end === 'busy' || end === 'aborted')
      throw new Error(`not sent: ${end}`);
  } finally {
    db.close();
  }
}
