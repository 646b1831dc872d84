import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createApp } from '../../src/server/app.ts';
import { routes } from '../../src/server/routes/table.ts';
import { clock, openKit, origin } from './kit.ts';
import type { Kit, Sent } from './kit.ts';

describe('the first run', () => {
  let kit: Kit;
  before(async () => {
    kit = await openKit();
  });
  after(() => kit.close());
  const ready = async (): Promise<unknown> => (await kit.request('GET', '/api/setup/state')).json();
  const site = { name: '示例花园', code: 'SL' };
  const supervisor = { name: '示例主管', pin: '111111' };

  it('makes one site with the code that was printed, once', async () => {
    assert.deepEqual(await ready(), { ready: false, waiting: false });
    const send = (code: string, more: object = {}): Promise<string> =>
      kit.refusal('POST', '/api/setup', { body: { code, site, supervisor, ...more } });
    assert.equal(await send('nothing'), '409 already-set-up', 'no code was issued');
    const code = kit.deps.setup.issue();
    assert.deepEqual(await ready(), { ready: false, waiting: true });
    assert.ok(code.length * 5 >= 64, 'bits');
    assert.equal(await send(`${code}x`), '403 bad-code');
    assert.equal(
      await send(code, { supervisor: { ...supervisor, pin: '12345' } }),
      '400 malformed',
    );
    assert.equal(await send(code, { site: { ...site, zone: 'Nowhere/Land' } }), '400 malformed');
    const both = await Promise.all([send(code), send(` ${code.toUpperCase()} `)]);
    assert.deepEqual(both.sort(), ['200 no problem', '409 already-set-up']);
    assert.deepEqual(await ready(), { ready: true, waiting: false });
    assert.equal((await kit.deps.places.all()).length, 1);
  });

  it('does not let codes be tried for ever', async () => {
    kit.deps.setup.issue();
    const replies = [];
    for (let tries = 0; tries < 12; tries++)
      replies.push(
        await kit.refusal('POST', '/api/setup', { body: { code: 'x', site, supervisor } }),
      );
    assert.ok(replies.includes('429 too-many'));
  });
});

