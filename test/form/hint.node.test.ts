import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import { duplicatesOf, hintsOf, hintText } from '../../src/form/hint.ts';
import { keyOf, keysOf, likenessOf } from '../../src/form/same.ts';
import type { Hint } from '../../src/spec/relation.ts';
import { around, entry, item, procedure, say, section } from './fixture.ts';

const items = [
  item('name', { type: 'text' }),
  item('room', { type: 'room' }),
  item('tel', { type: 'phone' }),
  item('plate', { type: 'plate' }),
  item('kind', { type: 'text' }),
  item('until', { type: 'date' }),
];
const base: Hint = {
  id: 'h',
  procedure: 'watch',
  same: [{ mine: 'room', theirs: 'room' }],
  say: { 'zh-CN': '{name}等 {count} 条', en: '{count}, {name}' },
};
const formWith = (hint: Partial<Hint> = {}) =>
  compile(procedure([section('s', items)], { hints: [{ ...base, ...hint }] }));
const watch = compile(
  procedure([section('s', items)], {
    id: 'watch',
    facets: { until: 'until', room: 'room', name: 'name', phone: 'tel', plate: 'plate' },
    stages: [
      { id: 'valid', title: say('有效'), next: ['over'] },
      { id: 'over', title: say('结束'), next: [] },
    ],
  }),
);
const other = (answers: Entry['answers'], rest: Partial<Entry> = {}) => ({
  form: watch,
  entry: entry({ id: 'other', procedure: 'watch', stage: 'valid', answers, ...rest }),
});
const mine = { room: '1-2-0301', tel: '138 0000 1234', name: '甲', kind: '水' };
const found = (hint: Partial<Hint>, ...others: ReturnType<typeof other>[]) =>
  hintsOf(formWith(hint), mine, others, { around }).map(({ count }) => count);

test('the same room speaks, another or none does not', () => {
  assert.deepEqual(found({}, other({ room: '1-2-0301' })), [1]);
  assert.deepEqual(found({}, other({ room: '1-2-0302' }), other({})), []);
  const empty = hintsOf(formWith(), {}, [other({ room: '' }), other({})], { around });
  assert.deepEqual(empty, [], 'two empty answers agree about nothing');
});

test('likeness: numbers however typed, last four, building, riser', () => {
  const by = (like: NonNullable<Hint['same'][number]['by']>, id: string, theirs: string) =>
    found({ same: [{ mine: id, theirs: id, by: like }] }, other({ [id]: theirs })).length === 1;
  assert.ok(by('equal', 'tel', '+86 13800001234'));
  assert.ok(by('last4', 'tel', '021-5555-1234'));
  assert.ok(!by('last4', 'tel', '13800001235'));
  assert.ok(by('building', 'room', '1-1-0105'));
  assert.ok(!by('building', 'room', '11-2-0301'));
  assert.ok(by('riser', 'room', '1-2-1801'));
  assert.ok(!by('riser', 'room', '1-2-1802'));
  assert.ok(!by('riser', 'room', '1-1-0301'));
  assert.equal(keyOf('沪a·12345'), keyOf('沪 A12345'));
  assert.equal(likenessOf('123', 'last4'), '');
  assert.equal(likenessOf('not a room', 'riser'), '');
});

test('all of `same` must agree', () => {
  const same: Hint['same'] = [
    { mine: 'room', theirs: 'room', by: 'riser' },
    { mine: 'kind', theirs: 'kind' },
  ];
  assert.deepEqual(found({ same }, other({ room: '1-2-0901', kind: '水' })), [1]);
  assert.deepEqual(found({ same }, other({ room: '1-2-0901', kind: '电' })), []);
});

