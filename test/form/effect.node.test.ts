import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import { effectsOf } from '../../src/form/effect.ts';
import type { Item, Table } from '../../src/spec/procedure.ts';
import { entry, item, photo, procedure, say, section } from './fixture.ts';

const fail = {
  note: true,
  photo: true,
  action: {
    procedure: 'repair',
    with: {
      what: "label + '：' + note",
      photos: 'photos',
      room: 'room',
      opened: 'now',
      urgent: 'true',
    },
  },
};
const lamp = item('lamp', { type: 'check', fail });
const cell = item('door', {
  type: 'check',
  fail: { action: { procedure: 'repair', with: { what: 'label', floor: 'floor' } } },
});
const form = compile(
  procedure(
    [
      section('all', [
        item('room', { type: 'room' }),
        item('on', { type: 'bool' }),
        lamp,
        item('floors', {
          type: 'table',
          show: 'on',
          items: [item('floor', { type: 'int' }), cell] as Table['items'],
        } as Item),
      ]),
    ],
    {
      stages: [
        { id: 'filling', title: say('填写'), next: ['inside'], draft: true },
        { id: 'inside', title: say('在内'), next: [] },
      ],
      effects: [
        {
          id: 'visit',
          on: 'inside',
          when: 'on',
          create: { procedure: 'visit', with: { room: 'room' } },
        },
        { id: 'begun', on: 'filling', create: { procedure: 'log', with: {} } },
      ],
    },
  ),
);
const at = (stage: string, answers = {}) => entry({ stage, answers });
const causes = (...from: Parameters<typeof effectsOf>) =>
  effectsOf(...from).map(({ cause }) => cause);

test('an effect comes on creation in its stage or on entering it, and only while its condition holds', () => {
  assert.deepEqual(causes(form, undefined, at('filling')), ['effect:begun']);
  assert.deepEqual(causes(form, at('filling'), at('filling', { room: '1' })), []);
  assert.deepEqual(causes(form, at('filling'), at('inside', { on: true })), ['effect:visit']);
  assert.deepEqual(causes(form, at('filling'), at('inside', { on: false })), []);
  assert.deepEqual(causes(form, at('filling'), at('inside')), []);
  assert.deepEqual(causes(form, at('inside'), at('inside', { on: true })), []);
});

test('what it fills in is read in the entry; what is unanswered is left out', () => {
  const [one] = effectsOf(form, at('filling'), at('inside', { on: true, room: '1-2-0301' }));
  assert.deepEqual([one?.procedure, one?.answers], ['visit', { room: '1-2-0301' }]);
  const [bare] = effectsOf(form, at('filling'), at('inside', { on: true }));
  assert.deepEqual(bare?.answers, {});
});

const failed = { lamp: 'fail', 'lamp.note': '不亮', 'lamp.photo': [photo], room: '1-2-0301' };

test('a failed check opens its action once the note and photo it requires are there', () => {
  const before = at('filling', { lamp: 'fail', 'lamp.note': '不亮' });
  assert.deepEqual(causes(form, at('filling'), before), []);
  const after = at('filling', failed);
  const [opening] = effectsOf(form, before, after);
  assert.deepEqual(opening?.answers, {
    what: 'lamp：不亮',
    photos: [photo],
    room: '1-2-0301',
    opened: '2026-11-24T02:30:00.000Z',
    urgent: true,
  });
  assert.equal(opening?.cause, 'fail:lamp');
  assert.deepEqual(causes(form, after, at('filling', { ...failed, 'lamp.note': '还是不亮' })), []);
  assert.deepEqual(causes(form, after, at('inside', failed)), []);
  assert.deepEqual(causes(form, at('filling'), at('inside', failed)), ['fail:lamp']);
});

test('in rows each failure is its own, and reads its row', () => {
  const answers = {
    on: true,
    'floors/r1': true,
    'floors/r1/floor': 3,
    'floors/r1/door': 'fail',
    'floors/r2': true,
    'floors/r2/door': 'fail',
    'floors/r3': null,
    'floors/r3/door': 'fail',
  };
  const openings = effectsOf(form, at('filling'), at('filling', answers));
  assert.deepEqual(
    openings.map(({ cause, answers: given }) => [cause, given]),
    [
      ['fail:floors/r1/door', { what: 'door', floor: 3 }],
      ['fail:floors/r2/door', { what: 'door' }],
    ],
  );
  assert.deepEqual(causes(form, at('filling'), at('filling', { ...answers, on: false })), []);
});

test('ids are derived: the same everywhere and for ever, different for each cause and entry', () => {
  const open = (id: string) => effectsOf(form, undefined, { ...at('filling', failed), id });
  const [begun, lampAction] = open('0190f2a0-0000-7000-8000-000000000001');
  assert.equal(begun?.id, 'e838e5e2-7f2d-5f9f-a73e-db75a4ced07b');
  assert.equal(lampAction?.id, '7ef1def3-ec98-55df-af35-776dca063410');
  const [other] = open('0190f2a0-0000-7000-8000-000000000002');
  assert.notEqual(other?.id, begun?.id);
});

test('a void entry opens nothing', () => {
  const gone = { at: '2026-11-24T02:30:00Z', by: 'lin', reason: '重复' };
  assert.deepEqual(effectsOf(form, at('filling'), { ...at('inside', failed), void: gone }), []);
});

test('what a later step opens is due from that step, and asked for by who took it', () => {
  const later = compile(
    procedure([section('all', [item('room', { type: 'room' })])], {
      stages: [
        { id: 'open', title: say('在办'), next: ['done'] },
        { id: 'done', title: say('办完'), next: [] },
      ],
      effects: [
        {
          id: 'next',
          on: 'done',
          create: { procedure: 'task', with: { due: "now + duration('1h')", asker: 'user.id' } },
        },
      ],
    }),
  );
  const created = entry({ stage: 'open' });
  const log = [
    ...created.log,
    {
      change: 'c2',
      at: '2027-01-05T02:00:00.000Z',
      by: 'zhou',
      device: 'd2',
      kind: 'move' as const,
      from: 'open',
      to: 'done',
    },
  ];
  const [opened] = effectsOf(later, created, { ...created, stage: 'done', log });
  assert.deepEqual(opened?.answers, { due: '2027-01-05T03:00:00.000Z', asker: 'zhou' });
});
