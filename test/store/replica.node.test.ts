import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyChange } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { FeedItem, PushResult, ScopePage } from '../../src/sync/protocol.ts';
import type { OutboxRow } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

let desk: Sample;
before(async () => {
  desk = await sample('desk');
  assert.ok((await desk.store.signIn('lin', pins.lin)).ok);
});
after(() => desk.close());

const result = (
  row: OutboxRow,
  seq: number,
  outcome: PushResult['outcome'] = 'applied',
): PushResult => ({
  id: row.id,
  hash: row.hash,
  outcome,
  seq,
});
const page = (to: number, items: FeedItem[], more: Partial<ScopePage> = {}): ScopePage => ({
  id: 'work',
  epoch: 1,
  to,
  more: false,
  items,
  ...more,
});

async function newEntry(name: string): Promise<{ entry: Entry; row: OutboxRow }> {
  const form = await desk.store.form('lamp');
  assert.ok(form);
  const saved = await desk.store.submit(form, { name }, await desk.store.around(form));
  assert.ok(saved.ok, JSON.stringify(saved));
  const row = await desk.db.outbox.where('lane').equals(saved.value.id).first();
  assert.ok(row);
  return { entry: saved.value, row };
}

/** The entry as the server has it after a change, at a revision. */
async function onServer(entry: Entry | undefined, row: OutboxRow, rev: number): Promise<Entry> {
  const form = await desk.store.form('lamp');
  assert.ok(form);
  const who = { staff: 'lin', roles: ['frontdesk' as const], surface: 'desk' as const };
  const applied = applyChange(entry, JSON.parse(row.bytes) as Change, form, who);
  assert.ok('entry' in applied);
  return { ...applied.entry, rev };
}

const shown = async (id: string) => (await desk.db.entries.get(id))?.shown;
const stateOf = async (id: string) => (await desk.db.outbox.get(id))?.state;

test('an acknowledged change stays in sight until the feed brings it, then waits to be forgotten', async () => {
  const { entry, row } = await newEntry('一楼');
  await desk.replica.settle([result(row, 10)]);
  assert.equal(await stateOf(row.id), 'acked');
  assert.equal((await desk.db.entries.get(entry.id))?.pending, 0);
  assert.equal((await shown(entry.id))?.answers['name'], '一楼');
  const doc = await onServer(undefined, row, 1);
  await desk.replica.apply(page(10, [{ seq: 10, kind: 'entry', id: entry.id, doc }]));
  assert.equal(await stateOf(row.id), 'kept');
  assert.equal((await shown(entry.id))?.rev, 1);
  assert.deepEqual(
    (await desk.replica.waiting(10, { changes: new Set(), lanes: new Set() })).length,
    0,
  );
});

test('a receipt for other bytes counts for nothing', async () => {
  const { row } = await newEntry('收据');
  await desk.replica.settle([{ ...result(row, 11), hash: '0'.repeat(64) }]);
  assert.equal(await stateOf(row.id), 'ready');
});

test('what waits here is kept over what comes in', async () => {
  const { entry, row } = await newEntry('二楼');
  const doc = await onServer(undefined, row, 1);
  await desk.replica.settle([result(row, 12)]);
  await desk.replica.apply(page(12, [{ seq: 12, kind: 'entry', id: entry.id, doc }]));
  assert.ok((await desk.store.patch(entry.id, { detail: '本机写的' })).ok);
  const others: Entry = {
    ...doc,
    rev: 2,
    answers: { ...doc.answers, light: 'pass' },
    log: [
      ...doc.log,
      {
        change: 'x',
        at: doc.created,
        by: 'wu',
        device: 'dev-other',
        kind: 'patch',
        paths: ['light'],
      },
    ],
  };
  await desk.replica.apply(page(13, [{ seq: 13, kind: 'entry', id: entry.id, doc: others }]));
  const both = await shown(entry.id);
  assert.deepEqual(both?.answers, { name: '二楼', light: 'pass', detail: '本机写的' });
  assert.equal(both?.rev, 2);
  await desk.replica.apply(page(14, [{ seq: 14, kind: 'entry', id: entry.id, doc }]));
  assert.equal((await shown(entry.id))?.rev, 2, 'an older revision is passed over');
});

test('a refused change is parked in sight, and the next one still goes', async () => {
  const { entry, row } = await newEntry('三楼');
  const problems = [{ code: 'wrong-role', path: '' }];
  await desk.replica.settle([{ ...result(row, 0, 'rejected'), problems }]);
  const parked = await seen(desk.store.parked, (list) => list.length > 0);
  assert.deepEqual(
    parked.map(({ id, problems }) => [id, problems]),
    [[row.id, problems]],
  );
  assert.equal(
    (await shown(entry.id))?.answers['name'],
    '三楼',
    'what was typed is still to be seen',
  );
  assert.ok((await desk.store.note(entry.id, '再说明')).ok);
  const waiting = await desk.replica.waiting(10, { changes: new Set(), lanes: new Set() });
  assert.ok(waiting.some(({ lane }) => lane === entry.id));
});

test('a reset takes clean rows, keeps dirty ones, and sends acknowledged changes again', async () => {
  const clean = await newEntry('干净');
  const doc = await onServer(undefined, clean.row, 1);
  await desk.replica.settle([result(clean.row, 20)]);
  await desk.replica.apply(page(20, [{ seq: 20, kind: 'entry', id: clean.entry.id, doc }]));
  const foreign: Entry = { ...doc, id: '00000000-0000-7000-8000-000000000001' };
  await desk.replica.apply(page(21, [{ seq: 21, kind: 'entry', id: foreign.id, doc: foreign }]));
  const dirty = await newEntry('未发');
  await desk.replica.apply(page(3, [], { epoch: 2, reset: true }));
  assert.equal(await shown(foreign.id), undefined);
  assert.equal((await shown(dirty.entry.id))?.answers['name'], '未发');
  assert.equal(await stateOf(clean.row.id), 'ready', 'the restored server may not have it');
  assert.equal((await shown(clean.entry.id))?.answers['name'], '干净');
  assert.deepEqual((await desk.db.cursors.get('work'))?.epoch, 2);
});

test('what this version cannot read is kept whole and comes back out', async () => {
  const item: FeedItem = {
    seq: 30,
    kind: 'drone',
    id: 'd1',
    doc: { wings: 4, deep: { er: true } },
  };
  await desk.replica.apply(page(30, [item]));
  assert.deepEqual((await desk.db.unknown.get(['work', 'drone', 'd1']))?.item, item);
});

test('a draft survives closing and opening again', async () => {
  const form = await desk.store.form('lamp');
  assert.ok(form);
  const around = await desk.store.around(form);
  const draft = {
    id: desk.store.newId(),
    procedure: 'lamp',
    version: 'v',
    answers: { name: '写到一半' },
    around,
    touched: around.now,
  };
  await desk.store.saveDraft(draft);
  const again = await openStore({ database: desk.name });
  assert.ok(again);
  assert.deepEqual(await seen(again.drafts), [draft]);
  again.close();
});
