import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from '../../src/spec/library.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { FeedItem, PushResult, ScopePage } from '../../src/sync/protocol.ts';
import type { OutboxRow } from '../../src/store/database.ts';
import { fix, pins, sample } from './sample.ts';
import type { Sample } from './sample.ts';

const zh = (text: string) => ({ 'zh-CN': text, en: text });

/** Asks about a `fix`, and finishes it. */
const asking: Procedure = {
  ...fix,
  id: 'asking',
  code: 'T12',
  sections: [
    {
      id: 'all',
      title: zh('回访'),
      items: [{ id: 'of', type: 'ref', label: zh('哪一单'), procedure: 'fix' }],
    },
  ],
  effects: [{ id: 'end', on: 'done', move: { entry: 'of', to: 'done' } }],
};
const published = publish(asking, {});

let desk: Sample;
before(async () => {
  desk = await sample('desk');
  assert.ok((await desk.store.signIn('lin', pins.lin)).ok);
  const doc = { ...published, current: true };
  const item: FeedItem = { seq: 2, kind: 'procedure', id: published.hash, doc };
  await desk.replica.apply({ id: 'public', epoch: 1, to: 2, more: false, items: [item] });
});
after(() => desk.close());

async function open(name: string, answers: Entry['answers']): Promise<Entry> {
  const form = await desk.store.form(name);
  assert.ok(form);
  const saved = await desk.store.submit(form, answers, await desk.store.around(form));
  assert.ok(saved.ok, JSON.stringify(saved));
  return saved.value;
}

const shown = async (id: string) => (await desk.db.entries.get(id))?.shown;
const lane = (id: string) => desk.db.outbox.where('lane').equals(id).sortBy('n');
const told = (
  { id, hash }: OutboxRow,
  seq: number,
  outcome: PushResult['outcome'] = 'applied',
): PushResult => ({ id, hash, outcome, seq });
const page = (to: number, items: FeedItem[], more: Partial<ScopePage> = {}): ScopePage => ({
  id: 'work',
  epoch: 1,
  to,
  more: false,
  items,
  ...more,
});

/** Two entries that the server has, the one asking about the other; then it is answered here. */
async function answered(seq: number) {
  const target = await open('fix', { name: '灯' });
  const cause = await open('asking', { of: target.id });
  const docs: FeedItem[] = [];
  for (const [at, { id }] of [target, cause].entries()) {
    const [row] = await lane(id);
    assert.ok(row);
    await desk.replica.settle([told(row, seq + at)]);
    const doc = { ...(await shown(id)), rev: 1 };
    docs.push({ seq: seq + at, kind: 'entry', id, doc });
  }
  await desk.replica.apply(page(seq + 1, docs));
  assert.equal((await shown(target.id))?.rev, 1);
  const moved = await desk.store.move(cause.id, 'done', {});
  assert.ok(moved.ok, JSON.stringify(moved));
  const row = (await lane(cause.id)).at(-1);
  assert.ok(row);
  return { target: target.id, cause: cause.id, row };
}

test('an entry that another moves is shown moved at once, and nothing of it is sent', async () => {
  const { target, row } = await answered(10);
  assert.deepEqual([(await shown(target))?.stage, (await shown(target))?.rev], ['done', 1]);
  assert.equal((await desk.db.entries.get(target))?.open, 0);
  const waiting = await desk.replica.waiting(10, { changes: new Set(), lanes: new Set() });
  assert.deepEqual(
    waiting.map(({ id }) => id),
    [row.id],
  );
  // A newer state of it comes in before the server has heard: it stays moved in sight.
  const doc = { ...(await desk.db.entries.get(target))?.server, rev: 2 };
  await desk.replica.apply(page(12, [{ seq: 12, kind: 'entry', id: target, doc }]));
  assert.deepEqual([(await shown(target))?.stage, (await shown(target))?.rev], ['done', 2]);

  await desk.replica.settle([told(row, 13)]);
  const cause = { ...(await shown(row.lane)), rev: 2 };
  const causeCame: FeedItem = { seq: 13, kind: 'entry', id: row.lane, doc: cause };
  await desk.replica.apply(page(13, [causeCame], { more: true }));
  assert.equal((await shown(target))?.stage, 'done', 'its own state comes with the next page');
  const came = { ...(await shown(target)), rev: 3 };
  await desk.replica.apply(page(14, [{ seq: 14, kind: 'entry', id: target, doc: came }]));
  assert.deepEqual(await shown(target), came);
  assert.deepEqual(
    (await lane(target)).map(({ state }) => state),
    ['kept'],
  );
});

test('what the server refuses or does otherwise is not shown any longer', async () => {
  const refused = await answered(20);
  const problems = [{ code: 'wrong-role', path: '' }];
  await desk.replica.settle([{ ...told(refused.row, 0, 'rejected'), problems }]);
  assert.equal((await shown(refused.target))?.stage, 'todo');

  const other = await answered(30);
  await desk.replica.settle([told(other.row, 33)]);
  const doc = { ...(await shown(other.cause)), rev: 2 };
  await desk.replica.apply(page(33, [{ seq: 33, kind: 'entry', id: other.cause, doc }]));
  assert.equal((await shown(other.target))?.stage, 'todo', 'the server did not let it go');
});
