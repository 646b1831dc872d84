import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Change } from '../../src/sync/change.ts';
import type { EnrolReply, PullReply, PushReply } from '../../src/sync/protocol.ts';
import { root, Site } from '../e2e/site.ts';
import { parcel } from './kit.ts';

const each = 50;

describe('a server that is killed', () => {
  let site: Site;
  before(async () => {
    site = await Site.open();
  });
  after(() => site.close());

  it('has everything it acknowledged, once, and takes the rest afterwards', async () => {
    const { hash } = await site.command('publish-procedure', { text: JSON.stringify(parcel()) });
    const clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '222222');
    const clients = await Promise.all(
      ['甲', '乙', '丙', '丁'].map(async (name) => {
        const reply = await fetch(`${site.url}/api/enrol`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            code: await site.enrolCode('tablet', name),
            surface: 'tablet',
            name,
          }),
        });
        const { device, token } = (await reply.json()) as EnrolReply;
        return { device: device.id, token, author: await site.author(clerk, device.id) };
      }),
    );
    type Client = (typeof clients)[number];
    const at = new Date().toISOString();
    const changeOf = ({ device, author }: Client, n: number): Change => ({
      id: randomUUID(),
      entry: randomUUID(),
      procedure: `testparcel@${String(hash)}`,
      kind: 'create',
      base: 0,
      n,
      at,
      set: { name: `示例${n}` },
      around: {
        now: at,
        zone: 'Asia/Shanghai',
        surface: 'tablet',
        site: { id: 's', name: '示例花园', settings: {} },
      },
      author,
      device,
      clock: { wall: 0, mono: 0, boot: 'b', offset: 0 },
    });
    const send = async (
      { device, token }: Client,
      change: Change,
    ): Promise<PushReply | undefined> => {
      const body = { protocol: 1, batch: randomUUID(), device, changes: [change] };
      const reply = await fetch(`${site.url}/api/sync/push`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      return reply?.ok
        ? ((await reply.json().catch(() => undefined)) as PushReply | undefined)
        : undefined;
    };

    const queues = clients.map((client) => ({
      client,
      changes: Array.from({ length: each }, (_, n) => changeOf(client, n + 1)),
    }));
    const acknowledged = new Map<string, number>();
    let killed: Promise<void> | undefined;
    const drain = async ({ client, changes }: (typeof queues)[number]): Promise<void> => {
      for (const change of changes) {
        if (acknowledged.has(change.id)) continue;
        const reply = await send(client, change);
        if (!reply) return;
        const [result] = reply.results;
        assert.match(result?.outcome ?? '', /^(applied|duplicate)$/, JSON.stringify(result));
        acknowledged.set(change.id, result?.seq ?? 0);
        if (acknowledged.size === 80) killed = site.kill('SIGKILL');
      }
    };
    await Promise.all(queues.map(drain));
    await killed;
    const before = new Map(acknowledged);
    assert.ok(before.size >= 80 && before.size < 4 * each, `${before.size} acknowledged`);

    await site.start();
    for (const { client, changes } of queues)
      for (const change of changes) {
        const seq = before.get(change.id);
        if (seq === undefined) continue;
        const result = (await send(client, change))?.results[0];
        assert.equal(result?.outcome, 'duplicate');
        assert.equal(result.seq, seq, 'the receipt of before');
      }
    await Promise.all(queues.map(drain));
    assert.equal(acknowledged.size, 4 * each);

    const page = (await site.asDesk('/api/sync/pull', {
      protocol: 1,
      device: site.desk,
      scopes: [{ id: 'work', epoch: 0, after: 0 }],
      limit: 500,
    })) as PullReply;
    const entries = (page.scopes[0]?.items ?? []).filter(({ kind }) => kind === 'entry');
    const wanted = queues.flatMap(({ changes }) => changes.map(({ entry }) => entry));
    assert.deepEqual(entries.map(({ id }) => id).sort(), [...wanted].sort());
    assert.ok(entries.every(({ doc }) => (doc as { rev: number }).rev === 1));
  });

  it('lets go of its data folder, and no second one may have it meanwhile', async () => {
    const second = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: root,
      env: { ...process.env, DATA_DIR: site.dataDir, PORT: '1' },
    });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()));
    const code = await new Promise((done) => second.once('exit', done));
    assert.equal(code, 1);
    assert.match(said, /in use by another server \(process \d+\)/);
    assert.match(said, /DATA_DIR=/);
    await site.kill('SIGKILL');
    await site.start();
  });

  it('asked to stop, it finishes what is under way and ends by itself', async () => {
    const live = await fetch(`${site.url}/healthz`);
    assert.equal(live.headers.get('keep-alive'), 'timeout=65');
    // Under way for certain: the server has said that it waits for the body.
    const body = JSON.stringify({ code: 'nothing', surface: 'desk', name: '示例' });
    const slow = request(`${site.url}/api/enrol`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    slow.flushHeaders();
    await once(slow, 'continue');
    const stopped = site.kill('SIGTERM');
    const answered = once(slow, 'response') as Promise<[IncomingMessage]>;
    slow.end(body);
    const [reply] = await answered;
    assert.equal(reply.statusCode, 403);
    reply.resume();
    const start = performance.now();
    await stopped;
    assert.ok(performance.now() - start < 8000, 'kept-alive connections do not hold it up');
    assert.match(site.output, /"event":"stopped"/);
  });
});
