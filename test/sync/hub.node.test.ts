import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, hashOf } from '../../src/spec/json.ts';
import { derivedId } from '../../src/form/effect.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Change } from '../../src/sync/change.ts';
import { push, retryHeld, type HubDeps } from '../../src/sync/hub.ts';
import { receiptText, type PushResult } from '../../src/sync/protocol.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { changeBy, frontdesk, nextId, published, supervisor, visitor } from './procedures.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

function world(more: Partial<HubDeps> = {}) {
  const ledger = new MemoryLedger(published, () => now);
  const bugs: unknown[] = [];
  const deps: HubDeps = {
    now: () => now,
    unseal: async ({ sealed }) => ({ ok: true, value: JSON.parse(sealed.text) as unknown }),
    whoIs: async (author) => {
      const who = [frontdesk, supervisor].find(({ staff }) => staff === author?.staff);
      if (author === null) return { ok: true, value: visitor };
      if (who) return { ok: true, value: who };
      return { ok: false, problem: { code: 'unknown-staff', path: 'author' } };
    },
    sign: async (text) => `signed ${hashOf(text)}`,
    onBug: (_, error) => bugs.push(error),
    ...more,
  };
  /** Each change comes in a request of its own device. */
  const send = async (...changes: readonly object[]): Promise<PushResult[]> => {
    const results: PushResult[] = [];
    for (const each of changes) {
      const device = 'device' in each ? String(each.device) : 'device-of-nobody';
      const request = { protocol: 1, batch: 'b', device, changes: [each] };
      results.push(...(await push(ledger, 's1', device, request, deps)).results);
    }
    return results;
  };
  const entry = (id: string): Entry | undefined => {
    const text = ledger.site('s1').entries.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Entry);
  };
  return { ledger, deps, send, entry, bugs };
}

const outcomes = (results: readonly PushResult[]): string[] => results.map((r) => r.outcome);
const codes = (result: PushResult | undefined): string[] =>
  (result?.problems ?? []).map((p) => p.code);
const fresh = (who = frontdesk, more: Partial<Change> = {}): Change =>
  changeBy(who, 'create', { entry: nextId(), ...more });

