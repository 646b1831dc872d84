import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { Dexie } from 'dexie';
import { after, before, test } from 'node:test';
import type { Change } from '../../src/sync/change.ts';
import { change as changeSchema } from '../../src/sync/change.ts';
import { hashOf } from '../../src/spec/json.ts';
import { openDatabase, schemaEpoch } from '../../src/store/database.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

let desk: Sample;
before(async () => {
  desk = await sample('desk');
  const signedIn = await desk.store.signIn('lin', pins.lin);
  assert.ok(signedIn.ok, JSON.stringify(signedIn));
});
after(() => desk.close());

async function submitLamp(answers: Record<string, string>) {
  const form = await desk.store.form('lamp');
  assert.ok(form);
  return desk.store.submit(form, answers, await desk.store.around(form));
}

test('a save writes the entry, its change and what it opens, and says so once all are on disk', async () => {
  const saved = await submitLamp({ name: '一楼大堂', light: 'fail', 'light.note': '不亮' });
  assert.ok(saved.ok, JSON.stringify(saved));
  const rows = await desk.db.outbox.orderBy('n').toArray();
  assert.deepEqual(
    rows.map(({ n, state }) => [n, state]),
    [
      [1, 'ready'],
      [2, 'ready'],
    ],
  );
  const [own, opened] = rows.map((row) => JSON.parse(row.bytes) as Change);
  for (const row of rows) {
    assert.equal(row.hash, hashOf(row.bytes));
    changeSchema.parse(JSON.parse(row.bytes));
  }
  assert.equal(opened?.parent, own?.entry);
  assert.equal(opened?.cause, 'fail:light');
  assert.match(saved.value.number ?? '', /^SL-CK9-\d{8}-D11$/);
  const open = await seen(desk.store.entries({ open: true }));
  assert.deepEqual(
    open
      .map(({ entry, pending }) => [entry.procedure, pending])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
    [
      ['fix', true],
      ['lamp', true],
    ],
  );
});

test('an abort in the middle leaves neither entry nor change nor number', async () => {
  const before = { entries: await desk.db.entries.count(), n: await desk.db.meta.get('n') };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    if (this.name === 'entries') throw new DOMException('planted', 'DataError');
    return key === undefined ? put.call(this, value) : put.call(this, value, key);
  };
  try {
    await assert.rejects(submitLamp({ name: '二楼' }));
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.equal(await desk.db.entries.count(), before.entries);
  assert.deepEqual(await desk.db.meta.get('n'), before.n);
  assert.equal(
    (await desk.db.outbox.toArray()).filter((row) => row.bytes.includes('二楼')).length,
    0,
  );
});

test('what does not hold is told as problems and writes nothing', async () => {
  const count = await desk.db.outbox.count();
  const refused = await submitLamp({});
  assert.ok(!refused.ok);
  assert.deepEqual(
    refused.problems.map(({ code, path }) => [code, path]),
    [['required', 'name']],
  );
  assert.equal(await desk.db.outbox.count(), count);
});

test('a later edit is a new change that follows the first; nothing is rewritten', async () => {
  const saved = await submitLamp({ name: '三楼' });
  assert.ok(saved.ok);
  const first = await desk.db.outbox.where('lane').equals(saved.value.id).first();
  const patched = await desk.store.patch(saved.value.id, { detail: '换了灯泡' });
  assert.ok(patched.ok, JSON.stringify(patched));
  const rows = await desk.db.outbox.where('lane').equals(saved.value.id).sortBy('n');
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0], first);
  const second = JSON.parse(rows[1]?.bytes ?? '') as Change;
  assert.equal(second.after, first?.id);
  assert.deepEqual(second.set, { detail: '换了灯泡' });
  const moved = await desk.store.move(saved.value.id, 'done', {});
  assert.ok(moved.ok, JSON.stringify(moved));
  assert.equal(moved.value.stage, 'done');
});

test('nobody signed in, nothing written', async (t) => {
  const other = await sample('desk');
  t.after(() => other.close());
  const form = await other.store.form('lamp');
  assert.ok(form);
  const refused = await other.store.submit(form, { name: '一楼' }, await other.store.around(form));
  assert.ok(!refused.ok && refused.problems[0]?.code === 'signed-out');
  assert.equal(await other.db.outbox.count(), 0);
});

test('an older tab is fenced off once the shape has moved on', async (t) => {
  const other = await sample('desk');
  t.after(() => other.close());
  await other.store.signIn('lin', pins.lin);
  await other.db.meta.put({ key: 'epoch', value: schemaEpoch + 1 });
  const form = await other.store.form('lamp');
  assert.ok(form);
  const refused = await other.store.submit(form, { name: '一楼' }, await other.store.around(form));
  assert.ok(!refused.ok);
  assert.deepEqual(refused.problems, [
    { code: 'not-saved', path: '', params: { why: 'outdated' } },
  ]);
  assert.equal(await other.db.outbox.count(), 0);
  assert.ok(other.store.health);
  assert.equal(await seen(other.store.health), 'outdated');
});

test('what the first shape of the database held is still there, and is sent in order', async () => {
  const name = `first-shape-${Date.now()}`;
  const first = new Dexie(name);
  first.version(1).stores({
    procedures: 'hash, id',
    documents: '[kind+id], kind',
    entries: 'id, procedure, created, room, open, pending, conflicts',
    outbox: 'id, n, lane, state',
    blobs: 'sha, state',
    drafts: 'id, touched',
    cursors: 'id',
    unknown: '[scope+kind+id]',
    meta: 'key',
  });
  await first.table('meta').add({ key: 'epoch', value: 1 });
  const row = (n: number) => ({
    id: `c${n}`,
    n,
    lane: 'e',
    bytes: '{}',
    hash: '',
    at: '',
    state: 'ready',
  });
  await first.table('outbox').bulkAdd([row(10), row(9)]);
  first.close();
  const now = openDatabase(name);
  assert.equal((await now.meta.get('epoch'))?.value, schemaEpoch);
  const waiting = await now.outbox
    .where('[state+n]')
    .between(['ready', 0], ['ready', Infinity])
    .toArray();
  assert.deepEqual(
    waiting.map(({ n }) => n),
    [9, 10],
  );
  now.close();
});
