import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longestInput, matches, waysOf } from '../../src/spec/pattern.ts';
import { cpuTime } from './sample.ts';

const safe = [
  '^[0-9]{3}[0-9X]$',
  '^1[3-9]\\d{9}$',
  '^(?:粤|京)[A-Z]\\w{5}$',
  '\\d+',
  '^.+@.+$',
  '^(\\d{4}-)?\\d{2}$',
  '',
  '^a{2,5}$',
  '\\p{Script=Han}',
  '^(ab)*$',
  'a|b',
];
const unsafe = [
  '(a+)+$',
  '(a|a)*b',
  '(a?)*b',
  '^.*a.*b.*$',
  '.*.*x',
  '(\\d+)*',
  '(x+x+)+y',
  '^(([a-z])+.)+[A-Z]',
  '(?=a)b',
  '(?<!a)b',
  '(a)\\1',
  '(?:a{1,9}){1,9}',
  'a{1000}{2}',
  'a{5000}',
  '(a{1000}){3}',
  '(?:(?:a|b)|(?:c|d)){20}',
  '([a-zA-Z]+)*$',
  '(.*)*',
  '^(a|aa)+$',
];
const bad = ['(', '[', 'a{2,1}', '*', '\\', '[z-a]', '(?<n>a)(?<n>b)', '\\p{Nope}'];

describe('patterns', () => {
  for (const pattern of safe)
    it(`${pattern} may be used`, () => assert.equal(typeof waysOf(pattern), 'number'));
  for (const pattern of unsafe)
    it(`${pattern} is refused`, () => assert.match(String(waysOf(pattern)), /-pattern$/));
  for (const pattern of bad)
    it(`${pattern} is none`, () => assert.equal(waysOf(pattern), 'bad-pattern'));

  it('that may be used end soon on the longest text', () => {
    const texts = ['a', '1', 'ab', '@', '中'].map(
      (unit) => `${unit.repeat(longestInput).slice(0, longestInput - 1)}!`,
    );
    for (const pattern of safe)
      for (const text of texts) {
        const took = cpuTime(() => matches(text, pattern));
        assert.ok(took < 500, `${pattern}: ${took} ms`);
      }
  });
});
