import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { slotsIn, windowOf } from '../../src/form/slot.ts';
import { instantAt } from '../../src/spec/zoned.ts';

const zone = 'Asia/Shanghai';
const night = { id: 'night', date: '2026-11-24', start: '23:00', end: '07:00' };

describe('what a shift has to do', () => {
  it('at its start or up to its end, across midnight', () => {
    const slot = { id: 'x', from: '2026-11-24T23:00', until: '2026-11-25T07:00' };
    assert.deepEqual(windowOf({ each: 'shift', within: 'PT30M' }, slot), {
      from: '2026-11-24T23:00',
      until: '2026-11-24T23:30',
    });
    assert.deepEqual(windowOf({ each: 'shift', within: 'PT45M', at: 'end' }, slot), {
      from: '2026-11-25T06:15',
      until: '2026-11-25T07:00',
    });
    assert.deepEqual(windowOf({ each: 'shift', within: 'PT20H', at: 'end' }, slot).from, slot.from);
  });
  it('patrols of both days that a night shift touches, each with its own end', () => {
    const rounds = {
      each: 'day',
      times: ['03:00', '08:30', '20:30', '23:30'],
      within: 'PT1H',
    } as const;
    const around = { now: '2026-11-24T16:00:00Z', zone, shift: night };
    assert.deepEqual(
      slotsIn({ ...rounds, times: [...rounds.times] }, around).map(
        ({ from, until }) => `${from} ${until}`,
      ),
      ['2026-11-24T23:30 2026-11-25T00:30', '2026-11-25T03:00 2026-11-25T04:00'],
    );
  });
});

describe('a local time as an instant', () => {
  it('in a zone with and without summer time', () => {
    assert.equal(instantAt('2026-11-24T07:00', zone), '2026-11-23T23:00:00.000Z');
    assert.equal(instantAt('2026-07-01T07:00', 'Europe/Berlin'), '2026-07-01T05:00:00.000Z');
    assert.equal(instantAt('2026-12-01T07:00', 'Europe/Berlin'), '2026-12-01T06:00:00.000Z');
  });
});
