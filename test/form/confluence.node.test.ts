import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compile } from '../../src/form/compile.ts';
import { openSession, type Session } from '../../src/form/session.ts';
import { validate } from '../../src/form/validate.ts';
import type { Procedure, Table } from '../../src/spec/procedure.ts';
import { around, item, photo, procedure, section } from './fixture.ts';
import { procedureOf, stepsOf, type Step } from './random.ts';

const where = { around, surface: 'desk' } as const;

function picture(session: Session, paths: Iterable<string>): object {
  return {
    states: [...paths].map((path) => session.get(path)),
    sections: session.sections().map(({ id }) => id),
    problems: session.problems(),
    submission: session.submission(),
  };
}

function agrees(form: Procedure, session: Session, paths: readonly string[]): void {
  const fresh = openSession(compile(form), { ...where, answers: session.answers });
  assert.deepEqual(picture(session, paths), picture(fresh, paths));
}

test('however one came to the answers, the form is the same as opened with them', () => {
  fc.assert(
    fc.property(procedureOf(40), stepsOf(40), (form, steps) => {
      const session = openSession(compile(form), where);
      for (const { path, value } of steps) session.answer(path, value);
      agrees(form, session, [...session.form.items.keys()]);
    }),
    { numRuns: 150 },
  );
});

test('page and server give the same verdict on a submission', () => {
  fc.assert(
    fc.property(procedureOf(40), stepsOf(40), (form, steps) => {
      const session = openSession(compile(form), where);
      for (const { path, value } of steps) session.answer(path, value);
      const answers = session.submission();
      const verdict = validate(compile(form), { ...where, answers, stage: 'done' });
      assert.deepEqual(verdict, session.problems());
    }),
    { numRuns: 150 },
  );
});

/** Rows, checks and follow-ups: where state could linger. */
const lively = procedure([
  section('all', [
    item('on', { type: 'bool' }),
    item('rooms', {
      type: 'table',
      show: 'on',
      items: [
        item('lamp', {
          type: 'check',
          na: true,
          measure: { min: 10 },
          fail: { note: true, photo: true },
        }),
        item('count', { type: 'int', require: "lamp == 'fail'" }),
        item('double', { type: 'int', value: 'count * 2' }),
      ] as Table['items'],
    }),
    item('total', { type: 'int', value: 'rooms.map(r, r.double).sum()' }),
    item('why', { type: 'text', show: "rooms.exists(r, r.lamp == 'fail')", required: true }),
  ]),
]);
const rows = ['r1', 'r2'];
const cells = ['lamp', 'lamp.measure', 'lamp.note', 'lamp.photo', 'lamp.fixed', 'count', 'double'];
const paths = [
  'on',
  'rooms',
  'total',
  'why',
  ...rows.flatMap((row) => cells.map((cell) => `rooms/${row}/${cell}`)),
];
const livelyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ path: fc.constant('on'), value: fc.constantFrom(true, true, false, null) }),
  fc.record({
    path: fc.constantFrom(...rows.map((row) => `rooms/${row}`)),
    value: fc.constantFrom(true, null),
  }),
  fc.record({
    path: fc.constantFrom(...paths),
    value: fc.constantFrom(null, 'pass', 'fail', 'na', 5, 12, 'text', [photo]),
  }),
);

test('a line whose id sorts before the others stands before them, as it will once opened again', () => {
  const session = openSession(compile(lively), where);
  session.answer('on', true);
  session.addRow('rooms', 'r2');
  session.answer('rooms/r2/lamp', 5);
  session.addRow('rooms', 'r1');
  session.answer('rooms/r1/lamp.measure', 5);
  assert.deepEqual(session.rows('rooms'), ['r1', 'r2']);
  agrees(lively, session, paths);
});

test('rows, readings and follow-ups leave no trace of the way either', () => {
  fc.assert(
    fc.property(fc.array(livelyStep, { maxLength: 40 }), (steps) => {
      const session = openSession(compile(lively), where);
      session.answer('on', true);
      for (const { path, value } of steps) {
        const [table, row, cell] = path.split('/');
        if (!table || !row || cell) session.answer(path, value);
        else if (value === true) session.addRow(table, row);
        else session.removeRow(table, row);
      }
      agrees(lively, session, paths);
      const answers = session.submission();
      const verdict = validate(compile(lively), { ...where, answers, stage: 'done' });
      assert.deepEqual(verdict, session.problems());
    }),
    { numRuns: 400 },
  );
});
