import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, type Calendar } from '../../src/form/clock.ts';
import { compile } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Deadline, Item } from '../../src/spec/procedure.ts';
import { entry, item, procedure, say, section } from './fixture.ts';

const day = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;
/** Seven office hours, Monday to Friday; 2026-10-01 to 07 off, Saturday 2026-10-10 made up for it. */
const calendar: Calendar = {
  offset: 480,
  hours: { 1: day, 2: day, 3: day, 4: day, 5: day },
  works: (date) => {
    if (date === '2026-10-10') return true;
    if (date >= '2026-10-01' && date <= '2026-10-07') return false;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  },
};

const items: Item[] = [
  item('urgent', { type: 'bool' }),
  item('at', { type: 'dt' }),
  item('on', { type: 'date' }),
];
const formWith = (deadlines: Partial<Deadline>[]) =>
  compile(
    procedure([section('s', items)], {
      stages: [
        {
          id: 'waiting',
          title: say('等'),
          next: ['closed'],
          deadlines: deadlines.map((each, at) => ({ id: `d${at}`, label: say(`d${at}`), ...each })),
        },
        { id: 'asking', title: say('问'), next: ['waiting'], paused: true },
        { id: 'closed', title: say('完'), next: [] },
      ],
    }),
  );
/** Site time to an instant. */
const z = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
const clock = (
  deadlines: Partial<Deadline>[],
  from: string,
  now: string,
  rest: Partial<Entry> = {},
) =>
  clockOf(
    formWith(deadlines),
    entry({ stage: 'waiting', created: z(from), staged: z(from), ...rest }),
    z(now),
    calendar,
  );

/** Start, time allowed, calendar, due, and from when it is yellow; all in site time, worked out by hand. */
const cases: readonly (readonly [string, string, 'always' | 'office', string, string])[] = [
  ['2026-11-24T23:50', 'PT30M', 'always', '2026-11-25T00:20', '2026-11-25T00:14'],
  ['2026-11-24T10:00', 'P1D', 'always', '2026-11-25T10:00', '2026-11-25T05:12'],
  ['2026-11-24T10:00', 'PT1H', 'office', '2026-11-24T11:00', '2026-11-24T10:48'],
  // Over lunch.
  ['2026-11-24T11:30', 'PT1H', 'office', '2026-11-24T14:30', '2026-11-24T14:18'],
  // In the evening: counts from the next morning.
  ['2026-11-24T20:00', 'PT1H', 'office', '2026-11-25T10:00', '2026-11-25T09:48'],
  // Friday afternoon over the weekend: 1 h on Friday, 1 h on Monday.
  ['2026-11-27T17:00', 'PT2H', 'office', '2026-11-30T10:00', '2026-11-30T09:36'],
  // Exactly to closing time, not to the next opening.
  ['2026-11-27T17:00', 'PT1H', 'office', '2026-11-27T18:00', '2026-11-27T17:48'],
  // From Sunday.
  ['2026-11-29T11:00', 'PT4H', 'office', '2026-11-30T15:00', '2026-11-30T14:12'],
  // Wednesday 30 September, over the holiday, to Thursday 8 October.
  ['2026-09-30T17:00', 'PT2H', 'office', '2026-10-08T10:00', '2026-10-08T09:36'],
  // The made-up Saturday counts, though Saturdays have no hours: 1 h Friday 9th, 1 h Saturday 10th.
  ['2026-10-09T17:00', 'PT2H', 'office', '2026-10-10T10:00', '2026-10-10T09:36'],
  // Working days: same time on the next; three of them over a weekend.
  ['2026-11-27T15:00', 'P1D', 'office', '2026-11-30T15:00', '2026-11-30T11:36'],
  ['2026-11-26T10:00', 'P3D', 'office', '2026-12-01T10:00', '2026-11-30T14:48'],
  ['2026-09-30T10:00', 'P1DT1H', 'office', '2026-10-08T11:00', '2026-10-08T09:24'],
];

for (const [from, within, by, due, warn] of cases)
  test(`${within} of ${by} time from ${from} is due at ${due}`, () => {
    const got = clock([{ within, calendar: by }], from, from);
    assert.deepEqual([got?.due, got?.warn, got?.colour], [z(due), z(warn), 'green']);
  });

