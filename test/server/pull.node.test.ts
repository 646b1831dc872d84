import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { PullReply } from '../../src/sync/protocol.ts';
import { clock, openKit, parcel } from './kit.ts';
import type { Device, Kit } from './kit.ts';

describe('what a device may read', () => {
  let kit: Kit;
  let tablet: Device;
  let kiosk: Device;
  before(async () => {
    kit = await openKit();
    await kit.setUp();
    tablet = await kit.device('tablet');
    kiosk = await kit.device('kiosk');
  });
  after(() => kit.close());
  const author = () => kit.author(kit.supervisor, kit.desk);
  const ask = (device: Device, scopes: object[]): Promise<PullReply> =>
    kit.post('/api/sync/pull', {
      body: { protocol: 1, device: device.id, scopes },
      token: device.token,
    });
  const has = async (device: Device, id: string): Promise<boolean> =>
    (await kit.pull(device, ['public', 'work'])).some((item) => item.id === id && item.doc);

  it('a kiosk: procedures it offers and the site, nothing that anybody typed, nobody’s name', async () => {
    const entry = randomUUID();
    await kit.push(kit.desk, [
      kit.create(kit.desk, await author(), { entry, set: { name: '示例某人' } }),
    ]);
    const reply = await ask(kiosk, [
      { id: 'public', epoch: 0, after: 0 },
      { id: 'work', epoch: 0, after: 0 },
    ]);
    assert.deepEqual(
      reply.scopes.map(({ id }) => id),
      ['public'],
    );
    const kinds = new Set(reply.scopes[0]?.items.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['procedure', 'site']);
    const text = JSON.stringify(reply);
    for (const word of ['示例某人', '示例主管', entry]) assert.ok(!text.includes(word), word);
    for (const { doc } of reply.scopes[0]?.items ?? []) {
      const { procedure } = (doc ?? {}) as { procedure?: { surfaces: object; id: string } };
      if (procedure?.id === 'testparcel') assert.ok('kiosk' in procedure.surfaces);
    }
    assert.ok(await has(kit.desk, entry));
  });

  it('a kiosk drops a version that is no longer current; a tablet keeps it', async () => {
    const old = kit.procedure.split('@')[1] ?? '';
    await kit.command('publish-procedure', { text: JSON.stringify(parcel('2.0.0')) });
    const items = await kit.pull(kiosk, ['public']);
    assert.equal(items.find(({ id }) => id === old)?.gone, 'scope');
    assert.ok(await has(tablet, old));
  });

  it('finished entries leave a tablet after two days and a desk after ninety; open ones stay', async () => {
    const [open, done] = [randomUUID(), randomUUID()];
    const opened = kit.create(kit.desk, await author(), { entry: open });
    const created = kit.create(kit.desk, await author(), { entry: done });
    const finished = kit.create(kit.desk, await author(), {
      entry: done,
      kind: 'move',
      stage: 'given',
      base: 1,
      set: {},
    });
    const reply = await kit.push(kit.desk, [opened, created, finished]);
    assert.deepEqual(
      reply.results.map(({ outcome }) => outcome),
      ['applied', 'applied', 'applied'],
      JSON.stringify(reply.results),
    );
    const seen = async (days: number): Promise<boolean[]> => {
      clock.ahead = days * 86_400_000;
      try {
        return [
          await has(tablet, open),
          await has(tablet, done),
          await has(kit.desk, open),
          await has(kit.desk, done),
        ];
      } finally {
        clock.ahead = 0;
      }
    };
    assert.deepEqual(await seen(1), [true, true, true, true]);
    assert.deepEqual(await seen(3), [true, false, true, true]);
    assert.deepEqual(await seen(91), [true, false, true, false]);
  });

  it('pages join without a gap, each document once', async () => {
    const paged = await kit.pull(kit.desk, ['work'], 2);
    const whole = await kit.pull(kit.desk, ['work']);
    assert.deepEqual(paged, whole);
    assert.equal(new Set(whole.map(({ kind, id }) => `${kind} ${id}`)).size, whole.length);
  });

  it('a cursor from after a restored backup starts over, and so do all others', async () => {
    const first = await ask(kit.desk, [{ id: 'work', epoch: 0, after: 0 }]);
    const { epoch, to } = first.scopes[0] ?? { epoch: 0, to: 0 };
    assert.equal(first.scopes[0]?.reset, true);
    const next = await ask(kit.desk, [{ id: 'work', epoch, after: to }]);
    assert.deepEqual(next.scopes[0], { id: 'work', epoch, to, more: false, items: [] });
    clock.ahead = 2000;
    try {
      const ahead = await ask(kit.desk, [{ id: 'work', epoch, after: to + 100 }]);
      assert.equal(ahead.scopes[0]?.reset, true);
      assert.ok((ahead.scopes[0]?.epoch ?? 0) > epoch);
      assert.ok((ahead.scopes[0]?.items.length ?? 0) > 0);
      const other = await ask(tablet, [{ id: 'work', epoch, after: to }]);
      assert.equal(other.scopes[0]?.reset, true);
    } finally {
      clock.ahead = 0;
    }
  });

  it('a hint follows a change, to those who may read it, and a revoked device hears no more', async () => {
    const listen = async (device: Device) => {
      const reply = await kit.request('GET', '/api/live', { token: device.token });
      assert.equal(reply.headers.get('content-type'), 'text/event-stream; charset=utf-8');
      const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
      assert.ok(reader);
      return reader;
    };
    const next = async (reader: Awaited<ReturnType<typeof listen>>): Promise<string> => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return 'end';
        if (value.startsWith('data')) return value.trim();
      }
    };
    const lost = await kit.device('tablet');
    const [desk, gone, hall] = [await listen(kit.desk), await listen(lost), await listen(kiosk)];
    for (const reader of [desk, gone]) assert.match(await next(reader), /"public"/);
    for (const reader of [desk, gone]) assert.match(await next(reader), /"work"/);
    assert.match(await next(hall), /"public"/);
    await kit.push(kit.desk, [kit.create(kit.desk, await author())]);
    assert.match(await next(desk), /^data: \{"scope":"work","seq":\d+\}$/);
    assert.match(await next(gone), /"work"/);
    await kit.command('revoke-device', { id: lost.id });
    assert.match(await next(gone), /work|end/);
    await kit.command('save-site', { phone: '1' });
    assert.match(await next(hall), /"public"/, 'a kiosk heard nothing of the work');
    await Promise.all([desk.cancel(), hall.cancel(), gone.cancel()]);
    assert.equal(kit.deps.live.count, 0);
  });
});

