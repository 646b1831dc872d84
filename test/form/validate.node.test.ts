import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../src/form/answers.ts';
import { compile } from '../../src/form/compile.ts';
import { settled, validate, type Asked } from '../../src/form/validate.ts';
import type { Json } from '../../src/spec/json.ts';
import type { Item, Table } from '../../src/spec/procedure.ts';
import { around, item, photo, procedure, say, section } from './fixture.ts';

const form = (items: Item[], rest = {}) => compile(procedure([section('all', items)], rest));
const judge = (items: Item[], answers: Answers, rest: Partial<Asked> = {}) =>
  validate(form(items), { answers, around, surface: 'desk', stage: 'done', ...rest });

const signature = { by: null, name: '客户甲', at: '2026-11-24T02:31:00Z', method: 'ink' };
const kg = say('千克');
const options = { colour: [{ value: 'red', label: say('红') }] };

/** Item, answers that fit, answers that do not with what is said of them. */
const cases: readonly (readonly [Item, readonly Json[], readonly (readonly [Json, string])[]])[] = [
  [
    item('a', { type: 'text', maxLength: 3 }),
    ['abc'],
    [
      ['abcd', 'too-long'],
      [1, 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'int', min: 1, max: 3, unit: kg }),
    [1, 3],
    [
      [0, 'too-small'],
      [4, 'too-large'],
      [1.5, 'wrong-type'],
      ['2', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'num', min: 0.5 }),
    [0.5],
    [
      [0.4, 'too-small'],
      [null, 'required'],
    ],
  ],
  [item('a', { type: 'money' }), [1250], [[12.5, 'wrong-type']]],
  [
    item('a', { type: 'date' }),
    ['2028-02-29'],
    [
      ['2026-02-29', 'wrong-type'],
      ['2026-2-9', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'time' }),
    ['08:30', '23:59'],
    [
      ['24:00', 'wrong-type'],
      ['8:30', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'dt' }),
    ['2026-11-24T08:30:00+08:00', '2026-11-24T00:30:00Z'],
    [['2026-11-24T08:30:00', 'wrong-type']],
  ],
  [item('a', { type: 'dur' }), ['PT15M', 'P1DT2H'], [['15', 'wrong-type']]],
  [
    item('a', { type: 'one', options: 'colour' }),
    ['red'],
    [
      ['blue', 'not-an-option'],
      [['red'], 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'many', options: 'colour' }),
    [['red']],
    [
      [['red', 'blue'], 'not-an-option'],
      ['red', 'wrong-type'],
      [['red', 'red'], 'wrong-type'],
    ],
  ],
  [item('a', { type: 'bool' }), [true, false], [['yes', 'wrong-type']]],
  [
    item('a', { type: 'phone' }),
    ['13800000000', '0755-86000000', '86000000', '+4915100000000'],
    [
      ['138', 'wrong-type'],
      ['23800000000x', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'plate' }),
    ['粤B12345', '粤BD12345', '粤Z1234港', '使014578', 'WJ粤1234X'],
    [
      ['B12345', 'wrong-type'],
      ['粤B1', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'photo', max: 1 }),
    [[photo]],
    [
      [[photo, 'cd'.repeat(32)], 'too-many'],
      [['x'], 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'sign' }),
    [signature],
    [
      [{ ...signature, method: 'stamp' }, 'wrong-type'],
      ['客户甲', 'wrong-type'],
    ],
  ],
  [
    item('a', { type: 'check' }),
    ['pass', 'fail'],
    [
      ['na', 'not-an-option'],
      ['good', 'wrong-type'],
    ],
  ],
  [item('a', { type: 'check', na: true }), ['na'], [[true, 'wrong-type']]],
];

for (const [each, good, bad] of cases)
  test(`a ${each.type} answer: what fits passes, what does not is named`, () => {
    const one = form([{ ...each, required: true } as Item], { options });
    const codes = (a: Json) =>
      validate(one, { answers: { a }, around, surface: 'desk', stage: 'done' }).map(
        ({ code }) => code,
      );
    for (const value of good) assert.deepEqual(codes(value), [], JSON.stringify(value));
    for (const [value, code] of bad) assert.deepEqual(codes(value), [code], JSON.stringify(value));
  });

test('bounds are told with their unit', () => {
  assert.deepEqual(judge([item('a', { type: 'int', min: 1, unit: kg })], { a: 0 }), [
    { code: 'too-small', path: 'a', params: { min: 1, unit: kg } },
  ]);
});

const table = item('goods', {
  type: 'table',
  items: [
    item('what', { type: 'text' }),
    item('fine', { type: 'check', fail: { note: true } }),
  ] as Table['items'],
});

