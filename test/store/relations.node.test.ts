import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from '../../src/spec/library.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { FeedItem, ScopePage } from '../../src/sync/protocol.ts';
import { Forms } from '../../src/store/forms.ts';
import { freshen, keyingOf } from '../../src/store/keying.ts';
import { findDuplicates, findHints, findOpenings, search } from '../../src/store/relations.ts';
import { openStore } from '../../src/store/open.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

const zh = (text: string) => ({ 'zh-CN': text, en: text });

/** Leaks in rooms one above the other; the same number twice is the same thing. */
const leak: Procedure = {
  format: 1,
  id: 'leak',
  code: 'T11',
  version: '1.0.0',
  title: zh('漏水'),
  kind: 'case',
  covers: [],
  summary: zh('{what}'),
  surfaces: { desk: { icon: 'drop', order: 3 } },
  access: { create: ['frontdesk'] },
  stages: [
    { id: 'open', title: zh('处理中'), next: ['done'] },
    { id: 'done', title: zh('完成'), next: [] },
  ],
  facets: { room: 'room', name: 'name', phone: 'phone' },
  sections: [
    {
      id: 'all',
      title: zh('漏水'),
      items: [
        { id: 'what', type: 'text', label: zh('什么') },
        { id: 'room', type: 'text', label: zh('房号') },
        { id: 'name', type: 'text', label: zh('姓名') },
        { id: 'phone', type: 'text', label: zh('电话') },
        { id: 'slip', type: 'text', label: zh('单号') },
      ],
    },
  ],
  unique: [['slip']],
  offers: [
    {
      id: 'mend',
      label: zh('整改'),
      procedure: 'fix',
      with: { name: 'what' },
      at: ['open'],
    },
  ],
  hints: [
    {
      id: 'riser',
      procedure: 'leak',
      same: [
        { mine: 'room', theirs: 'room', by: 'riser' },
        { mine: 'what', theirs: 'what' },
      ],
      within: 'P1D',
      count: 2,
      say: zh('{count}'),
    },
    {
      id: 'caller',
      procedure: 'leak',
      same: [{ mine: 'phone', theirs: 'phone' }],
      say: zh('{what}'),
    },
  ],
};

const published = publish(leak, {});
const now = '2026-11-24T08:00:00.000Z';
const hour = 3_600_000;
const many = 300;
let desk: Sample;
let forms: Forms;

const id = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

function entryOf(n: number, hoursAgo: number, answers: Entry['answers']): Entry {
  const created = new Date(Date.parse(now) - hoursAgo * hour).toISOString();
  return {
    id: id(n),
    procedure: 'leak',
    version: published.hash,
    number: `SL-T11-20261124-D1${String(n).padStart(4, '0')}`,
    rev: 1,
    stage: 'open',
    created,
    staged: created,
    updated: created,
    by: 'lin',
    device: 'D2',
    surface: 'desk',
    answers,
    around: {
      now: created,
      zone: 'Asia/Shanghai',
      surface: 'desk',
      site: { id: 'site-a', name: '示例花园', settings: {} },
    },
    log: [],
  };
}

const item = (doc: Entry): FeedItem => ({ seq: 2, kind: 'entry', id: doc.id, doc });
const page = (
  scope: ScopePage['id'],
  items: FeedItem[],
  more: Partial<ScopePage> = {},
): ScopePage => ({ id: scope, epoch: 1, to: 2, more: false, items, ...more });
const procedure = (seq: number, of: { hash: string; procedure: Procedure }): FeedItem => ({
  seq,
  kind: 'procedure',
  id: of.hash,
  doc: { ...of, current: true },
});

before(async () => {
  desk = await sample('desk');
  forms = new Forms(desk.db);
  await desk.replica.apply(page('public', [procedure(2, published)]));
  const docs = Array.from({ length: many }, (_, n) =>
    entryOf(n + 100, 24 * (n + 3), {
      what: '水管',
      room: `${(n % 9) + 1}-1-${String((n % 30) + 1).padStart(2, '0')}0${(n % 4) + 1}`,
      name: `住户${n}`,
      phone: `1390000${String(n).padStart(4, '0')}`,
      slip: `S${n}`,
    }),
  );
  const ours = [
    entryOf(1, 2, { what: '水管', room: '1-1-0301', name: '王小丽', phone: '13800001111' }),
    entryOf(2, 3, { what: '水管', room: '1-1-0501', phone: '13800002222', slip: 'A 1' }),
    entryOf(3, 30, { what: '水管', room: '1-1-0701', phone: '13800001111' }),
    entryOf(4, 1, { what: '灯', room: '1-1-0901' }),
  ];
  await desk.replica.apply(page('work', [...ours, ...docs].map(item)));
});
after(() => desk.close());

const around = async () => {
  const form = await desk.store.form('leak');
  assert.ok(form);
  return { form, around: { ...(await desk.store.around(form)), now } };
};
const copy = () => ({ db: desk.db, forms });

/** How many entries `run` reads. */
async function reads<T>(run: () => Promise<T>): Promise<{ value: T; read: number }> {
  let read = 0;
  const count = <R>(row: R): R => {
    read++;
    return row;
  };
  desk.db.entries.hook('reading', count);
  const value = await run();
  desk.db.entries.hook('reading').unsubscribe(count);
  return { value, read };
}