describe('attachments', () => {
  let kit: Kit;
  let kiosk: Device;
  before(async () => {
    kit = await openKit();
    await kit.setUp();
    kiosk = await kit.device('kiosk');
  });
  after(() => kit.close());
  const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const send = (
    device: Device,
    sha: string,
    part: { bytes: Uint8Array; offset: number; length: number },
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    kit.request('PATCH', `/api/blobs/${sha}`, {
      body: part.bytes,
      token: device.token,
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(part.offset),
        'upload-length': String(part.length),
        ...headers,
      },
    });
  const state = async (device: Device, sha: string): Promise<string> => {
    const { status, headers } = await kit.request('HEAD', `/api/blobs/${sha}`, device);
    return `${status} ${headers.get('upload-offset')} ${headers.get('upload-complete')}`;
  };

  it('arrive in parts, go on where they stopped, and are whole or not there', async () => {
    const bytes = Buffer.concat([Buffer.from('ffd8ff', 'hex'), randomBytes(5000)]);
    const sha = shaOf(bytes);
    const length = bytes.length;
    assert.equal(await state(kit.desk, sha), '404 0 ?0');
    const first = await send(kit.desk, sha, { bytes: bytes.subarray(0, 2000), offset: 0, length });
    assert.equal(first.status, 204);
    assert.equal(await state(kit.desk, sha), '200 2000 ?0');
    assert.equal(await kit.refusal('GET', `/api/blobs/${sha}`, kit.desk), '404 not-found');
    const again = await send(kit.desk, sha, { bytes: bytes.subarray(0, 2000), offset: 0, length });
    assert.equal(again.status, 409);
    assert.equal(again.headers.get('upload-offset'), '2000');
    const rest = { bytes: bytes.subarray(2000), offset: 2000, length };
    assert.equal((await send(kit.desk, sha, rest)).headers.get('upload-complete'), '?1');
    assert.equal(await state(kit.desk, sha), `200 ${length} ?1`);
    assert.equal((await send(kit.desk, sha, rest)).status, 204, 'sent once more');
    const got = await kit.request('GET', `/api/blobs/${sha}`, kit.desk);
    assert.equal(got.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), bytes);
  });

  it('that are not what their name says are not kept', async () => {
    const bytes = randomBytes(100);
    const sha = shaOf(randomBytes(100));
    const reply = await send(kit.desk, sha, { bytes, offset: 0, length: 100 });
    assert.equal(reply.status, 422);
    assert.equal(await state(kit.desk, sha), '404 0 ?0');
    const big = { bytes, offset: 0, length: 1e9 };
    assert.equal((await send(kit.desk, sha, big)).status, 413);
    assert.equal((await send(kit.desk, sha, { bytes, offset: 0, length: 50 })).status, 413);
    assert.equal(
      (await send(kit.desk, '../../keys', { bytes, offset: 0, length: 100 })).status,
      404,
    );
  });

  it('of a kiosk come sealed, are opened, and cannot be read there', async () => {
    const suite = new CipherSuite({
      kem: new DhkemP256HkdfSha256(),
      kdf: new HkdfSha256(),
      aead: new Aes256Gcm(),
    });
    const plain = randomBytes(3000);
    const sha = shaOf(plain);
    const key = Buffer.from(kit.deps.keys.seal.key, 'base64url');
    const recipientPublicKey = await suite.kem.deserializePublicKey(key);
    const aad = new TextEncoder().encode(`blob|${sha}|${kiosk.id}`);
    const { enc, ct } = await suite.seal({ recipientPublicKey }, plain, aad);
    const sealed = Buffer.concat([Buffer.from(enc), Buffer.from(ct)]);
    const length = sealed.length;
    const mark = { 'x-sealed': '1' };
    const half = { bytes: sealed.subarray(0, 1000), offset: 0, length };
    assert.equal((await send(kiosk, sha, half)).status, 400, 'in the clear');
    assert.equal((await send(kiosk, sha, half, mark)).status, 204);
    const rest = await send(
      kiosk,
      sha,
      { bytes: sealed.subarray(1000), offset: 1000, length },
      mark,
    );
    assert.equal(rest.status, 204);
    assert.equal(await kit.refusal('GET', `/api/blobs/${sha}`, kiosk), '403 wrong-surface');
    const got = await kit.request('GET', `/api/blobs/${sha}`, kit.desk);
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), plain);
    assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  });
});