test('unknown paths are told, in tables too', () => {
  const items = [item('a', { type: 'text' }), item('n', { type: 'note' }), table];
  const answers = {
    b: 1,
    'a.note': 'x',
    'a/r1': 'x',
    n: 'x',
    goods: [],
    'goods/r1': true,
    'goods/r1/what': 'x',
    'goods/r1/nope': 1,
    'goods/r1/fine.note/x': 1,
    'goods/r2': 'yes',
  };
  const found = judge(items, answers).map(({ code, path }) => `${path}:${code}`);
  assert.deepEqual(found.sort(), [
    'a.note:unknown-item',
    'a/r1:unknown-item',
    'b:unknown-item',
    'goods/r1/fine.note/x:unknown-item',
    'goods/r1/nope:unknown-item',
    'goods/r2:wrong-type',
    'goods:unknown-item',
    'n:unknown-item',
  ]);
});

test('names that objects inherit are unknown like any other', () => {
  const answers = JSON.parse('{"__proto__": 1, "constructor": 1, "toString": 1}') as Answers;
  assert.deepEqual(
    judge([item('a', { type: 'text' })], answers).map(({ code }) => code),
    ['unknown-item', 'unknown-item', 'unknown-item'],
  );
});

test('an emptied answer of an unknown path, and cells of a removed row, are no problem', () => {
  const items = [item('a', { type: 'text' }), table];
  assert.deepEqual(judge(items, { gone: null, 'goods/r1': null, 'goods/r1/what': 'x' }), []);
});

test('answers of hidden items are told, except while still filling in', () => {
  const items = [item('a', { type: 'bool' }), item('b', { type: 'text', show: 'a' })];
  assert.deepEqual(judge(items, { a: false, b: 'x' }), [{ code: 'hidden', path: 'b' }]);
  const stages = [
    { id: 'filling', title: say('填写'), next: ['done'], draft: true },
    { id: 'done', title: say('完成'), next: [] },
  ];
  const staged = form(items, { stages });
  const at = (stage: string) =>
    validate(staged, { answers: { b: 'x' }, around, surface: 'desk', stage });
  assert.deepEqual(at('filling'), []);
  assert.deepEqual(at('done'), [{ code: 'hidden', path: 'b' }]);
});

test('in a draft stage missing answers and rows are no problem, wrong ones are', () => {
  const items = [
    item('a', { type: 'int', required: true, max: 3 }),
    { ...table, min: 1 } as Item,
    item('lamp', { type: 'check', fail: { note: true } }),
  ];
  const stages = [
    { id: 'filling', title: say('填写'), next: ['done'], draft: true },
    { id: 'done', title: say('完成'), next: [] },
  ];
  const codes = (answers: Answers, stage: string) =>
    validate(form(items, { stages }), { answers, around, surface: 'desk', stage }).map(
      ({ code }) => code,
    );
  assert.deepEqual(codes({ lamp: 'fail' }, 'filling'), []);
  assert.deepEqual(codes({ a: 4 }, 'filling'), ['too-large']);
  assert.deepEqual(codes({ lamp: 'fail' }, 'done'), ['required', 'too-few-rows', 'required']);
});

test('what a kiosk may not see it may not set', () => {
  const items = [
    item('a', { type: 'text' }),
    item('verdict', { type: 'text', surfaces: ['desk'] }),
  ];
  const answers = { a: 'x', verdict: 'ok' };
  assert.deepEqual(judge(items, answers, { surface: 'kiosk' }), [
    { code: 'hidden', path: 'verdict' },
  ]);
  assert.deepEqual(judge(items, answers, { surface: 'desk' }), []);
  assert.deepEqual(judge(items, answers, { surface: 'kiosk', before: { verdict: 'ok' } }), []);
});

test('with what was there before, answers that may not be changed are told', () => {
  const items = [item('a', { type: 'text' }), item('from', { type: 'text', readonly: true })];
  const rest = { before: { a: 'x', from: 'kiosk' } };
  assert.deepEqual(judge(items, { a: 'y', from: 'kiosk' }, rest), []);
  assert.deepEqual(judge(items, { a: 'x', from: 'me' }, rest), [
    { code: 'readonly', path: 'from' },
  ]);
  assert.deepEqual(judge(items, { from: 'me' }, { before: {} }), []);
});

test('the server never fills in a default for what was not answered', () => {
  const items = [item('a', { type: 'text', default: "'x'", required: true })];
  assert.deepEqual(judge(items, {}), [{ code: 'required', path: 'a' }]);
});

test('settled answers have computed ones as they must be', () => {
  const items = [item('n', { type: 'int' }), item('sum', { type: 'int', value: 'n + 1' })];
  const asked = { answers: { n: 4, sum: 99 }, around, surface: 'desk', stage: 'done' } as const;
  assert.deepEqual(settled(form(items), asked), { n: 4, sum: 5 });
});
