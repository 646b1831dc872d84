import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashOf } from '../../src/spec/json.ts';
import { derivedId } from '../../src/form/effect.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Change } from '../../src/sync/change.ts';
import { push, retryHeld, type HubDeps } from '../../src/sync/hub.ts';
import { movedBy } from '../../src/sync/moved.ts';
import { predict } from '../../src/sync/predict.ts';
import type { PushResult } from '../../src/sync/protocol.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { changeBy, frontdesk, named, nextId, published } from './procedures.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const recall = `recall@${named('recall').hash}`;

function world() {
  const ledger = new MemoryLedger(published, () => now);
  const bugs: unknown[] = [];
  const deps: HubDeps = {
    now: () => now,
    unseal: async () => ({ ok: false, problem: { code: 'never', path: '' } }),
    whoIs: async () => ({ ok: true, value: frontdesk }),
    sign: async (text) => hashOf(text),
    onBug: (_, error) => bugs.push(error),
  };
  const send = async (...changes: readonly Change[]): Promise<PushResult['outcome'][]> => {
    const outcomes: PushResult['outcome'][] = [];
    for (const each of changes) {
      const { device } = each;
      const request = { protocol: 1, batch: 'b', device, changes: [each] };
      const { results } = await push(ledger, 's1', device, request, deps);
      outcomes.push(...results.map(({ outcome }) => outcome));
    }
    assert.deepEqual(bugs, []);
    return outcomes;
  };
  const entry = (id: string): Entry => {
    const text = ledger.site('s1').entries.get(id);
    assert.ok(text, `no entry ${id}`);
    return JSON.parse(text) as Entry;
  };
  return { ledger, deps, send, entry };
}

const parcel = (set: Change['set'] = { name: '甲', room: 'a' }): Change =>
  changeBy(frontdesk, 'create', { entry: nextId(), set });
const asking = (of: string, set: Change['set'] = {}): Change =>
  changeBy(frontdesk, 'create', {
    entry: nextId(),
    procedure: recall,
    set: { of, said: '好', much: 3, ...set },
  });
const move = (entry: string, stage: string, more: Partial<Change> = {}): Change =>
  changeBy(frontdesk, 'move', { entry, stage, base: 1, procedure: recall, ...more });

describe('an entry that another one moves', () => {
  it('goes in the same transaction, with what it is given, and says why', async () => {
    const { send, entry, ledger } = world();
    const [target, ask] = [parcel(), parcel()];
    const recalled = asking(target.entry);
    const good = move(recalled.entry, 'good');
    assert.deepEqual(await send(target, ask, recalled, good), Array(4).fill('applied'));
    const moved = entry(target.entry);
    assert.deepEqual([moved.stage, moved.rev], ['given', 2]);
    assert.deepEqual([moved.answers['taker'], moved.answers['left']], ['好', 3]);
    assert.equal(moved.answers['twice'], 6, 'what follows from it is computed');
    const line = moved.log.at(-1);
    assert.equal(line?.change, derivedId(good.id, 'effect:give'));
    assert.deepEqual([line?.kind, line?.from, line?.to], ['move', 'waiting', 'given']);
    assert.equal(entry(ask.entry).stage, 'waiting');
    const before = ledger.site('s1').writes.length;
    assert.deepEqual(await send(good), ['duplicate']);
    assert.equal(ledger.site('s1').writes.length, before);
  });

  it('needs no right of whoever caused it, and opens what its own stage opens', async () => {
    const { send, entry } = world();
    const target = parcel();
    const recalled = asking(target.entry);
    await send(target, recalled, move(recalled.entry, 'bad'));
    assert.equal(entry(target.entry).stage, 'returned');
    assert.equal(entry(derivedId(target.entry, 'effect:tell')).answers['what'], 'returned');
  });

  it('is not moved by a change that was made up', async () => {
    const { send, entry } = world();
    const target = parcel();
    const procedure = `parcel@${named('parcel').hash}`;
    const cause = { cause: 'effect:back', parent: nextId() };
    const forged = move(target.entry, 'returned', { procedure, ...cause });
    assert.deepEqual(await send(target, forged), ['applied', 'rejected']);
    assert.equal(entry(target.entry).stage, 'waiting');
  });

  it('is waited for when it has not arrived', async () => {
    const { send, entry, ledger } = world();
    const target = parcel();
    const recalled = asking(target.entry);
    await send(recalled, move(recalled.entry, 'good'));
    assert.equal(entry(recalled.entry).stage, 'good');
    assert.equal(ledger.site('s1').held.size, 1);
    await send(target);
    assert.equal(entry(target.entry).stage, 'given');
    assert.equal(ledger.site('s1').held.size, 0);
  });

  it('that never arrives is told of on the entry that waited for it', async () => {
    const { send, entry, ledger, deps } = world();
    const gone = nextId();
    const recalled = asking(gone);
    await send(recalled, move(recalled.entry, 'good'));
    const before = new Date(now + 1).toISOString();
    await retryHeld(ledger, 's1', { before, force: true }, deps);
    assert.equal(ledger.site('s1').held.size, 0);
    const { log, rev } = entry(recalled.entry);
    assert.deepEqual(log.at(-1)?.missed, { entry: gone, to: 'given', code: 'unknown-entry' });
    assert.equal(rev, log.length);
  });

  for (const [why, set, code] of [
    ['its guard does not hold', { name: '甲' }, 'guard'],
    ['it is void', undefined, 'void'],
  ] as const)
    it(`stays where it is when ${why}, and the other says so`, async () => {
      const { send, entry } = world();
      const target = parcel(set);
      const recalled = asking(target.entry);
      await send(target, recalled);
      if (!set)
        await send(changeBy(frontdesk, 'void', { entry: target.entry, base: 1, text: '写错' }));
      const before = entry(target.entry);
      await send(move(recalled.entry, 'good'));
      assert.deepEqual(entry(target.entry), before);
      const { log, rev, stage } = entry(recalled.entry);
      assert.deepEqual([stage, rev, log.length], ['good', 3, 3]);
      const missed = log.at(-1)?.missed;
      assert.deepEqual([missed?.entry, missed?.to, missed?.code], [target.entry, 'given', code]);
      assert.ok(missed?.title, 'the stage is named');
    });

  it('leaves out an answer that does not fit, and goes all the same', async () => {
    const { send, entry } = world();
    const target = parcel();
    const recalled = asking(target.entry, { much: 1000 });
    await send(target, recalled, move(recalled.entry, 'good'));
    const { stage, answers } = entry(target.entry);
    assert.deepEqual([stage, answers['left'], answers['taker']], ['given', undefined, '好']);
  });

  it('is shown moved on the device at once, once and not twice when it comes back', async () => {
    const { send, entry } = world();
    const target = parcel();
    const recalled = asking(target.entry);
    await send(target, recalled);
    const here = entry(target.entry);
    const good = move(recalled.entry, 'good');
    const { form } = named('recall');
    const cause = predict(entry(recalled.entry), [{ change: good, who: frontdesk }], form);
    assert.ok(cause);
    const moving = {
      entry: target.entry,
      to: 'given',
      answers: { taker: '好' },
      cause: 'effect:give',
    };
    const follows = { change: movedBy(cause, form, good, moving, here), who: frontdesk };
    assert.equal(predict(here, [follows], named('parcel').form)?.stage, 'given');
    await send(good);
    const back = entry(target.entry);
    assert.deepEqual(predict(back, [follows], named('parcel').form), back);
  });
});
