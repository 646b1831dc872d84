import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import type { LogLine } from '../../src/form/entry.ts';
import { openSession } from '../../src/form/session.ts';
import { checkMove, isFinished, movesFrom, passedStages } from '../../src/form/stage.ts';
import { validate } from '../../src/form/validate.ts';
import type { Role } from '../../src/spec/procedure.ts';
import { around, entry, item, procedure, say, section } from './fixture.ts';

const form = compile(
  procedure(
    [
      section('base', [
        item('what', { type: 'text', required: true }),
        item('note', { type: 'text' }),
      ]),
      section('work', [item('found', { type: 'text', required: true })], { at: ['working'] }),
      section('close', [item('result', { type: 'text', required: true })], {
        at: ['closed', 'refused'],
      }),
    ],
    {
      kind: 'case',
      stages: [
        { id: 'filling', title: say('填写'), next: ['waiting'], draft: true },
        { id: 'waiting', title: say('待受理'), next: ['working', 'refused'] },
        { id: 'working', title: say('处理中'), next: ['closed', 'waiting'], by: ['engineering'] },
        {
          id: 'closed',
          title: say('已完成'),
          next: [],
          guard: { ok: "found != 'nothing'", say: say('还没有处理') },
        },
        { id: 'refused', title: say('不受理'), next: [] },
      ],
    },
  ),
);

const log = (...stages: string[]): LogLine[] =>
  stages.slice(1).map((to, at) => ({
    change: String(at),
    at: around.now,
    by: 'lin',
    device: 'd1',
    kind: 'move',
    from: stages[at] ?? '',
    to,
  }));
const locks = (stage: string, passed: string[], answers = {}) => {
  const session = openSession(form, { around, surface: 'desk', stage, passed, answers });
  return session
    .sections()
    .map(
      ({ id, items }) => `${id}:${session.get(items[0]?.id ?? '')?.readonly ? 'locked' : 'asked'}`,
    );
};

test('a section without stages is asked until the entry has left its first real stage', () => {
  assert.deepEqual(locks('filling', []), ['base:asked']);
  assert.deepEqual(locks('waiting', ['filling']), ['base:asked']);
  assert.deepEqual(locks('working', ['filling', 'waiting']), ['base:locked', 'work:asked']);
  assert.deepEqual(locks('closed', ['filling', 'waiting', 'working']), [
    'base:locked',
    'work:locked',
    'close:asked',
  ]);
  assert.deepEqual(locks('refused', ['filling', 'waiting']), ['base:locked', 'close:asked']);
});

test('sent back, an entry opens again where it began', () => {
  assert.deepEqual(locks('waiting', ['filling', 'working']), ['base:asked', 'work:locked']);
  assert.deepEqual(locks('filling', ['waiting', 'working']), ['base:asked', 'work:locked']);
});

test('a procedure without stages has one, which finishes it', () => {
  const plain = compile(procedure([section('s', [item('a', { type: 'text' })])]));
  assert.deepEqual(
    plain.stages.map(({ id }) => id),
    ['done'],
  );
  assert.ok(isFinished(plain, 'done'));
  assert.ok(!isFinished(form, 'waiting'));
});

test('answers of earlier stages stand, are not judged again and cannot be typed', () => {
  const answers = { what: '漏水', found: '垫圈老化' };
  const session = openSession(form, {
    around,
    surface: 'desk',
    stage: 'closed',
    passed: ['waiting', 'working'],
    answers,
  });
  session.answer('what', '别的');
  session.answer('result', '已换');
  assert.deepEqual(session.problems(), []);
  assert.deepEqual(session.submission(), { ...answers, result: '已换' });
  const verdict = validate(form, {
    answers: { ...answers, what: '别的', result: '已换' },
    before: answers,
    around,
    surface: 'desk',
    stage: 'closed',
    passed: ['waiting', 'working'],
  });
  assert.deepEqual(verdict, [{ code: 'readonly', path: 'what' }]);
});

test('answers of a later stage may not come early', () => {
  const verdict = validate(form, {
    answers: { what: 'x', result: 'done' },
    around,
    surface: 'desk',
    stage: 'waiting',
  });
  assert.deepEqual(verdict, [{ code: 'hidden', path: 'result' }]);
  const draft = validate(form, {
    answers: { result: 'done' },
    around,
    surface: 'desk',
    stage: 'filling',
  });
  assert.deepEqual(draft, verdict);
});

test('who may move an entry where', () => {
  const names = (stage: string, roles: Role[]) =>
    movesFrom(form, { stage }, roles).map(({ id }) => id);
  assert.deepEqual(names('waiting', ['frontdesk']), ['refused']);
  assert.deepEqual(names('waiting', ['engineering']), ['working']);
  assert.deepEqual(names('waiting', ['engineering', 'frontdesk']), ['working', 'refused']);
  assert.deepEqual(names('closed', ['manager']), []);
});

test('why an entry may not move', () => {
  const at = (stage: string, ...been: string[]) => ({ stage, log: log(...been, stage) });
  const by = (roles: Role[], answers = {}) => ({ roles, answers, around });
  const codes = (...from: Parameters<typeof checkMove> extends [unknown, ...infer R] ? R : never) =>
    checkMove(form, ...from).map(({ code, path }) => (path ? `${path}:${code}` : code));
  const working = at('working', 'filling', 'waiting');
  assert.deepEqual(codes(working, 'nowhere', by(['frontdesk'])), ['unknown-stage']);
  assert.deepEqual(codes(working, 'refused', by(['frontdesk'])), ['wrong-stage']);
  assert.deepEqual(codes(at('waiting', 'filling'), 'working', by(['frontdesk'])), ['wrong-role']);
  assert.deepEqual(codes(working, 'closed', by(['frontdesk'], { what: 'x', result: 'y' })), [
    'guard',
  ]);
  assert.deepEqual(
    codes(working, 'closed', by(['frontdesk'], { what: 'x', found: 'nothing', result: 'y' })),
    ['guard'],
  );
  assert.deepEqual(codes(working, 'closed', by(['frontdesk'], { what: 'x', found: 'pipe' })), [
    'result:required',
  ]);
  assert.deepEqual(
    codes(working, 'closed', by(['frontdesk'], { what: 'x', found: 'pipe', result: 'y' })),
    [],
  );
});

test('stages passed come from the log, the present one is not among them', () => {
  const told = { stage: 'waiting', log: log('filling', 'waiting', 'working', 'waiting') };
  assert.deepEqual(passedStages(told).sort(), ['filling', 'working']);
  assert.deepEqual(passedStages(told, 'refused').sort(), ['filling', 'waiting', 'working']);
  assert.deepEqual(passedStages(entry()), []);
});

test('what was answered stays in sight and is kept, whatever its condition says later', () => {
  const late = compile(
    procedure(
      [
        section('base', [item('early', { type: 'text', show: "today == '2026-11-24'" })], {
          show: "today == '2026-11-24'",
        }),
        section('end', [item('result', { type: 'text' })], { at: ['closed'] }),
      ],
      {
        stages: [
          { id: 'waiting', title: say('等'), next: ['closed'] },
          { id: 'closed', title: say('完'), next: [] },
        ],
      },
    ),
  );
  const session = openSession(late, {
    around: { ...around, now: '2026-12-01T00:00:00Z' },
    surface: 'desk',
    stage: 'closed',
    passed: ['waiting'],
    answers: { early: 'seen' },
  });
  assert.deepEqual([session.get('early')?.visible, session.get('early')?.readonly], [true, true]);
  assert.deepEqual(session.submission(), { early: 'seen' });
});
