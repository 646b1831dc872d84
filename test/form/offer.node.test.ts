import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import { effectsOf, lotOf, movesOf } from '../../src/form/effect.ts';
import { anywhereOf, offersOf } from '../../src/form/offer.ts';
import { openSession } from '../../src/form/session.ts';
import { validate } from '../../src/form/validate.ts';
import type { Item, Procedure } from '../../src/spec/procedure.ts';
import { around, entry, item, procedure, say, section } from './fixture.ts';

const items: Item[] = [
  item('name', { type: 'text' }),
  item('room', { type: 'room' }),
  item('card', { type: 'ref' }),
];
const stages: NonNullable<Procedure['stages']> = [
  { id: 'waiting', title: say('等'), next: ['closed'] },
  { id: 'closed', title: say('完'), next: ['waiting'] },
];
const form = compile(
  procedure([section('s', items)], {
    stages,
    facets: { room: 'room' },
    effects: [
      {
        id: 'survey',
        on: 'closed',
        when: 'lot < 30',
        create: { procedure: 'survey', with: { of: 'self', number: 'selfNumber' } },
      },
      {
        id: 'end',
        on: 'closed',
        when: "name != '乙'",
        move: { entry: 'card', to: 'used', with: { by: 'name', number: 'selfNumber' } },
      },
    ],
    offers: [
      {
        id: 'again',
        label: say('再报'),
        procedure: 'sample',
        with: { room: 'room', from: 'self', day: 'today' },
        at: ['closed'],
      },
      { id: 'boss', label: say('升级'), procedure: 'sample', with: {}, by: ['manager'] },
      { id: 'drawn', label: say('抽中'), procedure: 'sample', with: {}, when: 'lot >= 0' },
    ],
  }),
);
/** `0190…-…0001` ends in 1, so its lot is 1. */
const closed = entry({
  stage: 'closed',
  number: 'XY-1',
  answers: { name: '甲', room: '1-2-0301', card: 'c1' },
});

test('a lot is drawn by the id, evenly, and stays', () => {
  assert.equal(lotOf('0190f2a0-0000-7000-8000-000000000001'), 1);
  assert.equal(lotOf('0190f2a0-0000-7000-8000-00000000ffff'), 35);
  const drawn = Array.from({ length: 1000 }, (_, at) =>
    lotOf(
      `0190f2a0-0000-7000-8000-0000${(at * 7919 * 65537).toString(16).padStart(8, '0').slice(-8)}`,
    ),
  );
  assert.ok(drawn.every((lot) => lot >= 0 && lot < 100));
  const low = drawn.filter((lot) => lot < 30).length;
  assert.ok(low > 230 && low < 370, String(low));
});

test('effects may name the entry itself, and be drawn by lot', () => {
  const [opening] = effectsOf(form, entry({ stage: 'waiting' }), closed);
  assert.deepEqual(opening?.answers, { of: closed.id, number: 'XY-1' });
  const other = { ...closed, id: '0190f2a0-0000-7000-8000-000000000050' };
  assert.deepEqual(effectsOf(form, undefined, other), []);
});

test('an effect that moves names the entry of its ref, the stage and what is set', () => {
  const before = entry({ stage: 'waiting' });
  assert.deepEqual(movesOf(form, before, closed), [
    { entry: 'c1', to: 'used', answers: { by: '甲', number: 'XY-1' }, cause: 'effect:end' },
  ]);
  assert.deepEqual(movesOf(form, closed, closed), [], 'only on entering');
  assert.deepEqual(movesOf(form, before, { ...closed, answers: { card: 'c1', name: '乙' } }), []);
  assert.deepEqual(
    movesOf(form, before, { ...closed, answers: { name: '甲' } }),
    [],
    'nobody named',
  );
  const own = { ...closed, answers: { ...closed.answers, card: closed.id } };
  assert.deepEqual(movesOf(form, before, own), [], 'never itself');
  const gone = { ...closed, void: { at: closed.created, by: null, reason: '错' } };
  assert.deepEqual(movesOf(form, before, gone), []);
});