test('age, stage, void, and what has ended', () => {
  const room = { room: '1-2-0301' };
  const made = (created: string) => other(room, { created });
  assert.deepEqual(found({ within: 'PT24H' }, made('2026-11-23T02:30:00Z')), [1]);
  assert.deepEqual(found({ within: 'PT24H' }, made('2026-11-23T02:29:59Z')), []);
  assert.deepEqual(found({ stages: ['valid'] }, other(room, { stage: 'over' })), []);
  assert.deepEqual(found({}, other(room, { stage: 'over' })), [1]);
  const gone = { at: '2026-11-24T00:00:00Z', by: null, reason: '错' };
  assert.deepEqual(found({}, other(room, { void: gone })), []);
  assert.deepEqual(
    found({}, other({ ...room, until: '2026-11-24' })),
    [1],
    'to the end of its day',
  );
  assert.deepEqual(found({}, other({ ...room, until: '2026-11-23' })), []);
});

test('from so many on, newest first, without the entry in hand', () => {
  const made = (id: string, created: string) =>
    other({ room: '1-2-0301', name: id }, { id, created });
  const three = [
    made('a', '2026-11-24T01:00:00Z'),
    made('b', '2026-11-24T02:00:00Z'),
    made('c', '2026-11-24T00:00:00Z'),
  ];
  assert.deepEqual(found({ count: 3 }, ...three), [3]);
  assert.deepEqual(found({ count: 4 }, ...three), []);
  const [hinted] = hintsOf(formWith(), mine, three, { around, self: { id: 'b' } });
  assert.ok(hinted);
  assert.deepEqual(
    hinted.entries.map((each) => each.entry.id),
    ['a', 'c'],
  );
  assert.equal(hintText(hinted, 'zh-CN'), 'a等 2 条');
  assert.equal(hintText(hinted, 'en'), '2, a');
});

test('conditions and roles; never at a kiosk; an offer is filled in', () => {
  const there = other({ room: '1-2-0301' });
  assert.deepEqual(found({ when: "kind == '水'" }, there), [1]);
  assert.deepEqual(found({ when: "kind == '电'" }, there), []);
  assert.deepEqual(found({ roles: ['security'] }, there), []);
  assert.deepEqual(found({ roles: ['frontdesk'] }, there), [1]);
  const kiosk = { around: { ...around, surface: 'kiosk' as const } };
  assert.deepEqual(hintsOf(formWith(), mine, [there], kiosk), []);
  const offer = { label: say('并案'), procedure: 'watch', with: { room: 'room', name: 'self' } };
  const context = { around, self: { id: 'me' } };
  const [hinted] = hintsOf(formWith({ offer }), mine, [there], context);
  assert.deepEqual(hinted?.answers, { room: '1-2-0301', name: 'me' });
});

test('duplicates by each of `unique`, of the same procedure only', () => {
  const form = compile(procedure([section('s', items)], { unique: [['tel'], ['name', 'room']] }));
  const twin = (answers: Entry['answers'], rest: Partial<Entry> = {}) => ({
    form,
    entry: entry({ id: 'twin', answers, ...rest }),
  });
  const items1 = (...from: Parameters<typeof duplicatesOf>) =>
    duplicatesOf(...from).map((each) => each.items.join());
  assert.deepEqual(items1(form, mine, [twin({ tel: '13800001234' })]), ['tel']);
  assert.deepEqual(items1(form, mine, [twin({ name: '甲 ', room: '1-2-0301' })]), ['name,room']);
  assert.deepEqual(items1(form, mine, [twin({ name: '甲' })]), []);
  assert.deepEqual(items1(form, { name: '甲' }, [twin({ name: '甲' })]), []);
  assert.deepEqual(items1(form, mine, [twin({ tel: '13800001234' }, { procedure: 'watch' })]), []);
  assert.deepEqual(items1(form, mine, [twin({ tel: '13800001234' })], 'twin'), []);
});

test('the keys of an index: what entries are looked for by', () => {
  assert.deepEqual(
    keysOf({ room: '1-2-0301', name: '王 小示', phone: '13800001234', plate: '沪A·12345' }),
    [
      'room:1-2-0301',
      'building:1',
      'riser:1-2-01',
      'name:王小示',
      'phone:13800001234',
      'last4:1234',
      'plate:沪A12345',
    ],
  );
  assert.deepEqual(keysOf({}), []);
});