test('hints are found by the index: like reports in one riser within a day, and the same caller', async () => {
  const { form, around: here } = await around();
  const answers = { what: '水管', room: '1-1-1101', phone: '138 0000 1111' };
  const { value, read } = await reads(() => findHints(copy(), form, answers, here));
  assert.deepEqual(
    value.map(({ hint, entries }) => [hint.id, entries.map(({ entry }) => entry.id)]),
    [
      ['riser', [id(1), id(2)]],
      ['caller', [id(1), id(3)]],
    ],
  );
  assert.equal(read, 4, 'no other entry is read');
  const own = await findHints(copy(), form, answers, here, id(1));
  assert.deepEqual(
    own.map(({ hint }) => hint.id),
    ['caller'],
    'an entry is no hint for itself',
  );
});

test('the same thing twice is found however it was typed', async () => {
  const { form } = await around();
  const twice = await reads(() => findDuplicates(copy(), form, { slip: 'a1' }));
  assert.deepEqual(
    twice.value.map(({ entries }) => entries.map(({ entry }) => entry.id)),
    [[id(2)]],
  );
  assert.equal(twice.read, 1);
  assert.deepEqual(await findDuplicates(copy(), form, { slip: 'a1' }, id(2)), []);
  assert.deepEqual(await findDuplicates(copy(), form, {}), []);
});

test('search finds by room, name, telephone, its end, and the end of a number, without reading the rest', async () => {
  const found = async (text: string) => {
    const { value, read } = await reads(() => search(copy(), text, { limit: 1 }));
    return { ids: value.map(({ entry }) => entry.id), read };
  };
  for (const [text, expected] of [
    ['1-1-0501', 2],
    ['王小', 1],
    ['小丽', 1],
    ['丽', 1],
    ['13800002222', 2],
    ['D10004', 4],
    ['0701', 3],
  ] as const) {
    const { ids, read } = await found(text);
    assert.deepEqual(ids, [id(expected)], text);
    assert.ok(read < 60, `${text}: ${read} entries were read`);
  }
  assert.deepEqual((await found('1111 王')).ids, [id(1)], 'each word must be there');
});

test('what was typed anywhere is found among recent entries', async () => {
  const all = await search(copy(), '灯', { limit: 5 });
  assert.deepEqual(
    all.map(({ entry }) => entry.id),
    [id(4)],
  );
  assert.deepEqual(await search(copy(), '没有这回事', { limit: 5 }), []);
});

test('a hint comes and goes with the entry that it is about', async () => {
  const { form, around: here } = await around();
  const answers = { phone: '13900009999' };
  const watch = () => desk.store.hints(form, answers);
  assert.deepEqual(await seen(watch()), []);
  assert.ok((await desk.store.signIn('lin', pins.lin)).ok);
  const coming = seen(watch(), (hints) => hints.length === 1);
  const saved = await desk.store.submit(form, answers, here);
  assert.ok(saved.ok);
  await coming;
  assert.ok((await desk.store.void(saved.value.id, '写错了')).ok);
  await seen(watch(), (hints) => hints.length === 0);
  await desk.store.signOut();
});

test('what may be opened from an entry is filled in, for those who may open it', async () => {
  const user = { id: 'lin', name: '林示例', roles: ['frontdesk' as const] };
  const { around: here } = await around();
  const entry = await seen(desk.store.entry(id(1)));
  assert.ok(entry);
  const [mend, ...rest] = await findOpenings(copy(), entry, { ...here, user });
  assert.deepEqual(rest, []);
  assert.deepEqual(
    [mend?.id, mend?.form.procedure.id, mend?.answers],
    ['mend', 'fix', { name: '水管' }],
  );
  const guard = { ...user, roles: ['security' as const] };
  assert.deepEqual(await findOpenings(copy(), entry, { ...here, user: guard }), []);
});

test('entries from before there were keys, and hints that are new, are right at once and quick soon after', async () => {
  const { form, around: here } = await around();
  const answers = { what: '水管', room: '1-1-1101' };
  const find = () => findHints(copy(), form, answers, here);
  const before = (await find()).map(({ count }) => count);
  assert.deepEqual(before, [2]);
  // As the released version left them.
  await desk.db.entries.toCollection().modify((row) => {
    delete (row as { keys?: unknown }).keys;
  });
  await desk.db.meta.delete('keying');
  const again = await openStore({ database: desk.name });
  assert.ok(again);
  assert.ok(Object.hasOwn((await keyingOf(desk.db)).stale, 'leak'));
  const slow = await reads(find);
  assert.deepEqual(
    slow.value.map(({ count }) => count),
    before,
  );
  assert.ok(slow.read > many);
  assert.deepEqual(
    (await search(copy(), '小丽', { limit: 1 })).map(({ entry }) => entry.id),
    [id(1)],
  );
  await freshen(copy(), new AbortController().signal);
  again.close();
  assert.deepEqual((await keyingOf(desk.db)).stale, {});
  const quick = await reads(find);
  assert.deepEqual(
    quick.value.map(({ count }) => count),
    before,
  );
  assert.equal(quick.read, 2);

  // Another version compares something else.
  const [riser] = leak.hints ?? [];
  assert.ok(riser);
  const building = { ...riser, same: [{ mine: 'room', theirs: 'room', by: 'building' as const }] };
  const newer = publish({ ...leak, version: '1.0.1', hints: [building] }, {});
  await desk.replica.apply(page('public', [procedure(3, newer)], { to: 3 }));
  const next = await forms.version(newer.hash);
  assert.ok(next);
  const other = await reads(() => findHints(copy(), next, answers, here));
  assert.deepEqual(
    other.value.map(({ count }) => count),
    [3],
  );
  assert.ok(other.read > many);
  await freshen(copy(), new AbortController().signal);
  const soon = await reads(() => findHints(copy(), next, answers, here));
  assert.deepEqual(
    soon.value.map(({ count }) => count),
    [3],
  );
  assert.equal(soon.read, 3);
});
