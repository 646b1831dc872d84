import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile, type Form } from '../../src/form/compile.ts';
import type { Entry, LogLine } from '../../src/form/entry.ts';
import { staysOf } from '../../src/form/stay.ts';
import { Tally, valueOf, type Grouping, type Tallied } from '../../src/form/tally.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { check } from '../../src/spec/check.ts';

const zh = (text: string) => ({ 'zh-CN': text, en: text });
const procedure: Procedure = {
  format: 1,
  id: 'fixing',
  code: 'F99',
  version: '1.0.0',
  title: zh('修理'),
  kind: 'case',
  covers: [],
  surfaces: { desk: { icon: 'hammer', order: 1 } },
  access: { create: ['frontdesk'] },
  summary: zh('{what}'),
  facets: { room: 'room', assignee: 'worker', dept: 'team', category: 'kind' },
  options: {
    kind: [
      { value: 'water', label: zh('水') },
      { value: 'power', label: zh('电') },
    ],
  },
  sections: [
    {
      id: 'all',
      title: zh('全部'),
      items: [
        { id: 'what', type: 'text', label: zh('事由') },
        { id: 'room', type: 'room', label: zh('房号') },
        { id: 'kind', type: 'one', options: 'kind', label: zh('类别') },
        { id: 'worker', type: 'person', label: zh('谁') },
        { id: 'team', type: 'dept', label: zh('部门') },
        { id: 'minutes', type: 'int', label: zh('用时') },
        {
          id: 'places',
          type: 'table',
          label: zh('位置'),
          items: [{ id: 'done', type: 'bool', label: zh('好了') }],
        },
      ],
    },
  ],
  stages: [
    {
      id: 'open',
      title: zh('待修'),
      next: ['waiting', 'working'],
      deadlines: [{ id: 'come', label: zh('到场'), within: 'PT30M', from: 'created' }],
    },
    { id: 'waiting', title: zh('等'), next: ['working'], paused: true },
    {
      id: 'working',
      title: zh('在修'),
      next: ['done'],
      deadlines: [{ id: 'mend', label: zh('修好'), within: 'PT1H' }],
    },
    { id: 'done', title: zh('好了'), next: [] },
  ],
  measures: [
    { id: 'all', label: zh('总数'), formula: zh('条数'), of: 'true' },
    {
      id: 'inTime',
      label: zh('及时率'),
      formula: zh('及时 ÷ 到期'),
      of: "entry.stays.exists(s, s.stage == 'open' && (answered(s.to) || s.late))",
      part: "entry.stays.exists(s, s.stage == 'open' && answered(s.to) && !s.late)",
    },
    {
      id: 'again',
      label: zh('返修率'),
      formula: zh('返修 ÷ 全部'),
      of: 'answered(room)',
      part: 'entry.earlier > 0',
      alike: { items: ['room', 'kind'], within: 'P30D' },
    },
    {
      id: 'cover',
      label: zh('覆盖率'),
      formula: zh('好了 ÷ 位置'),
      of: 'count(places)',
      part: 'count(places.filter(p, orElse(p.done, false)))',
    },
    {
      id: 'long',
      label: zh('平均用时'),
      formula: zh('用时 ÷ 条数'),
      of: 'answered(minutes)',
      part: 'minutes',
      as: 'mean',
      unit: zh('分钟'),
      at: 'entry.ended',
    },
  ],
};
const form: Form = compile(procedure);
const calendar = { offset: 480, hours: {}, works: () => true };

let count = 0;
/** An entry created at a time of 3 March, in China; moves as `[stage, time]`. */
function entry(
  created: string,
  answers: Entry['answers'] = {},
  moves: readonly (readonly [string, string])[] = [],
): Entry {
  const instant = (at: string) =>
    at.includes('T') ? at : new Date(`2026-03-03T${at}:00+08:00`).toISOString();
  let stage = 'open';
  const log = moves.map(([to, at]): LogLine => {
    const line = { from: stage, to };
    stage = to;
    return {
      change: `c${count++}`,
      at: instant(at),
      by: 'lin',
      device: 'd',
      kind: 'move',
      ...line,
    };
  });
  return {
    id: `e${count++}`,
    procedure: 'fixing',
    version: 'v',
    rev: 1,
    stage,
    created: instant(created),
    staged: log.at(-1)?.at ?? instant(created),
    updated: instant(created),
    by: 'lin',
    device: 'd',
    surface: 'desk',
    answers,
    around: {
      now: instant(created),
      zone: 'Asia/Shanghai',
      surface: 'desk',
      site: { id: 's', name: '示例', settings: {} },
    },
    log,
  };
}

function tally(entries: readonly Entry[], by: Grouping = 'site', now = '2026-03-04T00:00:00Z') {
  const whole = new Tally({
    forms: [form],
    period: { from: '2026-03-02T16:00:00Z', to: '2026-03-03T16:00:00Z' },
    now,
    zone: 'Asia/Shanghai',
    calendar,
    by,
    deptOf: (staff) => (staff === 'lin' ? 'service' : undefined),
    rows: true,
  });
  for (const each of entries) whole.know(each);
  for (const each of entries.toReversed()) whole.add(each, form);
  return new Map(whole.results().map((each) => [each.id, each]));
}
const sums = (found: Tallied | undefined) => [found?.total.part, found?.total.of];

