/**
 * The service worker in a real browser: the app offline, no update without consent, and sending by itself.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { injectManifest } from 'workbox-build';
import { root, Site } from '../e2e/site.ts';
import { existsSync } from 'node:fs';
import type { TestPage } from './page.ts';

type Tab = Window & typeof globalThis & { page: TestPage };
let site: Site;
let folder = '';
let profile = '';
let server: Server;
let context: BrowserContext;
let page: Page;
let url = '';

/** The built worker with a manifest of the folder, as `vite.config.ts` makes it. */
async function buildWorker(): Promise<void> {
  const swSrc = join(folder, 'worker.js');
  await injectManifest({
    swSrc,
    swDest: join(folder, 'sw.js'),
    globDirectory: folder,
    globPatterns: ['*.html', 'page.js', 'procedures/*.json'],
  });
}

function bundle(input: string, name: string): Promise<unknown> {
  return build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      minify: false,
      rolldownOptions: {
        input: join(root, input),
        output: { format: 'iife', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** The folder's files, and the real server behind `/api`. */
function serve(): Promise<number> {
  server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      if (path.startsWith('/api/')) {
        const body =
          request.method === 'POST'
            ? new Uint8Array(
                await new Response(Readable.toWeb(request) as ReadableStream).arrayBuffer(),
              )
            : undefined;
        const headers = new Headers(request.headers as Record<string, string>);
        for (const name of ['host', 'connection', 'content-length']) headers.delete(name);
        const answer = await fetch(site.url + path, {
          method: request.method ?? 'GET',
          headers,
          ...(body ? { body } : {}),
        });
        response.writeHead(answer.status, {
          'content-type': answer.headers.get('content-type') ?? '',
        });
        response.end(Buffer.from(await answer.arrayBuffer()));
        return;
      }
      const bytes = await readFile(join(folder, path === '/' ? 'index.html' : path)).catch(
        () => undefined,
      );
      response.writeHead(bytes ? 200 : 404, {
        'content-type': types[extname(path)] ?? 'text/html',
        'cache-control': 'no-cache',
      });
      response.end(bytes ?? 'nothing here');
    })();
  });
  return new Promise((ready) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready(typeof address === 'object' && address ? address.port : 0);
    }),
  );
}

before(async () => {
  site = await Site.open();
  folder = await mkdtemp(join(tmpdir(), 'qiantai-sw-'));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>app 1</title><script src="/page.js"></script>',
  );
  await bundle('test/sw/page.ts', 'page.js');
  await bundle('src/sw/worker.ts', 'worker.js');
  await buildWorker();
  url = `http://localhost:${await serve()}`;
  const executablePath =
    [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path && existsSync(path)) ??
    chromium.executablePath();
  profile = await mkdtemp(join(tmpdir(), 'qiantai-sw-profile-'));
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
  });
  await page.reload();
});
after(async () => {
  await context.close();
  server.closeAllConnections();
  server.close();
  await site.close();
  for (const made of [folder, profile]) await rm(made, { recursive: true, force: true });
});

test('every address of the app opens without network, and none of the server’s is answered in its place', async () => {
  await context.setOffline(true);
  try {
    for (const path of ['/', '/kiosk', '/tablet', '/desk/entry/1', '/setup', '/enrol']) {
      await page.goto(url + path);
      assert.equal(await page.title(), 'app 1', path);
    }
    for (const path of ['/api/setup/state', '/healthz'])
      await assert.rejects(page.goto(url + path), /ERR_INTERNET_DISCONNECTED|ERR_FAILED/, path);
  } finally {
    await context.setOffline(false);
    await page.goto(url);
  }
});

test('the worker sends what a page left behind', async () => {
  const code = await site.enrolCode('kiosk', 'kiosk');
  await page.evaluate((code) => (window as Tab).page.enrol(code), code);
  const answers = {
    visitType: 'friend',
    name: '钱示例',
    phone: '13800000000',
    room: '1-1-0101',
    consent: true,
  };
  await page.evaluate((answers) => (window as Tab).page.save('visitor', answers), answers);
  let waiting = 1;
  for (let tries = 0; waiting > 0 && tries < 100; tries++) {
    await page.waitForTimeout(100);
    waiting = await page.evaluate(() => (window as Tab).page.waiting());
  }
  assert.equal(waiting, 0);
});

test('a new version waits until it is asked to take over', async () => {
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>app 2</title><script src="/page.js"></script>',
  );
  await buildWorker();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const coming = registration.installing;
    if (coming)
      await new Promise<void>((done) =>
        coming.addEventListener('statechange', () => coming.state === 'installed' && done()),
      );
    if (!registration.waiting) throw new Error('nothing waits');
  });
  await page.reload();
  assert.equal(await page.title(), 'app 1', 'a reload is no consent');
  await page.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    const taken = new Promise((done) =>
      navigator.serviceWorker.addEventListener('controllerchange', done),
    );
    waiting?.postMessage({ type: 'SKIP_WAITING' });
    await taken;
  });
  await page.reload();
  assert.equal(await page.title(), 'app 2');
});
