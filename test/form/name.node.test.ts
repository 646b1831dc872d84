import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import { printNumber } from '../../src/form/number.ts';
import { localDate, localTime, shiftAt } from '../../src/form/shift.ts';
import { answerText, facetsOf, summarise } from '../../src/form/summary.ts';
import { item, procedure, say, section } from './fixture.ts';

const form = (zh: string) =>
  compile(
    procedure(
      [
        section('s', [
          item('name', { type: 'text' }),
          item('room', { type: 'room' }),
          item('kind', { type: 'one', options: 'kind' }),
          item('kinds', { type: 'many', options: 'kind' }),
          item('fee', { type: 'money' }),
          item('at', { type: 'dt' }),
          item('took', { type: 'dur' }),
          item('ok', { type: 'check' }),
          item('goods', { type: 'table', items: [{ id: 'n', label: say('n'), type: 'int' }] }),
        ]),
      ],
      {
        summary: { 'zh-CN': zh },
        facets: { room: 'room', name: 'name', category: 'kind' },
        options: {
          kind: [
            { value: 'move', label: { 'zh-CN': '搬家', en: 'Moving' } },
            { value: 'visit', label: { 'zh-CN': '来访' } },
          ],
        },
      },
    ),
  );
const name = (pattern: string, answers = {}) => summarise(form(pattern), answers, 'zh-CN');

/** Pattern, answers, summary. */
const cases: readonly (readonly [string, Record<string, string | string[]>, string])[] = [
  ['{name} → {room}', { name: '王样', room: '1-2-0301' }, '王样 → 1-2-0301'],
  ['{name} → {room}', { name: '王样' }, '王样'],
  ['{name} → {room}', { room: '1-2-0301' }, '1-2-0301'],
  ['{name}（{kind}）→ {room}', { name: '王样', kind: 'move', room: '3' }, '王样（搬家）→ 3'],
  ['{name}（{kind}）→ {room}', { name: '王样', room: '3' }, '王样→ 3'],
  ['{name}（{kind}，{room}）', { name: '王样', room: '3' }, '王样（3）'],
  ['{name}（{kind}，{room}）', { name: '王样', kind: 'move' }, '王样（搬家）'],
  ['{name}（{kind}，{room}）', { name: '王样' }, '王样'],
  ['{name} · {kind} · {room}', { name: '王样', room: '3' }, '王样 · 3'],
  ['{name} · {kind} · {room}', { room: '3' }, '3'],
  ['{room}室 {name}', { room: '3' }, '3室'],
  ['{kinds}', { kinds: ['move', 'visit'] }, '搬家、来访'],
  ['{name} → {room}', {}, '样表'],
];
for (const [pattern, answers, expected] of cases)
  test(`${pattern} with ${JSON.stringify(answers)} reads ${expected}`, () =>
    assert.equal(name(pattern, answers), expected));

test('in English, with Chinese where a label has no English', () => {
  const read = (kind: string) => summarise(form('{kind}'), { kind }, 'en');
  assert.deepEqual([read('move'), read('visit'), read('gone')], ['Moving', '来访', 'gone']);
});

test('answers as people read them', () => {
  const answers = {
    fee: 1250,
    at: '2026-11-24T02:30:00Z',
    took: 'PT90M',
    ok: 'fail',
    'goods/a': true,
    'goods/b': true,
  };
  const texts = (locale: 'zh-CN' | 'en') =>
    Object.keys({ fee: 0, at: 0, took: 0, ok: 0, goods: 0, name: 0 }).map((path) =>
      answerText(form('x'), path, answers, locale),
    );
  assert.deepEqual(texts('zh-CN'), [
    '¥12.50',
    '2026-11-24 10:30',
    '1小时30分钟',
    '不合格',
    '2',
    '',
  ]);
  assert.deepEqual(texts('en'), ['¥12.50', '2026-11-24 10:30', '1 h 30 min', 'Fail', '2', '']);
});

test('facets are stored values, empty ones left out', () => {
  assert.deepEqual(facetsOf(form('x'), { room: '3', name: '', kind: 'move' }), {
    room: '3',
    category: 'move',
  });
});

test('numbers', () => {
  const parts = { site: 'XY', code: 'F04', date: '20261124', device: 'K1', seq: 7 };
  assert.equal(printNumber('{site}-{code}-{date}-{device}{seq:3}', parts), 'XY-F04-20261124-K1007');
  // The 1007th of K1 is not the 7th of K11.
  const many = (device: string, seq: number) =>
    printNumber('{code}-{device}{seq:3}', { ...parts, device, seq });
  assert.deepEqual([many('K1', 1007), many('K11', 7)], ['F04-K1-1007', 'F04-K11007']);
  assert.equal(printNumber('{seq:3}/{other}', { ...parts, seq: 12345 }), '12345/{other}');
});

test('local dates and times', () => {
  assert.equal(localDate('2026-11-24T16:30:00Z', 'Asia/Shanghai'), '2026-11-25');
  assert.equal(localTime('2026-11-24T16:30:00Z', 'Asia/Shanghai'), '00:30');
});

const shifts = [
  { id: 'day', start: '08:00', end: '20:15' },
  { id: 'night', start: '20:00', end: '08:00' },
];
const z = (local: string) => new Date(`${local}:00+08:00`).toISOString();

/** Site time, shift, and the date it began. */
const shiftCases = [
  ['2026-11-24T08:00', 'day', '2026-11-24'],
  ['2026-11-24T19:59', 'day', '2026-11-24'],
  ['2026-11-24T20:10', 'night', '2026-11-24'],
  ['2026-11-24T23:59', 'night', '2026-11-24'],
  ['2026-11-25T00:00', 'night', '2026-11-24'],
  ['2026-11-25T07:59', 'night', '2026-11-24'],
] as const;
for (const [local, id, date] of shiftCases)
  test(`at ${local} the ${id} shift of ${date} is on`, () => {
    const shift = shiftAt(shifts, 'Asia/Shanghai', z(local));
    assert.deepEqual([shift?.id, shift?.date], [id, date]);
  });

test('between shifts there is none', () => {
  assert.equal(
    shiftAt([{ id: 'day', start: '08:00', end: '20:00' }], 'Asia/Shanghai', z('2026-11-24T20:00')),
    undefined,
  );
  const night = { id: 'night', start: '20:00', end: '08:00' };
  assert.equal(shiftAt([night], 'Asia/Shanghai', z('2026-11-24T08:00')), undefined);
  const whole = shiftAt(
    [{ id: 'all', start: '08:00', end: '08:00' }],
    'Asia/Shanghai',
    z('2026-11-24T07:00'),
  );
  assert.equal(whole?.date, '2026-11-23');
});