describe('hub', () => {
  it('answers with the protocol, the batch, a signature and a receipt for each', async () => {
    const { ledger, deps } = world();
    const create = fresh();
    const request = { protocol: 1, batch: 'b7', device: create.device, changes: [create] };
    const reply = await push(ledger, 's1', create.device, request, deps);
    assert.deepEqual([reply.protocol, reply.batch, reply.serverTime], [1, 'b7', now]);
    const hash = hashOf(canonicalJson(create));
    assert.deepEqual(reply.results, [{ id: create.id, hash, outcome: 'applied', rev: 1, seq: 1 }]);
    assert.equal(reply.signature, `signed ${hashOf(receiptText(reply))}`);
  });

  it('stores a change once, and gives the first receipt again', async () => {
    const { send, ledger } = world();
    const create = fresh();
    const [first, second] = await send(create, create);
    assert.deepEqual(second, { ...first, outcome: 'duplicate' });
    assert.equal(ledger.site('s1').writes.length, 1);
  });

  it('refuses other bytes under the same id, and keeps the first', async () => {
    const { send, entry } = world();
    const create = fresh();
    const [, reused, again] = await send(create, { ...create, set: { name: '别人' } }, create);
    assert.deepEqual(codes(reused), ['change-reused']);
    assert.equal(entry(create.entry)?.answers['name'], '王小示');
    assert.equal(again?.outcome, 'duplicate');
  });

  it('a refusal stays one when it is sent again', async () => {
    const { send } = world();
    const bad = fresh(frontdesk, { set: {} });
    assert.deepEqual(outcomes(await send(bad, bad)), ['rejected', 'rejected']);
  });

  it('refuses what it cannot read, what comes from another device, and whose author it does not know', async () => {
    const { send, ledger, deps } = world();
    const [malformed] = await send({ ...fresh(), colour: 'red' });
    assert.deepEqual(codes(malformed), ['malformed']);
    const other = fresh();
    const request = { protocol: 1, batch: 'b', device: 'X', changes: [other, 7] };
    const reply = await push(ledger, 's1', 'X', request, deps);
    assert.deepEqual(reply.results.map(codes), [['wrong-device'], ['malformed']]);
    const stranger = fresh({ ...frontdesk, staff: 'nobody' });
    assert.deepEqual(codes((await send(stranger))[0]), ['unknown-staff']);
    const [notADate] = await send(fresh(frontdesk, { at: '2026-13-45T99:00:00Z' }));
    assert.deepEqual(codes(notADate), ['malformed']);
  });

  it('asks for what only the server can check', async () => {
    const problem = { code: 'wrong-proof', path: 'sign' };
    const { send } = world({ examine: async () => [problem] });
    assert.deepEqual((await send(fresh()))[0]?.problems, [problem]);
  });

  it('opens what a kiosk has sealed, and holds it to its id', async () => {
    const { send, entry } = world();
    const create = fresh(visitor);
    const seal = (id: string): object => ({
      id,
      n: 1,
      sealed: { suite: 'p256-sha256-aes256gcm', key: 'k', enc: 'e', text: JSON.stringify(create) },
    });
    const [forged, good, twice] = await send(seal(nextId()), seal(create.id), seal(create.id));
    assert.deepEqual(codes(forged), ['wrong-seal']);
    assert.equal(good?.hash, hashOf(canonicalJson(seal(create.id))));
    assert.deepEqual([good?.outcome, twice?.outcome], ['applied', 'duplicate']);
    assert.equal(entry(create.entry)?.surface, 'kiosk');
  });

  it('an exception makes one change `later`, leaves nothing of it, and stops no other', async () => {
    let broken = true;
    const { ledger, deps, bugs } = world({
      whoIs: async (_, __, at) => {
        if (broken && at.includes('08:00:01')) throw new Error('a bug');
        return { ok: true, value: frontdesk };
      },
    });
    const changes = [fresh(), fresh(frontdesk, { at: '2026-11-24T08:00:01Z' }), fresh()];
    const device = changes[0]?.device ?? '';
    const request = { protocol: 1, batch: 'b', device, changes };
    const reply = await push(ledger, 's1', device, request, deps);
    assert.deepEqual(outcomes(reply.results), ['applied', 'later', 'applied']);
    assert.equal(bugs.length, 1);
    broken = false;
    const again = await push(ledger, 's1', device, request, deps);
    assert.deepEqual(outcomes(again.results), ['duplicate', 'applied', 'duplicate']);
  });

  it('answers `later` when its time is up', async () => {
    let time = now;
    const { ledger, deps } = world({ now: () => (time += 1000), budget: 2500 });
    const changes = [fresh(), fresh(), fresh()];
    const device = changes[0]?.device ?? '';
    const request = { protocol: 1, batch: 'b', device, changes };
    const { results } = await push(ledger, 's1', device, request, deps);
    assert.deepEqual(outcomes(results), ['applied', 'later', 'later']);
  });

  it('holds what comes too early, and applies it when the earlier one comes', async () => {
    const { send, entry } = world();
    const create = fresh();
    const patch = changeBy(frontdesk, 'patch', {
      entry: create.entry,
      after: create.id,
      set: { room: 'R' },
    });
    const next = changeBy(frontdesk, 'patch', {
      entry: create.entry,
      after: patch.id,
      set: { room: 'S' },
      was: { room: 'R' },
    });
    const results = await send(next, patch, create, patch, next);
    assert.deepEqual(outcomes(results), ['held', 'held', 'applied', 'duplicate', 'duplicate']);
    assert.equal(entry(create.entry)?.answers['room'], 'S');
    assert.equal(entry(create.entry)?.rev, 3);
    assert.equal(results[4]?.rev, 3);
  });

  it('what follows a refused change is judged by itself', async () => {
    const { send, entry } = world();
    const create = fresh();
    const { entry: id } = create;
    const bad = changeBy(frontdesk, 'patch', { entry: id, base: 1, set: { count: 'x' } });
    const good = changeBy(frontdesk, 'patch', {
      entry: id,
      base: 1,
      after: bad.id,
      set: { count: 4 },
      was: { count: 'x' },
    });
    const results = await send(create, good, bad);
    assert.deepEqual(outcomes(results), ['applied', 'held', 'rejected']);
    assert.deepEqual(outcomes(await send(good)), ['duplicate']);
    const conflict = entry(id)?.conflicts?.[0];
    assert.equal(entry(id)?.answers['count'] ?? conflict?.mine, 4);
    const orphan = fresh(frontdesk, { set: {} });
    const note = changeBy(frontdesk, 'note', { entry: orphan.entry, after: orphan.id, text: 'n' });
    assert.deepEqual(outcomes(await send(orphan, note)), ['rejected', 'rejected']);
  });

  it('forces what was held too long, and says so in the log', async () => {
    const { send, entry, ledger, deps } = world();
    const create = fresh();
    const lost = nextId();
    const patch = changeBy(frontdesk, 'patch', {
      entry: create.entry,
      base: 9,
      after: lost,
      set: { room: 'R' },
    });
    assert.deepEqual(outcomes(await send(create, patch)), ['applied', 'held']);
    const retry = async (before: string, force: boolean): Promise<number> =>
      retryHeld(ledger, 's1', { before, force }, deps);
    assert.equal(await retry('2026-11-24T11:00:00.000Z', true), 0);
    assert.equal(await retry('2026-11-24T13:00:00.000Z', false), 1);
    assert.equal(entry(create.entry)?.rev, 1);
    assert.equal(await retry('2026-11-24T13:00:00.000Z', true), 1);
    assert.equal(entry(create.entry)?.log.at(-1)?.forced, true);
    assert.equal(await retry('2026-11-24T13:00:00.000Z', true), 0);
    assert.deepEqual(outcomes(await send(patch)), ['duplicate']);
  });

  it('keeps a change of a procedure version that it does not know', async () => {
    const { send, ledger, deps } = world();
    const create = fresh(frontdesk, { procedure: `parcel@${'0'.repeat(64)}` });
    assert.deepEqual(outcomes(await send(create, create)), ['held', 'held']);
    await retryHeld(ledger, 's1', { before: '2999', force: true }, deps);
    assert.equal(ledger.site('s1').held.size, 1);
  });

  it('does not let a clock that is ahead push times into the future', async () => {
    const { send, entry } = world();
    const create = fresh(frontdesk, { at: '2036-01-01T00:00:00Z' });
    await send(create);
    assert.equal(entry(create.entry)?.created, '2026-11-24T12:00:00.000Z');
  });
});

