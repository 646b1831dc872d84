import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import { openSession, type SessionOptions } from '../../src/form/session.ts';
import type { Item } from '../../src/spec/procedure.ts';
import { around, item, photo, procedure, say, section } from './fixture.ts';

const open = (items: Item[], options: Partial<SessionOptions> = {}) =>
  openSession(compile(procedure([section('all', items)])), {
    around,
    surface: 'desk',
    ...options,
  });
const codes = (problems: readonly { code: string; path: string }[]) =>
  problems.map(({ code, path }) => `${path}:${code}`);

test('a chain of conditions closes as a whole and keeps what was typed', () => {
  const session = open([
    item('a', { type: 'text' }),
    item('b', { type: 'text', show: "a == 'x'" }),
    item('c', { type: 'text', show: "b == 'y'" }),
    item('d', { type: 'text', show: "c == 'z'" }),
  ]);
  for (const [path, value] of Object.entries({ a: 'x', b: 'y', c: 'z', d: 'end' }))
    session.answer(path, value);
  assert.equal(session.get('d')?.visible, true);

  session.answer('a', 'other');
  assert.deepEqual(
    ['b', 'c', 'd'].map((path) => session.get(path)?.visible),
    [false, false, false],
  );
  assert.deepEqual(session.answers, { a: 'other', b: 'y', c: 'z', d: 'end' });
  assert.deepEqual(session.submission(), { a: 'other' });

  session.answer('a', 'x');
  assert.deepEqual(session.submission(), { a: 'x', b: 'y', c: 'z', d: 'end' });
});

test('states keep their identity until they change, and subscribers hear of exactly those that did', () => {
  const session = open([
    item('a', { type: 'text' }),
    item('b', { type: 'text', show: "a == 'x'" }),
    item('c', { type: 'text' }),
  ]);
  const heard: string[][] = [];
  const stop = session.subscribe((changed) => heard.push([...changed].sort()));
  const c = session.get('c');
  const b = session.get('b');
  session.answer('a', 'n');
  session.answer('a', 'n');
  assert.equal(session.get('b'), b);
  session.answer('a', 'x');
  assert.notEqual(session.get('b'), b);
  assert.equal(session.get('c'), c);
  session.answer('nobody', 1);
  stop();
  session.answer('c', 'unheard');
  assert.deepEqual(heard, [['a'], ['a', 'b']]);
});

test('a default fills once, when first visible, and never what a person touched', () => {
  const items = [
    item('a', { type: 'bool' }),
    item('host', { type: 'text', show: 'a', default: 'user.name' }),
    item('until', { type: 'dt', default: "now + duration('4h')" }),
  ];
  const session = open(items);
  assert.equal(session.get('until')?.value, '2026-11-24T06:30:00.000Z');
  assert.equal(session.answers['host'], undefined);
  session.answer('a', true);
  assert.equal(session.get('host')?.value, '林小样');
  session.answer('host', null);
  session.answer('a', false);
  session.answer('a', true);
  assert.equal(session.get('host')?.value, undefined);

  const resumed = open(items, { answers: session.answers });
  assert.equal(
    resumed.get('host')?.value,
    undefined,
    'cleared stays cleared when a draft is resumed',
  );
});

test('a default that reads an item waits for its answer', () => {
  const session = open([
    item('n', { type: 'int' }),
    item('twice', { type: 'int', default: 'n * 2' }),
  ]);
  session.answer('n', 4);
  assert.equal(session.get('twice')?.value, 8);
  session.answer('n', 5);
  assert.equal(session.get('twice')?.value, 8);
});

test('a computed item cannot be typed and follows what it reads', () => {
  const session = open([item('n', { type: 'int' }), item('sum', { type: 'int', value: 'n + 1' })]);
  session.answer('sum', 99);
  assert.equal(session.get('sum')?.value, undefined);
  session.answer('n', 1);
  assert.deepEqual([session.get('sum')?.value, session.get('sum')?.readonly], [2, true]);
  assert.deepEqual(session.submission(), { n: 1, sum: 2 });
});

test('required by condition, and a blank text is no answer', () => {
  const session = open([
    item('kind', { type: 'text' }),
    item('plate', { type: 'text', require: "kind == 'car'" }),
    item('name', { type: 'text', required: true }),
  ]);
  session.answer('name', '  ');
  session.answer('kind', 'car');
  assert.deepEqual(codes(session.problems()), ['plate:required', 'name:required']);
  session.answer('kind', 'foot');
  assert.equal(session.get('plate')?.required, false);
});

test('constraints judge answered items only; a warning is told as one', () => {
  const session = open([
    item('n', {
      type: 'int',
      check: [
        { ok: 'n > 2', say: say('太小') },
        { ok: 'n > 9', say: say('偏小'), level: 'warn' },
      ],
    }),
  ]);
  assert.deepEqual(session.problems(), []);
  session.answer('n', 1);
  assert.deepEqual(session.problems(), [
    { code: 'constraint', path: 'n', params: { say: say('太小') } },
    { code: 'constraint', path: 'n', params: { say: say('偏小') }, level: 'warn' },
  ]);
  session.answer('n', 10);
  assert.deepEqual(session.problems(), []);
});

