import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aroundToCel } from '../../src/spec/around.ts';
import { isIdCard, isPhone, isPlate } from '../../src/spec/china.ts';
import type { Json } from '../../src/spec/json.ts';
import type { ItemType } from '../../src/spec/procedure.ts';
import { fromCel, toCel } from '../../src/spec/cel.ts';
import { durationOf, instantOf, secondsOf } from '../../src/spec/value.ts';
import { addDays, localDate, localTime, weekdayOf } from '../../src/spec/zoned.ts';

describe('answers and CEL values', () => {
  const both: [ItemType, Json][] = [
    ['text', '王'],
    ['one', 'a'],
    ['int', 3],
    ['money', -250],
    ['num', 2.5],
    ['bool', false],
    ['date', '2026-02-28'],
    ['time', '23:59'],
    ['dt', '2026-11-24T08:00:00.000Z'],
    ['dur', 'P1DT2H'],
    ['many', ['a', 'b']],
    ['check', 'na'],
  ];
  for (const [type, answer] of both)
    it(`${type} there and back`, () => {
      const value = toCel(type, answer);
      assert.notEqual(value, undefined);
      assert.deepEqual(fromCel(type, value), answer);
    });

  const neither: [ItemType, Json | undefined][] = [
    ['text', ''],
    ['text', 3],
    ['int', 2.5],
    ['int', '3'],
    ['int', 2 ** 60],
    ['num', 'x'],
    ['bool', 'true'],
    ['bool', null],
    ['date', '2026-02-30'],
    ['date', '2026-2-3'],
    ['time', '24:00'],
    ['dt', '2026-11-24T08:00:00'],
    ['dt', '2026-13-01T00:00:00Z'],
    ['dur', '2h'],
    ['dur', 'P'],
    ['dur', 'PT'],
    ['many', []],
    ['many', [1]],
    ['check', 'ok'],
    ['sign', { by: 'u1' }],
    ['note', 'x'],
    ['one', ['a']],
    ['num', 'Infinity'],
    ['text', undefined],
  ];
  for (const [type, answer] of neither)
    it(`${JSON.stringify(answer)} is no ${type}`, () =>
      assert.equal(toCel(type, answer), undefined));

  it('misfits give no answer', () => {
    for (const [type, value] of [
      ['int', 2.5],
      ['int', 2n ** 60n],
      ['num', Number.NaN],
      ['num', Infinity],
      ['text', 3n],
      ['dt', new Date(Number.NaN)],
      ['date', '2026-02-30'],
      ['check', 'x'],
      ['many', [1n]],
      ['sign', {}],
      ['text', undefined],
      ['dur', {}],
    ] as const)
      assert.equal(fromCel(type, value), undefined, `${type} ${String(value)}`);
    assert.equal(fromCel('num', 3n), 3);
  });
});

describe('durations', () => {
  it('are seconds', () => {
    assert.equal(secondsOf('P1DT1H1M1S'), 90_061);
    assert.equal(durationOf(90_061), 'P1DT1H1M1S');
    assert.equal(durationOf(0), 'PT0S');
    assert.equal(durationOf(-1), undefined);
  });
});

describe('local texts', () => {
  it('are of the zone, not of the machine', () => {
    const at = instantOf('2026-11-24T16:00:00Z');
    assert.ok(at);
    assert.equal(localDate(at, 'Asia/Shanghai'), '2026-11-25');
    assert.equal(localTime(at, 'Asia/Shanghai'), '00:00');
    assert.equal(localDate(at, 'America/New_York'), '2026-11-24');
    assert.equal(weekdayOf('2026-11-22'), 7);
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  });
  it('surroundings with a zone that is none have no date', () => {
    const around = aroundToCel({
      now: '2026-11-24T16:00:00Z',
      zone: 'Mars/Base',
      surface: 'desk',
      site: { id: 's', name: 'S', settings: { id: 'x' } },
    });
    assert.equal(around.get('today'), undefined);
    assert.equal((around.get('site') as Map<string, unknown>).get('id'), 's');
    assert.ok(!around.has('user') && !around.has('open'));
  });
});

describe('numbers that a front desk writes down', () => {
  it('identity numbers need a real date and the check digit', () => {
    for (const right of ['11010519491231002X', '11010519491231002x', '440524188001010014'])
      assert.ok(isIdCard(right), right);
    for (const wrong of [
      '110105194912310021',
      '11010519490231002X',
      '11010519491231002',
      '',
      '01010519491231002X',
    ])
      assert.ok(!isIdCard(wrong), wrong);
  });
  it('plates', () => {
    for (const right of [
      '粤B12345',
      '粤B·12345',
      '京AD12345',
      '沪A12345D',
      '粤Z1234港',
      '浙A1234学',
    ])
      assert.ok(isPlate(right), right);
    for (const wrong of ['XB12345', '粤I12345', '粤B1234O', '粤B123', ''])
      assert.ok(!isPlate(wrong), wrong);
  });
  it('telephones', () => {
    for (const right of [
      '13800138000',
      '+86 138 0013 8000',
      '010-12345678',
      '4001234567',
      '+6581234567',
    ])
      assert.ok(isPhone(right), right);
    for (const wrong of ['12800138000', '1380013800', '', 'abc']) assert.ok(!isPhone(wrong), wrong);
  });
});