test('offers: in their stages, to their roles, filled in from the entry', () => {
  const ids = (...from: Parameters<typeof offersOf>) =>
    offersOf(...from).map(({ offer }) => offer.id);
  const [again] = offersOf(form, closed, around);
  assert.equal(again?.offer.id, 'again');
  assert.deepEqual(again.answers, { room: '1-2-0301', from: closed.id, day: '2026-11-24' });
  assert.deepEqual(ids(form, { ...closed, stage: 'waiting' }, around), ['drawn']);
  const boss = { ...around, user: { id: 'ma', name: '马示', roles: ['manager'] as const } };
  assert.deepEqual(ids(form, closed, boss), ['again', 'boss', 'drawn']);
  const gone = { ...closed, void: { at: closed.created, by: null, reason: '错' } };
  assert.deepEqual(ids(form, gone, around), []);
});

test('anywhere: the entry in a ref, and what every entry has by its facet', () => {
  const target = compile(
    procedure(
      [
        section('s', [
          item('about', { type: 'ref' }),
          item('where', { type: 'room' }),
          item('tel', { type: 'phone' }),
          item('what', { type: 'text' }),
        ]),
      ],
      {
        id: 'promise',
        anywhere: { ref: 'about', with: { where: 'room', tel: 'phone', what: 'title' } },
      },
    ),
  );
  assert.deepEqual(anywhereOf(target, form, closed), {
    about: closed.id,
    where: '1-2-0301',
    what: '甲',
  });
  assert.equal(anywhereOf(form, form, closed), undefined);
});

test('a table of entries has a line for each, and its columns read it', () => {
  const keys = compile(
    procedure([
      section('s', [
        item('keys', {
          type: 'table',
          from: { procedure: 'key' },
          items: [
            { id: 'title', type: 'text', label: say('钥匙'), value: 'row.title' },
            { id: 'seen', type: 'bool', label: say('在'), required: true },
          ],
        }),
      ]),
    ]),
  );
  const line = { number: '', procedure: 'key', room: '', stage: '在库', due: '' };
  const lists = {
    keys: [
      { ...line, id: 'k2', title: '水泵房' },
      { ...line, id: 'k1', title: '天台' },
    ],
  };
  const session = openSession(keys, { around: { ...around, lists }, surface: 'desk' });
  assert.deepEqual(session.rows('keys'), ['k2', 'k1']);
  session.removeRow('keys', 'k1');
  session.addRow('keys', 'k3');
  assert.deepEqual(session.rows('keys'), ['k2', 'k1'], 'people neither add nor remove them');
  assert.equal(session.get('keys/k1/title')?.value, '天台');
  assert.deepEqual(
    session.problems().map(({ path }) => path),
    ['keys/k2/seen', 'keys/k1/seen'],
  );
  for (const row of ['k1', 'k2']) session.answer(`keys/${row}/seen`, true);
  const answers = session.submission();
  const asked = { answers, around: { ...around, lists }, surface: 'desk', stage: 'done' } as const;
  assert.deepEqual(validate(keys, asked), []);
});

test('units and a pass are surroundings like others', () => {
  const gate = compile(
    procedure([
      section('s', [
        item('number', { type: 'text', default: 'pass.number' }),
        item('told', { type: 'text', default: "pass.facts.join('，')" }),
        item('things', {
          type: 'table',
          rows: 'pass.rows',
          items: [{ id: 'what', type: 'text', label: say('物'), value: 'row.text' }],
        }),
        item('posted', {
          type: 'table',
          rows: 'units',
          items: [{ id: 'where', type: 'text', label: say('处'), value: 'row.name' }],
        }),
      ]),
    ]),
  );
  const session = openSession(gate, {
    surface: 'tablet',
    around: {
      ...around,
      units: [{ id: '1-2', building: '1', unit: '2', name: '1栋2单元' }],
      pass: {
        entry: 'p1',
        number: 'XY-F05-7',
        code: '123456',
        title: '沙发放行',
        until: '2026-11-24T10:00:00Z',
        facts: ['王小示', '1-2-0301'],
        rows: [{ id: 'r1', text: '沙发 1 件' }],
      },
    },
  });
  assert.deepEqual(session.submission(), {
    number: 'XY-F05-7',
    told: '王小示，1-2-0301',
    'things/r1': true,
    'things/r1/what': '沙发 1 件',
    'posted/1-2': true,
    'posted/1-2/where': '1栋2单元',
  });
});
