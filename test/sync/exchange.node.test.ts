import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashOf } from '../../src/spec/json.ts';
import { exchange, type ExchangeOptions, type ExchangeReport } from '../../src/sync/exchange.ts';
import { push } from '../../src/sync/hub.ts';
import type { Reply, Transport, Trouble } from '../../src/sync/ports.ts';
import { pull } from '../../src/sync/pull.ts';
import type { PullReply, PushReply } from '../../src/sync/protocol.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { MemoryReplica } from './memory-replica.ts';
import { changeBy, frontdesk, named, nextId, published } from './procedures.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const fail = (trouble: Trouble): { readonly ok: false; readonly trouble: Trouble } => ({
  ok: false,
  trouble,
});

/** One desk, one server; `between` may spoil what goes over the wire. */
function world(between: Partial<Transport> & { spoil?: (reply: PushReply) => unknown } = {}) {
  const ledger = new MemoryLedger(published, () => now);
  const replica = new MemoryReplica('D1', () => named('parcel').form);
  const batches: number[] = [];
  const pulls: number[] = [];
  const honest: Transport = {
    push: async (request, changes) => {
      batches.push(changes.length);
      const parsed = changes.map((bytes) => JSON.parse(bytes) as unknown);
      const reply = await push(
        ledger,
        's1',
        'D1',
        { ...request, changes: parsed },
        {
          now: () => now + 5000,
          unseal: async () => ({ ok: false, problem: { code: 'x', path: '' } }),
          whoIs: async () => ({ ok: true, value: frontdesk }),
          sign: async (text) => hashOf(text),
        },
      );
      return { ok: true, value: reply };
    },
    pull: async (request) => {
      pulls.push(request.scopes[0]?.after ?? -1);
      const source = async () => ledger.source('s1');
      return { ok: true, value: await pull(request, { source, now: () => now + 5000 }) };
    },
    blob: async () => ({ ok: true, value: null }),
  };
  const { spoil } = between;
  const transport: Transport = {
    ...honest,
    ...(spoil && {
      push: async (...sent) => {
        const reply = await honest.push(...sent);
        return reply.ok ? { ok: true, value: spoil(reply.value) as PushReply } : reply;
      },
    }),
    ...between,
  };
  let batch = 0;
  const run = (more: Partial<ExchangeOptions> = {}): Promise<ExchangeReport> =>
    exchange(replica, transport, {
      device: 'D1',
      now: () => now,
      random: () => 0.5,
      batchId: () => `b${++batch}`,
      verify: async (text, signature) => signature === hashOf(text),
      attempt: 0,
      ...more,
    });
  const open = (): string => {
    const {
      base: _b,
      n: _n,
      device: _d,
      ...create
    } = changeBy(frontdesk, 'create', { entry: nextId() });
    replica.save(frontdesk, create);
    return create.entry;
  };
  return { ledger, replica, honest, run, open, batches, pulls };
}

