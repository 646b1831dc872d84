import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import { openSession, type SessionOptions } from '../../src/form/session.ts';
import type { Item, Table } from '../../src/spec/procedure.ts';
import { around, item, procedure, section } from './fixture.ts';

const open = (items: Item[], options: Partial<SessionOptions> = {}) =>
  openSession(compile(procedure([section('all', items)])), { around, surface: 'desk', ...options });
const column = item as (...from: Parameters<typeof item>) => Table['items'][number];

const goods = (rest: Partial<Table> = {}): Item[] => [
  item('vip', { type: 'bool' }),
  item('goods', {
    type: 'table',
    items: [
      column('what', { type: 'text', required: true }),
      column('count', { type: 'int', default: '1' }),
      column('price', { type: 'money' }),
      column('cost', { type: 'money', value: 'count * price' }),
      column('why', { type: 'text', show: 'cost > 10000 && !vip', required: true }),
    ],
    ...rest,
  }),
  item('total', { type: 'money', value: 'goods.map(g, g.cost).sum()' }),
];

test('a row has its own values, and an edit evaluates that row and what reads the table', () => {
  const session = open(goods());
  session.answer('vip', false);
  for (let row = 10; row < 30; row += 1) session.addRow('goods', `r${row}`);
  assert.equal(session.get('goods/r10/count')?.value, 1);
  for (const row of session.rows('goods')) session.answer(`goods/${row}/price`, 100);
  assert.equal(session.get('total')?.value, 2000);

  session.answer('goods/r12/price', 20_000);
  // r12's cost and why, and the total; no other row's.
  assert.equal(session.stats.evaluated, 3);
  assert.equal(session.get('total')?.value, 21_900);
  assert.equal(session.get('goods/r12/why')?.visible, true);
  assert.equal(session.get('goods/r13/why')?.visible, false);

  session.answer('vip', true);
  assert.equal(session.stats.evaluated, 20, 'one condition in each row');
  assert.equal(session.get('goods/r12/why')?.visible, false);
});

test('rows come and go; a removed one is out of totals, problems and submission', () => {
  const session = open(goods());
  const heard: string[][] = [];
  session.subscribe((changed) => heard.push([...changed]));
  session.addRow('goods', 'r1');
  assert.ok(heard.at(-1)?.includes('goods'));
  session.answer('goods/r1/price', 500);
  assert.deepEqual(
    session.problems().map(({ path }) => path),
    ['goods/r1/what'],
  );
  session.removeRow('goods', 'r1');
  assert.ok(heard.at(-1)?.includes('goods'));
  assert.equal(session.get('goods/r1/price'), undefined);
  assert.deepEqual(session.rows('goods'), []);
  assert.deepEqual(session.problems(), []);
  assert.deepEqual(session.submission(), { total: 0 });
  assert.equal(session.answers['goods/r1'], null);
  session.addRow('goods', 'no/slash');
  assert.deepEqual(session.rows('goods'), []);
});

test('bounds on the number of rows', () => {
  const session = open(goods({ min: 1, max: 2 }));
  const found = () => session.problems().map(({ code }) => code);
  assert.deepEqual(found(), ['too-few-rows']);
  for (const row of ['a', 'b', 'c']) {
    session.addRow('goods', row);
    session.answer(`goods/${row}/what`, '箱子');
  }
  assert.deepEqual(found(), ['too-many-rows']);
});

test('a hidden table reads as unanswered and its rows are not submitted', () => {
  const session = open(goods({ show: 'vip' }));
  session.answer('vip', true);
  session.addRow('goods', 'a');
  session.answer('goods/a/what', '箱子');
  session.answer('vip', false);
  assert.equal(session.get('goods/a/what')?.visible, false);
  assert.equal(session.get('total')?.value, undefined);
  assert.deepEqual(session.submission(), { vip: false });
});

const line = (id: string, title: string) => ({
  id,
  number: `XY-${id}`,
  title,
  procedure: 'repair',
  room: '1-2-0301',
  stage: 'waiting',
  due: '',
});
const carry = [
  item('carry', {
    type: 'table',
    rows: 'open',
    items: [
      column('what', { type: 'text', value: 'row.title' }),
      column('next', { type: 'text', required: true }),
    ],
  }),
];

test('rows from surroundings are made at open, are read by their columns, and cannot be removed', () => {
  const session = open(carry, {
    around: { ...around, open: [line('b', '漏水'), line('a', '灯坏')] },
  });
  assert.deepEqual(session.rows('carry'), ['b', 'a']);
  assert.equal(session.get('carry/a/what')?.value, '灯坏');
  session.removeRow('carry', 'a');
  session.addRow('carry', 'c');
  assert.deepEqual(session.rows('carry'), ['b', 'a']);
  assert.deepEqual(
    session.problems().map(({ path }) => path),
    ['carry/b/next', 'carry/a/next'],
  );

  // Opened again where nobody knows what was open then: what was stored holds.
  const again = open(carry, { answers: session.submission() });
  assert.deepEqual([...again.rows('carry')].sort(), ['a', 'b']);
  assert.equal(again.get('carry/a/what')?.value, '灯坏');
  assert.equal(again.submission()['carry/b/what'], '漏水');
});

test('a check in a row has its follow-ups there', () => {
  const session = open([
    item('lamps', {
      type: 'table',
      items: [column('lamp', { type: 'check', fail: { note: true } })],
    }),
  ]);
  session.addRow('lamps', 'r1');
  session.addRow('lamps', 'r2');
  session.answer('lamps/r1/lamp', 'fail');
  assert.equal(session.get('lamps/r1/lamp.note')?.required, true);
  assert.equal(session.get('lamps/r2/lamp.note')?.visible, false);
  session.answer('lamps/r1/lamp.note', '不亮');
  assert.equal(session.submission()['lamps/r1/lamp.note'], '不亮');
});

test('a section is not kept in sight by a row that was removed', () => {
  const form = compile(
    procedure([
      section('first', [item('on', { type: 'bool' })]),
      section('second', [
        item('list', { type: 'table', show: 'on', items: [column('what', { type: 'text' })] }),
      ]),
    ]),
  );
  const session = openSession(form, { around, surface: 'desk' });
  session.answer('on', true);
  session.addRow('list', 'a');
  session.removeRow('list', 'a');
  session.answer('on', false);
  assert.deepEqual(
    session.sections().map(({ id }) => id),
    ['first'],
  );
});
