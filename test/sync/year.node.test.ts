/**
 * A year of deadlines with holidays, 调休, pauses and changed hours, against due times that were worked out by hand
 * (`year.txt`, with how).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Deadline, Procedure } from '../../src/spec/procedure.ts';
import { addDays, weekdayOf } from '../../src/spec/zoned.ts';
import { clockOf } from '../../src/form/clock.ts';
import { compile } from '../../src/form/compile.ts';
import type { Entry, LogLine } from '../../src/form/entry.ts';
import { calendarOf, withHours } from '../../src/sync/calendar.ts';
import type { SiteDocument } from '../../src/sync/documents.ts';
import { around } from './procedures.ts';

const sections = new Map<string, string[]>();
{
  let lines: string[] = [];
  for (const line of readFileSync(new URL('year.txt', import.meta.url), 'utf8').split('\n')) {
    const name = /^\[(\w+)\]/.exec(line)?.[1];
    if (name) sections.set(name, (lines = []));
    else if (line.trim() !== '' && !line.startsWith('#')) lines.push(line);
  }
}
const linesOf = (name: string): string[] => sections.get(name) ?? [];
const daysOf = (name: string): string[] => linesOf(name).flatMap((line) => line.split(' '));

type Spans = SiteDocument['hours'][string];
const weekdays = (...spans: Spans): SiteDocument['hours'] =>
  Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, spans]));
const hours = {
  a: weekdays(['09:00', '12:00'], ['14:00', '18:00']),
  b: weekdays(['08:30', '12:00'], ['14:30', '17:30']),
  c: weekdays(['09:00', '12:00'], ['13:30', '17:30']),
};
const began: SiteDocument = {
  id: 's1',
  company: 'c1',
  name: '示例花园',
  code: 'SL',
  zone: 'Asia/Shanghai',
  settings: {},
  buildings: [],
  departments: [],
  shifts: [],
  hours: hours.a,
};
/** The site at the end of the year, its hours having been changed twice. */
const summer = { ...began, ...withHours(began, hours.b, '2026-07-01') };
const site = { ...summer, ...withHours(summer, hours.c, '2026-10-12') };
const calendar = calendarOf(site, Date.parse('2026-12-31T00:00:00Z'));

/** Site time to an instant. */
const z = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
const say = { 'zh-CN': '等', en: 'Wait' };

function formWith(within: string, counts: string) {
  const deadline: Deadline = {
    id: 'd',
    label: say,
    within,
    from: 'created',
    calendar: counts === 'office' ? 'office' : 'always',
  };
  const procedure: Procedure = {
    format: 1,
    id: 'year',
    code: 'T20',
    version: '1.0.0',
    title: say,
    kind: 'case',
    covers: [],
    surfaces: {},
    access: { create: ['frontdesk'] },
    summary: say,
    sections: [],
    stages: [
      { id: 'working', title: say, next: ['asking', 'done'], deadlines: [deadline] },
      { id: 'asking', title: say, next: ['working'], paused: true },
      { id: 'done', title: say, next: [] },
    ],
  };
  return compile(procedure);
}

function entryOf(start: string, pauses: readonly string[]): Entry {
  const move = (at: string, from: string, to: string): LogLine => ({
    change: at,
    at: z(at),
    by: 'li',
    device: 'D1',
    kind: 'move',
    from,
    to,
  });
  const log = pauses.flatMap((pause) => {
    const [from = '', to = ''] = pause.split('~');
    return [move(from, 'working', 'asking'), move(to, 'asking', 'working')];
  });
  const created = z(start);
  return {
    id: '00000000-0000-7000-8000-0000000000e1',
    procedure: 'year',
    version: '0'.repeat(64),
    rev: 1,
    stage: 'working',
    created,
    staged: log.at(-1)?.at ?? created,
    updated: created,
    by: 'li',
    device: 'D1',
    surface: 'desk',
    answers: {},
    around,
    log,
  };
}

describe('a year at the office', () => {
  it('has the holidays and made-up working days that were announced, and no others', () => {
    const [off, on] = [new Set(daysOf('off')), new Set(daysOf('on'))];
    assert.deepEqual([off.size, on.size], [19, 6]);
    for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
      const usual = weekdayOf(date) <= 5;
      assert.equal(calendar.works(date), usual ? !off.has(date) : on.has(date), date);
    }
  });

  const rows = linesOf('due');
  it('has at least forty due times', () => assert.ok(rows.length >= 40, String(rows.length)));

  for (const row of rows) {
    const [start = '', limit = '', counts = '', pauses = '', due = '', how = ''] = row
      .split('|')
      .map((cell) => cell.trim());
    it(`${limit} of ${counts} time from ${start}: ${how}`, () => {
      assert.ok(how.length > 5, 'how it was worked out');
      const entry = entryOf(start, pauses.split(' ').filter(Boolean));
      const clock = clockOf(formWith(limit, counts), entry, z(start), calendar);
      assert.equal(clock?.due, z(due));
      assert.ok(clock.warn > z(start) && clock.warn <= clock.due, clock.warn);
    });
  }

  it('two changes of hours on one day leave what was in force before it', () => {
    const once = { ...began, ...withHours(began, hours.b, '2026-07-01') };
    const twice = { ...once, ...withHours(once, hours.c, '2026-07-01') };
    assert.deepEqual(twice.hours, hours.c);
    assert.deepEqual(twice.hoursBefore, [{ until: '2026-07-01', hours: hours.a }]);
  });
});