describe('exchange', () => {
  it('stops pushing after a while, pulls, and comes back at once for the rest', async () => {
    const { replica, run, open, batches, pulls } = world();
    for (let count = 0; count < 5; count++) open();
    let clock = now;
    const report = await run({ batch: 2, pushFor: 2000, now: () => (clock += 400) });
    assert.deepEqual([report.pushed, batches, pulls.length, report.nextIn], [4, [2, 2], 1, 0]);
    assert.equal((await run()).pushed, 1);
    assert.equal((await replica.waiting(9, { changes: new Set(), lanes: new Set() })).length, 0);
  });

  it('pushes, pulls, learns the clock, and comes back after a while', async () => {
    const { replica, run, open, batches } = world();
    const ids = [open(), open(), open()];
    const report = await run({ batch: 2 });
    assert.deepEqual(report, { pushed: 3, rejected: 0, pulled: 3, attempt: 0, nextIn: 30_000 });
    assert.deepEqual(batches, [2, 1]);
    assert.equal(replica.outbox.length, 0);
    assert.ok(ids.every((id) => replica.entries.get(id)?.rev === 1));
    assert.equal(replica.offset, 5000);
  });

  it('pulls page after page', async () => {
    const { run, open, pulls, replica } = world();
    for (let i = 0; i < 7; i++) open();
    assert.equal((await run({ page: 3 })).pulled, 7);
    assert.deepEqual(pulls, [0, 3, 6]);
    assert.equal(replica.entries.size, 7);
  });

  const replies: readonly (readonly [string, (reply: PushReply) => unknown])[] = [
    ['a page of a portal', () => '<html>Welcome</html>'],
    ['nothing', () => undefined],
    ['another protocol', (reply) => ({ ...reply, protocol: 99 })],
    ['another batch', (reply) => ({ ...reply, batch: 'b0' })],
    ['a forged signature', (reply) => ({ ...reply, signature: 'x' })],
    [
      'another hash',
      (reply) => ({
        ...reply,
        results: reply.results.map((r) => ({ ...r, hash: 'f'.repeat(64) })),
      }),
    ],
    [
      'a change that was not sent',
      (reply) => ({ ...reply, results: reply.results.map((r) => ({ ...r, id: nextId() })) }),
    ],
    ['one result twice', (reply) => ({ ...reply, results: [...reply.results, ...reply.results] })],
  ];
  for (const [what, spoil] of replies)
    it(`takes ${what} for no reply, and keeps everything`, async () => {
      // Signed as it is, except where the signature is what is wrong.
      const resign = (reply: PushReply): unknown => {
        const spoiled = spoil(reply);
        if (typeof spoiled !== 'object' || spoiled === null || what.includes('signature'))
          return spoiled;
        const { batch, results } = spoiled as PushReply;
        const text = [batch, ...results.map((r) => `${r.id} ${r.hash} ${r.outcome} ${r.seq}`)];
        return { ...spoiled, signature: hashOf(text.join('\n')) };
      };
      const { replica, run, open } = world({ spoil: resign });
      open();
      const report = await run();
      assert.deepEqual(report.trouble, { kind: 'offline' });
      assert.equal(replica.outbox.length, 1);
      assert.equal(report.pulled, 1, 'pulled nonetheless');
    });

  it('a reply for only some of a batch settles those, and the rest goes again next time', async () => {
    let first = true;
    const { replica, run, open } = world({
      spoil: (reply) => {
        if (!first) return reply;
        first = false;
        const results = reply.results.slice(0, 1);
        const text = [
          reply.batch,
          ...results.map((r) => `${r.id} ${r.hash} ${r.outcome} ${r.seq}`),
        ];
        return { ...reply, results, signature: hashOf(text.join('\n')) };
      },
    });
    open();
    open();
    const report = await run();
    assert.deepEqual([report.pushed, report.trouble?.kind], [1, 'busy']);
    assert.equal(replica.outbox.length, 1);
    assert.equal((await run()).pushed, 1);
  });

  it('halves a batch that is too large; one change that is too large alone stops no other', async () => {
    const sizes: number[] = [];
    let big = '';
    const inner = world();
    const transport: Partial<Transport> = {
      push: async (request, changes) => {
        sizes.push(changes.length);
        if (changes.length > 2 || changes.some((bytes) => bytes.includes(big)))
          return fail({ kind: 'too-large' });
        return inner.honest.push(request, changes);
      },
    };
    const { replica, run, open } = world(transport);
    const [first] = [open(), open(), open(), open(), open()];
    big = `"entry":"${first}"`;
    const report = await run();
    assert.deepEqual(report.trouble, { kind: 'too-large' });
    assert.equal(report.pushed, 4);
    assert.deepEqual(
      replica.outbox.map(({ lane }) => lane),
      [first],
    );
    assert.deepEqual(sizes.slice(0, 3), [5, 2, 1]);
  });

  it('a push that fails does not stop the pull, and the other way round', async () => {
    const offline = async (): Promise<Reply<never>> => fail({ kind: 'offline' });
    const deaf = world({ push: offline });
    deaf.open();
    const throwing = world({
      pull: async () => {
        throw new Error('socket');
      },
    });
    throwing.open();
    const [one, two] = [await deaf.run(), await throwing.run()];
    assert.deepEqual([one.pushed, one.trouble?.kind], [0, 'offline']);
    assert.deepEqual([two.pushed, two.trouble?.kind], [1, 'offline']);
    assert.equal(two.attempt, 1);
  });

  it('when it is not let in, it pauses and keeps all', async () => {
    let pulls = 0;
    const { replica, run, open } = world({
      push: async () => fail({ kind: 'unauthorised' }),
      pull: async () => {
        pulls++;
        return fail({ kind: 'unauthorised' });
      },
    });
    open();
    const report = await run();
    assert.deepEqual([report.trouble?.kind, report.nextIn, pulls], ['unauthorised', 300_000, 0]);
    assert.equal(replica.outbox.length, 1);
  });

  it('parks what is refused, with the reasons, and sends what comes after it', async () => {
    const { replica, run, open } = world();
    const id = open();
    const patch = (set: Record<string, string | number>) => {
      const {
        base: _b,
        n: _n,
        device: _d,
        ...draft
      } = changeBy(frontdesk, 'patch', { entry: id, set });
      return replica.save(frontdesk, draft);
    };
    const bad = patch({ count: 'x' });
    patch({ room: 'R' });
    const report = await run();
    assert.deepEqual([report.pushed, report.rejected], [2, 1]);
    assert.equal(replica.parked.get(bad.id)?.problems[0]?.code, 'wrong-type');
    assert.equal(replica.entries.get(id)?.answers['room'], 'R');
    assert.equal(replica.view(id)?.answers['count'], undefined);
  });

  it('sends what is held once in a cycle, and again in the next', async () => {
    const { run, replica, open, ledger, batches } = world();
    const id = open();
    const {
      base: _b,
      n: _n,
      device: _d,
      ...draft
    } = changeBy(frontdesk, 'note', {
      entry: id,
      text: 'x',
    });
    replica.save(frontdesk, draft);
    const [create] = replica.outbox.splice(0, 1);
    assert.ok(create);
    assert.deepEqual([(await run()).pushed, replica.outbox.length], [0, 1]);
    assert.equal(ledger.site('s1').held.size, 1);
    replica.outbox.unshift(create);
    assert.equal((await run()).pushed, 2);
    assert.deepEqual(batches, [1, 2]);
  });

  it('sends nothing more of an entry in a cycle after a change that was not looked at', async () => {
    const sent: string[] = [];
    let [first, second] = ['', ''];
    const { run, replica, open } = world({
      spoil: (reply) => {
        sent.push(...reply.results.map((result) => result.id));
        const results = reply.results.map((result) =>
          result.id === first ? { ...result, outcome: 'later' as const } : result,
        );
        const text = [
          reply.batch,
          ...results.map((r) => `${r.id} ${r.hash} ${r.outcome} ${r.seq}`),
        ];
        return { ...reply, results, signature: hashOf(text.join('\n')) };
      },
    });
    const id = open();
    const {
      base: _b,
      n: _n,
      device: _d,
      ...note
    } = changeBy(frontdesk, 'note', {
      entry: id,
      text: 'x',
    });
    second = replica.save(frontdesk, note).id;
    open();
    first = replica.outbox[0]?.id ?? '';
    const report = await run({ batch: 1 });
    assert.deepEqual([report.pushed, report.trouble?.kind], [1, 'busy']);
    assert.ok(sent.includes(first) && !sent.includes(second));
    assert.equal(sent.length, 2);
  });

  it('sends attachments, smallest first; one that is too large stops no other', async () => {
    const sent: string[] = [];
    const { replica, run } = world({
      blob: async (sha) => {
        sent.push(sha);
        return sha === 'b' ? fail({ kind: 'too-large' }) : { ok: true, value: null };
      },
    });
    for (const [sha, size] of [
      ['c', 3],
      ['a', 1],
      ['b', 2],
    ] as const)
      replica.blobs.set(sha, new Uint8Array(size));
    const report = await run();
    assert.deepEqual(sent, ['a', 'b', 'c']);
    assert.deepEqual([...replica.blobs.keys()], ['b']);
    assert.equal(report.trouble?.kind, 'too-large');
  });

  it('takes no page that leads nowhere or was not asked for', async () => {
    const page = (more: object): PullReply => ({
      protocol: 1,
      serverTime: now,
      scopes: [{ id: 'work', epoch: 1, to: 0, more: false, items: [], ...more }],
    });
    for (const wrong of [{ more: true }, { epoch: 2 }, { to: -1 }, { id: 'public' }]) {
      const { run, replica } = world({
        pull: async () => ({ ok: true, value: page(wrong) as PullReply }),
      });
      assert.equal((await run()).trouble?.kind, 'offline', JSON.stringify(wrong));
      assert.deepEqual(await replica.cursors(), [{ id: 'work', epoch: 1, after: 0 }]);
    }
  });

  it('starts over when the server says so', async () => {
    const { ledger, replica, run, open } = world();
    const id = open();
    await run();
    const old = ledger.source.bind(ledger);
    ledger.source = (site) => old(site, 2);
    replica.entries.set('gone', replica.entries.get(id) as never);
    assert.equal((await run()).pulled, 1);
    assert.deepEqual([...replica.entries.keys()], [id]);
    assert.equal((await replica.cursors())[0]?.epoch, 2);
  });

  it('ends when it is told to stop', async () => {
    const { replica, run, open } = world();
    open();
    const report = await run({ stop: () => true });
    assert.equal(report.pushed, 0);
    assert.equal(replica.outbox.length, 1);
  });
});