describe('stays', () => {
  it('end in time, or late; what is due does not count a stopped clock', () => {
    const stays = staysOf(
      form,
      entry('08:00', {}, [
        ['waiting', '08:20'],
        ['working', '10:20'],
        ['done', '13:30'],
      ]),
      '2026-03-04T00:00:00Z',
      calendar,
    );
    assert.deepEqual(
      stays.map(({ stage, late, due }) => [stage, late, due]),
      [
        ['open', false, '2026-03-03T00:30:00.000Z'],
        ['waiting', false, undefined],
        // An hour from when the work began: what nobody could work in lies before it.
        ['working', true, '2026-03-03T03:20:00.000Z'],
        ['done', false, undefined],
      ],
    );
  });
  it('last while nobody moves the entry', () => {
    const late = (now: string) => staysOf(form, entry('08:00'), now, calendar)[0];
    assert.equal(late('2026-03-03T00:30:00Z')?.late, false);
    assert.equal(late('2026-03-03T00:30:01Z')?.late, true);
    assert.equal(late('2026-03-03T00:30:01Z')?.to, undefined);
  });
});

describe('measures', () => {
  it('make sense to the check, and what they must not name is found', () => {
    assert.deepEqual(check(procedure), []);
    const wrong = structuredClone(procedure) as { measures: Record<string, unknown>[] };
    Object.assign(wrong.measures[0] ?? {}, { of: "entry.stage == 'opne'", as: 'mean' });
    Object.assign(wrong.measures[1] ?? {}, { of: 'entry.stayed', by: { person: 'team' } });
    const found = check(wrong as unknown as Procedure).map(({ code, path }) => `${code} ${path}`);
    assert.deepEqual(found.toSorted(), [
      'expression-type measures.1.of',
      'mean-without-part measures.0.as',
      'unknown-reference measures.0.of',
      'wrong-kind measures.1.by.person',
    ]);
  });
  it('with one id mean one thing in every procedure', () => {
    const other = structuredClone(procedure) as unknown as Procedure & { id: string };
    other.id = 'other';
    assert.deepEqual(check(procedure, { procedures: [other] }), []);
    Object.assign(other.measures?.[0] ?? {}, { label: zh('别的') });
    assert.deepEqual(
      check(procedure, { procedures: [other] }).map(({ code }) => code),
      ['measures-differ'],
    );
  });
  it('count, share and average what the period holds', () => {
    const found = tally([
      entry('2026-03-02T15:59:59Z'),
      entry('00:00', { minutes: 10 }, [['done', '00:31']]),
      entry('08:00', { minutes: 20 }, [['done', '08:30']]),
      entry('09:00', { minutes: 99 }, [['done', '2026-03-03T16:00:00Z']]),
      entry('23:50'),
      { ...entry('12:00'), void: { at: '', by: null, reason: '' } },
      entry('2026-03-03T16:00:00Z'),
    ]);
    assert.deepEqual(sums(found.get('all')), [0, 4]);
    // The one of 23:50 is not due when the day ends, although it is by now.
    assert.deepEqual(sums(found.get('inTime')), [1, 3]);
    assert.deepEqual(sums(found.get('long')), [30, 2]);
    assert.deepEqual(
      found.get('inTime')?.total.rows.map(({ part }) => part),
      [0, 1, 0],
    );
    const [mean] = found.get('long')?.procedures ?? [];
    assert.equal(mean && valueOf(mean.measure, { of: 2, part: 30 }), 15);
    assert.equal(mean && valueOf(mean.measure, { of: 0, part: 0 }), undefined);
  });
  it('see what came before, also before the period', () => {
    const at = { room: '1-1-0101', kind: 'water' };
    const found = tally([
      entry('2026-01-31T16:00:00Z', at),
      entry('2026-02-20T16:00:00Z', at),
      entry('08:00', at),
      entry('09:00', { ...at, kind: 'power' }),
      entry('10:00', { room: '1-1-0101' }),
    ]);
    assert.deepEqual(sums(found.get('again')), [1, 3]);
  });
  it('add up numbers too', () => {
    const found = tally([
      entry('08:00', { 'places/1': true, 'places/1/done': true, 'places/2': true }),
      entry('09:00', { 'places/1': true, 'places/1/done': true }),
      entry('10:00'),
    ]);
    assert.deepEqual(sums(found.get('cover')), [2, 3]);
  });
  it('are told by person, department, category, hour, building', () => {
    const entries = [
      entry('08:00', { worker: 'wu', team: 'works', kind: 'water', room: '1-1-0101' }),
      entry('08:59', { kind: 'power', room: '2-1-0101' }),
      entry('23:00'),
    ];
    const keys = (by: Grouping) =>
      [...(tally(entries, by).get('all')?.groups ?? [])]
        .map(([key, { of }]) => `${key}:${of}`)
        .toSorted();
    assert.deepEqual(keys('person'), ['lin:2', 'wu:1']);
    assert.deepEqual(keys('dept'), ['service:2', 'works:1']);
    assert.deepEqual(keys('category'), [':1', 'power:1', 'water:1']);
    assert.deepEqual(keys('hour'), ['08:2', '23:1']);
    assert.deepEqual(keys('building'), ['1:1', '2:1', ':1'].toSorted());
    assert.deepEqual(keys('day'), ['2026-03-03:3']);
    assert.deepEqual(keys('site'), [':3']);
  });
});
