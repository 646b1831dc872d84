import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Answers } from '../../src/form/answers.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { briefingOf, onDutyOf, pinnedOf } from '../../src/ui/entry/briefing.ts';
import { readFileSync } from 'node:fs';

const form = (id: string) =>
  compile(
    JSON.parse(
      readFileSync(new URL(`../../public/procedures/${id}.json`, import.meta.url), 'utf8'),
    ) as Procedure,
  );
const forms = { task: form('task'), attention: form('attention'), duty: form('duty') };
let count = 0;
const listed = (
  id: keyof typeof forms,
  stage: string,
  log: readonly (readonly [at: string, by: string, kind?: 'create' | 'move' | 'patch'])[],
  answers: Answers = {},
) => ({
  form: forms[id],
  pending: false,
  entry: {
    id: `e${count++}`,
    procedure: id,
    stage,
    created: log[0]?.[0] ?? '',
    answers,
    log: log.map(([at, by, kind = 'create']) => ({ at, by, kind, change: 'c', device: 'd' })),
  } as unknown as Entry,
});

describe('the briefing of who comes on duty', () => {
  const mine = listed('task', 'open', [['2026-11-23T06:00:00Z', 'lin']]);
  const moved = listed('task', 'seen', [
    ['2026-11-23T05:00:00Z', 'lin'],
    ['2026-11-24T01:00:00Z', 'zhou', 'move'],
  ]);
  const fresh = listed('task', 'open', [['2026-11-24T02:00:00Z', 'zhou']]);
  const done = listed('task', 'closed', [
    ['2026-11-22T05:00:00Z', 'zhou'],
    ['2026-11-24T03:00:00Z', 'zhou', 'move'],
  ]);
  const touched = listed('task', 'seen', [
    ['2026-11-22T05:00:00Z', 'lin'],
    ['2026-11-24T03:00:00Z', 'zhou', 'patch'],
  ]);
  it('tells what others opened, moved and settled since they last did anything', () => {
    const news = briefingOf([mine, moved, fresh, done, touched], 'lin', '2026-11-24T07:00:00Z');
    assert.deepEqual(news, {
      since: '2026-11-23T06:00:00Z',
      opened: [fresh],
      moved: [moved],
      closed: [done],
    });
  });
  it('counts from before this shift, whatever they did in it', () => {
    const now = listed('task', 'open', [['2026-11-24T07:30:00Z', 'lin']]);
    const news = briefingOf([mine, fresh, now], 'lin', '2026-11-24T07:00:00Z');
    assert.deepEqual(news?.opened, [fresh]);
  });
  it('says nothing to who was never here', () => {
    assert.equal(briefingOf([fresh], 'wu', '2026-11-24T07:00:00Z'), undefined);
  });
});

describe('what stands pinned', () => {
  it('until it ends, and not when it is over', () => {
    const log = [['2026-11-24T01:00:00Z', 'lin']] as const;
    const on = listed('attention', 'active', log, { until: '2026-11-25T02:00:00.000Z' });
    const over = listed('attention', 'active', log, { until: '2026-11-24T01:30:00.000Z' });
    const ended = listed('attention', 'ended', log, { until: '2026-11-25T02:00:00.000Z' });
    assert.deepEqual(pinnedOf([on, over, ended], '2026-11-24T02:00:00.000Z', '2026-11-24'), [on]);
  });
});

describe('who is on duty', () => {
  const log = [['2026-11-24T01:00:00Z', 'lin']] as const;
  const duty = (stage: string, more: Answers) =>
    listed('duty', stage, log, {
      day: '2026-11-24',
      shiftName: 'early',
      dept: 'engineering',
      name: '样工',
      phone: '13800000000',
      ...more,
    });
  const on = (...all: Parameters<typeof onDutyOf>[0]) =>
    onDutyOf(all, '2026-11-24', 'early', ['early', 'night']).map(
      ({ name, phone }) => `${name} ${phone}`,
    );
  it('is who stands in, where somebody does, and nobody who is absent, of another day or another shift', () => {
    assert.deepEqual(
      on(
        duty('planned', {}),
        duty('replaced', { standName: '样替', standPhone: '13900000000' }),
        duty('absent', { name: '样缺' }),
        duty('planned', { name: '样昨', day: '2026-11-23' }),
        duty('planned', { name: '样夜', shiftName: 'night' }),
        duty('planned', { name: '样常', shiftName: 'office' }),
      ),
      ['样工 13800000000', '样替 13900000000', '样常 13800000000'],
    );
  });
});
