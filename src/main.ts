/**
 * Browser entry: opens the store, starts sending, registers the worker and mounts the surface that this device is
 * enrolled as.
 *
 * | element | gets |
 * | --- | --- |
 * | `fd-kiosk`, `fd-tablet`, `fd-desk` | `store`, `updateReady: boolean` (a new version waits), `applyUpdate()` |
 * | `fd-setup` (not enrolled) | `isSetUp()`, `isWaiting()`, `setUp(first)`, `enrol(code, surface, name)`; dispatches `fd-enrolled` when done |
 *
 * A kiosk dispatches `fd-idle` when nobody stands at it: it then takes a waiting version by itself.
 */
import './store/jitless.ts';
import type { Surface } from './spec/procedure.ts';
import type { enrol, isSetUp, isWaiting, setUp } from './store/enrol.ts';
import { openStore } from './store/open.ts';
import type { OpenStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { offerInstall } from './ui/base/install.ts';

interface SurfaceElement extends HTMLElement {
  store: Store;
  updateReady: boolean;
  applyUpdate: () => void;
}
interface SetupElement extends HTMLElement {
  isSetUp: typeof isSetUp;
  isWaiting: typeof isWaiting;
  setUp: typeof setUp;
  enrol: typeof enrol;
}

const surfaces: Readonly<Record<Surface, () => Promise<unknown>>> = {
  kiosk: () => import('./ui/kiosk/fd-kiosk.ts'),
  tablet: () => import('./ui/tablet/fd-tablet.ts'),
  desk: () => import('./ui/desk/fd-desk.ts'),
};

/** The one script address that Trusted Types let through from here. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  };
  const policy = trustedTypes?.createPolicy('app-sw', {
    createScriptURL(url) {
      if (url === '/sw.js') return url;
      throw new TypeError(`not the worker: ${url}`);
    },
  });
  return policy?.createScriptURL('/sw.js') ?? '/sw.js';
}

/** How often a page that stays open for weeks looks for a new version. Milliseconds. */
const lookEvery = 30 * 60_000;

/** Registers the worker. `waiting` is told when a new version is there; `apply` lets it take over and reloads. */
function watchForUpdate(waiting: () => void): { apply(): void } {
  // In development files change under the worker's feet.
  if (!('serviceWorker' in navigator) || !(import.meta as { env?: { PROD?: boolean } }).env?.PROD)
    return { apply: () => location.reload() };
  let asked = false;
  let takeOver = (): void => undefined;
  void register().catch((error: unknown) => console.warn('no service worker', error));
  return {
    apply() {
      asked = true;
      takeOver();
    },
  };

  async function register(): Promise<void> {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox(workerUrl());
    takeOver = () => workbox.messageSkipWaiting();
    workbox.addEventListener('waiting', waiting);
    // Another tab may have agreed to the update: this one then runs on, and reloads when it next asks to.
    workbox.addEventListener('controlling', () => asked && location.reload());
    setInterval(() => void workbox.update().catch(() => undefined), lookEvery);
    await workbox.register();
  }
}

async function mountSurface(store: OpenStore): Promise<void> {
  const { surface } = store.device;
  await surfaces[surface]();
  offerInstall(surface);
  if (location.pathname !== `/${surface}` && !location.pathname.startsWith(`/${surface}/`))
    history.replaceState(null, '', `/${surface}${location.search}${location.hash}`);
  const element = document.createElement(`fd-${surface}`) as SurfaceElement;
  element.store = store;
  element.updateReady = false;
  const update = watchForUpdate(() => {
    element.updateReady = true;
    element.dispatchEvent(new CustomEvent('fd-update-ready'));
  });
  element.applyUpdate = () => update.apply();
  if (surface === 'kiosk')
    element.addEventListener('fd-idle', () => {
      // Only between visitors, and never while something is on its way.
      if (element.updateReady) void store.isSending().then((sending) => sending || update.apply());
    });
  document.body.replaceChildren(element);
  store.start();
}

async function mountSetup(): Promise<void> {
  const [being] = await Promise.all([import('./store/enrol.ts'), import('./ui/setup/fd-setup.ts')]);
  const element = document.createElement('fd-setup') as SetupElement;
  element.isSetUp = being.isSetUp;
  element.isWaiting = being.isWaiting;
  element.setUp = being.setUp;
  element.enrol = being.enrol;
  element.addEventListener('fd-enrolled', () => location.assign('/'));
  document.body.replaceChildren(element);
  watchForUpdate(() => undefined);
}

const store = await openStore();
await (store ? mountSurface(store) : mountSetup());