describe('the app', () => {
  let kit: Kit;
  before(async () => {
    kit = await openKit();
    await kit.setUp();
  });
  after(() => kit.close());

  it('refuses every device route without a token, with a wrong one, and a stranger’s', async () => {
    const { token } = kit.desk;
    const [site, device] = token.split('.');
    for (const { method, path, access } of routes) {
      if (access === 'anyone' || method === 'HEAD') continue;
      const at = path.replace(':sha', 'a'.repeat(64)).replace(':name', 'enrol-code');
      for (const wrong of [
        undefined,
        'x',
        `${site}.${device}.AAAA`,
        `nosite.${token}`,
        `${token}x`,
      ]) {
        const sent: Sent = { token: wrong, ...(method === 'GET' ? {} : { body: {} }) };
        assert.equal(await kit.refusal(method, at, sent), '401 unauthorised', `${method} ${at}`);
      }
    }
  });

  it('describes every route from the table', async () => {
    const api = (await (await kit.request('GET', '/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    for (const { method, path } of routes)
      assert.ok(api.paths[path.replace(/:(\w+)/, '{$1}')]?.[method.toLowerCase()], path);
    assert.match(JSON.stringify(api.paths['/api/sync/push']?.['post']?.requestBody), /batch/);
  });

  it('enrolment codes work once, in time, and say what the device is', async () => {
    const offer = (): Promise<{ code: string; url: string; expires: string }> =>
      kit.command('enrol-code', { surface: 'kiosk', name: '大堂' });
    const { code, url, expires } = await offer();
    assert.equal(url, `${origin}/enrol?surface=kiosk#${code}`);
    assert.ok(Date.parse(expires) <= kit.deps.now() + 600_000);
    const send = (typed: string): Promise<Response> =>
      kit.request('POST', '/api/enrol', { body: { code: typed, surface: 'desk', name: '我的' } });
    const replies = await Promise.all([send(code), send(code)]);
    const [good, ...more] = replies.filter(({ status }) => status === 200);
    assert.ok(good);
    assert.equal(more.length, 0);
    assert.ok(replies.some(({ status }) => status === 403));
    const { device } = (await good.json()) as {
      device: { surface: string; name: string; code: string };
    };
    assert.deepEqual([device.surface, device.name, device.code], ['kiosk', '大堂', 'K1']);

    const old = await offer();
    clock.ahead = 601_000;
    try {
      assert.equal((await send(old.code)).status, 403, 'expired');
      assert.equal((await send('nosite-0000000000000000')).status, 403);
      for (let tries = 0; tries < 12; tries++) await send('abc-def');
      const tooMany = await send((await offer()).code);
      assert.equal(tooMany.status, 429);
      assert.ok(Number(tooMany.headers.get('retry-after')) >= 1);
    } finally {
      clock.ahead = 0;
    }
  });

  it('sets the headers of every answer', async () => {
    for (const path of ['/', '/kiosk', '/healthz', '/api/none', '/none.txt', '/api/sync/pull']) {
      const { headers } = await kit.request('GET', path);
      const csp = headers.get('content-security-policy') ?? '';
      assert.match(csp, /default-src 'none'/, path);
      assert.match(csp, /require-trusted-types-for 'script'/, path);
      assert.match(csp, /frame-ancestors 'none'/, path);
      assert.doesNotMatch(csp, /unsafe/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
      assert.match(headers.get('permissions-policy') ?? '', /camera=\(self\)/, path);
      assert.equal(headers.get('strict-transport-security'), null, 'plain http');
    }
    const settings = { ...kit.deps.settings, publicUrl: 'https://qiantai.example.com' };
    const reply = await createApp({ ...kit.deps, settings }).request('/healthz');
    assert.match(reply.headers.get('strict-transport-security') ?? '', /max-age=31536000/);
  });

  it('takes changes of state from its own pages only', async () => {
    const body = { code: 'x-y', surface: 'desk', name: 'x' };
    const send = (headers: Record<string, string>): Promise<string> =>
      kit.refusal('POST', '/api/enrol', { body, headers });
    assert.equal(await send({ 'sec-fetch-site': 'cross-site' }), '403 cross-site');
    assert.equal(await send({ 'sec-fetch-site': 'same-site' }), '403 cross-site');
    assert.equal(await send({ origin: 'https://evil.example' }), '403 cross-site');
    assert.equal(await send({ 'content-type': 'text/plain' }), '415 wrong-type');
    assert.notEqual(await send({ origin }), '403 cross-site');
    assert.notEqual(await send({ 'sec-fetch-site': 'same-origin' }), '403 cross-site');
  });

  it('reads gzip, and stops at the limit whatever it inflates to', async () => {
    const { token, id } = kit.desk;
    const send = (bytes: Uint8Array, path = '/api/sync/push'): Promise<string> =>
      kit.refusal('POST', path, {
        body: bytes,
        token,
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
    const good = JSON.stringify({ protocol: 1, batch: 'b', device: id, changes: [] });
    assert.equal(await send(gzipSync(good)), '200 no problem');
    assert.equal(await send(gzipSync(Buffer.alloc(9 * 1024 * 1024, ' '))), '413 too-large');
    assert.equal(
      await send(gzipSync(Buffer.alloc(100 * 1024, ' ')), '/api/sync/pull'),
      '413 too-large',
    );
    assert.equal(await send(Buffer.from('not gzip')), '400 unreadable');
    assert.equal(await send(gzipSync('['.repeat(100_000) + ']'.repeat(100_000))), '400 unreadable');
  });

  it('compresses what it sends', async () => {
    const reply = await kit.request('GET', '/api/openapi.json', {
      headers: { 'accept-encoding': 'gzip' },
    });
    assert.equal(reply.headers.get('content-encoding'), 'gzip');
  });

  it('serves the client: its pages, hashed files for ever, nothing outside', async () => {
    const client = join(kit.folder, 'client');
    await mkdir(join(client, 'assets'), { recursive: true });
    const files = {
      'index.html': '<!doctype html>',
      'sw.js': '//',
      'kiosk.webmanifest': '{}',
      'assets/main-abc.js': '//',
      '.hidden.json': '{}',
      '../secret.json': '{}',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(client, name), text);
    const app = createApp({ ...kit.deps, client });
    const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
      Promise.resolve(app.request(`${origin}${path}`, { headers }));
    for (const path of ['/', '/kiosk', '/tablet', '/desk/entries/1', '/setup', '/enrol']) {
      const page = await get(path);
      assert.equal(page.status, 200, path);
      assert.match(page.headers.get('content-type') ?? '', /text\/html/);
      assert.equal(page.headers.get('cache-control'), 'no-cache');
    }
    const asset = await get('/assets/main-abc.js');
    assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
    assert.equal((await get('/sw.js')).headers.get('cache-control'), 'no-cache');
    const manifest = await get('/kiosk.webmanifest');
    assert.equal(manifest.headers.get('content-type'), 'application/manifest+json');
    const etag = asset.headers.get('etag') ?? '';
    assert.equal((await get('/assets/main-abc.js', { 'if-none-match': etag })).status, 304);
    for (const path of [
      '/.hidden.json',
      '/..%2fsecret.json',
      '/assets/..%2f..%2fsecret.json',
      '/nothing',
      '/a.png',
      '/..%2f..%2fqiantai.sqlite',
      '/%2e%2e/keys/seal.pem',
      '/%00',
      '/%',
    ])
      assert.equal((await get(path)).status, 404, path);
  });

  it('logs no person, code, token or answer', async () => {
    const person = await kit.hire('示例名字', ['frontdesk'], '654321');
    await kit.push(kit.desk, [kit.create(kit.desk, await kit.author(person, kit.desk))]);
    const text = kit.lines.join('\n');
    for (const secret of ['示例', '654321', '111111', kit.desk.token, 'Bearer'])
      assert.ok(!text.includes(secret), secret);
    assert.ok(kit.lines.length > 5);
  });
});