test('yellow from the warning on, red from the due time on', () => {
  const at = (now: string) =>
    clock([{ within: 'PT10M', warn: 0.5 }], '2026-11-24T10:00', now)?.colour;
  assert.deepEqual(
    [
      '2026-11-24T10:04',
      '2026-11-24T10:05',
      '2026-11-24T10:09',
      '2026-11-24T10:10',
      '2026-11-25T00:00',
    ].map(at),
    ['green', 'yellow', 'yellow', 'red', 'red'],
  );
});

test('time that stood still is added, and the stage goes on where it was left', () => {
  const move = (at: string, from: string, to: string) => ({
    change: at,
    at: z(at),
    by: null,
    device: 'd1',
    kind: 'move' as const,
    from,
    to,
  });
  const log = [
    move('2026-11-24T10:10', 'waiting', 'asking'),
    move('2026-11-24T10:40', 'asking', 'waiting'),
  ];
  const due = (from: Deadline['from'], staged: string) =>
    clock([{ within: 'PT1H', ...(from && { from }) }], '2026-11-24T10:00', '2026-11-24T10:40', {
      log,
      staged: z(staged),
    })?.due;
  assert.equal(due('created', '2026-11-24T10:40'), z('2026-11-24T11:30'));
  assert.equal(due(undefined, '2026-11-24T10:40'), z('2026-11-24T11:30'), 'it goes on');
});

test('the first deadline that holds counts; an unanswered condition does not hold', () => {
  const deadlines = [
    { when: 'urgent', within: 'PT5M' },
    { within: 'PT1H', escalate: ['supervisor' as const] },
  ];
  const due = (answers = {}) =>
    clock(deadlines, '2026-11-24T10:00', '2026-11-24T10:00', { answers })?.due;
  assert.equal(due({ urgent: true }), z('2026-11-24T10:05'));
  assert.equal(due({ urgent: false }), z('2026-11-24T11:00'));
  assert.equal(due(), z('2026-11-24T11:00'));
  const other = clock(deadlines, '2026-11-24T10:00', '2026-11-24T10:00');
  assert.deepEqual(other?.escalate, ['supervisor']);
});

test('a point in time from an answer: an instant, or the end of a day; none while unanswered', () => {
  const due = (until: string, answers: Entry['answers']) =>
    clock([{ until }], '2026-11-24T10:00', '2026-11-24T10:00', { answers });
  const got = due('at', { at: z('2026-11-24T20:00') });
  assert.deepEqual([got?.due, got?.warn], [z('2026-11-24T20:00'), z('2026-11-24T18:00')]);
  assert.equal(due('on', { on: '2026-11-24' })?.due, z('2026-11-25T00:00'));
  assert.equal(due('at', {}), undefined);
  assert.equal(due('at', { at: z('2026-11-24T09:00') })?.colour, 'red');
});

test('from creation, past the stages between', () => {
  const got = clock([{ within: 'PT1H', from: 'created' }], '2026-11-24T10:00', '2026-11-24T10:00', {
    staged: z('2026-11-24T10:50'),
  });
  assert.equal(got?.due, z('2026-11-24T11:00'));
});

test('finished and void entries have no clock, nor a stage without a deadline', () => {
  assert.equal(
    clock([{ within: 'PT1H' }], '2026-11-24T10:00', '2026-11-24T10:00', { stage: 'closed' }),
    undefined,
  );
  const gone = { at: z('2026-11-24T10:00'), by: 'lin', reason: '重复' };
  assert.equal(
    clock([{ within: 'PT1H' }], '2026-11-24T10:00', '2026-11-24T10:00', { void: gone }),
    undefined,
  );
  assert.equal(clock([], '2026-11-24T10:00', '2026-11-24T10:00'), undefined);
});

test('an office that never opens does not stop the clock', () => {
  const got = clockOf(
    formWith([{ within: 'PT1H', calendar: 'office' }]),
    entry({ stage: 'waiting' }),
    entry().staged,
    { ...calendar, works: () => false },
  );
  assert.equal(got?.due, '2026-11-24T03:30:00.000Z');
});