test('a check with limits is judged by its reading, unless it does not apply', () => {
  const session = open([
    item('temp', {
      type: 'check',
      required: true,
      na: true,
      measure: { min: 1, max: 5, unit: say('度') },
      fail: { note: true, photo: true },
    }),
  ]);
  assert.deepEqual(codes(session.problems()), ['temp.measure:required']);
  session.answer('temp.measure', 5);
  assert.equal(session.get('temp')?.value, 'pass');
  session.answer('temp.measure', 5.1);
  assert.equal(session.get('temp')?.value, 'fail');
  session.answer('temp', 'pass');
  assert.equal(session.get('temp')?.value, 'fail', 'nobody talks a reading away');
  assert.deepEqual(codes(session.problems()), ['temp.note:required', 'temp.photo:required']);
  assert.equal(session.get('temp.fixed')?.required, false);

  session.answer('temp.note', '灯管不亮');
  session.answer('temp.photo', [photo]);
  assert.deepEqual(session.problems(), []);
  assert.equal(session.submission()['temp'], 'fail');

  session.answer('temp', 'na');
  assert.equal(session.get('temp.measure')?.visible, false);
  assert.deepEqual(session.submission(), { temp: 'na' });
  session.answer('temp', null);
  assert.equal(session.get('temp')?.value, 'fail');
  session.answer('temp.measure', null);
  assert.equal(session.get('temp')?.value, undefined);
});

test('surfaces: what is asked elsewhere is not shown here, but kept and read', () => {
  const items = [
    item('kioskOnly', { type: 'bool', surfaces: ['kiosk'], required: true }),
    item('more', { type: 'text', show: 'kioskOnly' }),
  ];
  const session = open(items, { answers: { kioskOnly: true } });
  assert.equal(session.get('kioskOnly')?.visible, false);
  assert.equal(session.get('more')?.visible, true);
  assert.deepEqual(session.problems(), []);
  assert.deepEqual(session.submission(), { kioskOnly: true });
  session.answer('kioskOnly', false);
  assert.equal(session.answers['kioskOnly'], true);
});

test('what is never stored is asked, and left out on submit', () => {
  const session = open([item('idLast4', { type: 'text', required: true, retain: 'P0D' })]);
  assert.deepEqual(codes(session.problems()), ['idLast4:required']);
  session.answer('idLast4', '123X');
  assert.deepEqual(session.problems(), []);
  assert.deepEqual(session.submission(), {});
});

test('sections that hold nothing to show are not listed, and their coming is told', () => {
  const form = compile(
    procedure([
      section('one', [item('a', { type: 'bool' })]),
      section('two', [item('b', { type: 'text' })], { show: 'a' }),
      section('three', [item('c', { type: 'text', show: 'a' })]),
    ]),
  );
  const session = openSession(form, { around, surface: 'desk' });
  const ids = () => session.sections().map(({ id }) => id);
  assert.deepEqual(ids(), ['one']);
  const heard: boolean[] = [];
  session.subscribe((changed) => heard.push(changed.has('')));
  session.answer('a', true);
  assert.deepEqual(ids(), ['one', 'two', 'three']);
  session.answer('b', 'x');
  assert.deepEqual(heard, [true, false]);
});

test('signers: the person named, and not one person twice', () => {
  const session = open([
    item('giver', { type: 'person' }),
    item('giverSign', { type: 'sign', by: 'giver' }),
    item('receiverSign', { type: 'sign', distinct: ['giverSign'] }),
  ]);
  const signed = (by: string) => ({ by, name: by, at: '2026-11-24T02:31:00Z', method: 'typed' });
  session.answer('giver', 'lin');
  session.answer('giverSign', signed('wang'));
  session.answer('receiverSign', signed('wang'));
  assert.deepEqual(codes(session.problems()), [
    'giverSign:wrong-signer',
    'receiverSign:same-signer',
  ]);
  session.answer('giverSign', signed('lin'));
  assert.deepEqual(session.problems(), []);
  session.answer('giver', 'wang');
  assert.deepEqual(codes(session.problems()), ['giverSign:wrong-signer']);
});

test("a reading takes the place of a person's own result, for good", () => {
  const session = open([item('temp', { type: 'check', measure: { max: 5 }, fail: {} })]);
  session.answer('temp', 'fail');
  assert.equal(session.get('temp')?.value, 'fail');
  session.answer('temp.measure', 3);
  assert.equal(session.get('temp')?.value, 'pass');
  session.answer('temp.measure', null);
  assert.equal(session.get('temp')?.value, undefined);
});