describe('hub: entries that entries open', () => {
  const failing = { name: '王', seal: 'fail' };

  it('opens them in the same transaction, once', async () => {
    const { send, entry, ledger } = world();
    const create = fresh(frontdesk, { set: failing });
    const child = derivedId(create.entry, 'fail:seal');
    await send(create);
    assert.equal(entry(child)?.procedure, 'fix');
    assert.deepEqual(entry(child)?.links, [{ entry: create.entry, why: 'fail:seal' }]);
    assert.deepEqual(
      ledger.site('s1').feed.map((row) => row.entry),
      [create.entry, child],
    );
    const own = changeBy(frontdesk, 'create', {
      entry: child,
      parent: create.entry,
      cause: 'fail:seal',
      procedure: `fix@${published.find(({ form }) => form.procedure.id === 'fix')?.hash}`,
      set: { what: '别的' },
      number: 'XY-T02-1',
    });
    const follow = changeBy(frontdesk, 'patch', {
      entry: child,
      after: own.id,
      procedure: own.procedure,
      set: { cause: '磨损' },
    });
    const results = await send(follow, own, follow);
    assert.deepEqual(outcomes(results), ['held', 'applied', 'duplicate']);
    assert.equal(entry(child)?.number, 'XY-T02-1');
    assert.equal(entry(child)?.conflicts, undefined);
    assert.equal(entry(child)?.answers['cause'], '磨损');
  });

  it("a kiosk's own copy of one waits for its parent, and needs no role of its own", async () => {
    const { send, entry } = world();
    const create = fresh(visitor, { set: failing });
    const child = derivedId(create.entry, 'fail:seal');
    const own = changeBy(visitor, 'create', {
      entry: child,
      parent: create.entry,
      cause: 'fail:seal',
      procedure: `fix@${published.find(({ form }) => form.procedure.id === 'fix')?.hash}`,
      set: { what: '由访客写' },
    });
    const results = await send(own, create, own);
    assert.deepEqual(outcomes(results), ['held', 'applied', 'duplicate']);
    assert.notEqual(entry(child)?.answers['what'], '由访客写');
    const alone = changeBy(visitor, 'create', { ...own, id: nextId(), entry: nextId() });
    assert.deepEqual(codes((await send(alone))[0]), ['wrong-role']);
  });

  it('opens what a stage opens', async () => {
    const { send, entry } = world();
    const create = fresh();
    const move = changeBy(supervisor, 'move', { entry: create.entry, base: 1, stage: 'returned' });
    await send(create, move);
    const child = entry(derivedId(create.entry, 'effect:tell'));
    assert.deepEqual([child?.procedure, child?.answers['what']], ['call', 'returned']);
    assert.equal(child?.by, 'wang');
  });
});
