import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageOf, timed } from '../../src/sync/true-time.ts';
import type { Change } from '../../src/sync/change.ts';

const now = Date.parse('2026-11-24T09:00:00.000Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Made so long before `now`, by a device whose clock is `ahead` (milliseconds) of what it believes to be the server's. */
function made(before: number, ahead: number): Change {
  const at = iso(now - before + ahead);
  return {
    id: '0190f2a0-0000-7000-8000-000000000001',
    at,
    clock: { wall: now - before + ahead, mono: 10 * minute - before, boot: 'a', offset: 0 },
    set: { 'lines/a/at': at, due: iso(now + 3 * day), what: '关总阀' },
    around: { now: at },
  } as unknown as Change;
}
const sent = (ahead: number, mono = 10 * minute, boot = 'a') => ({
  wall: now + ahead,
  mono,
  boot,
  offset: 0,
});

describe('when something really happened', () => {
  for (const [name, ahead] of [
    ['ahead', day],
    ['behind', -day],
  ] as const)
    it(`on a device whose clock is a day ${name}`, () => {
      const right = timed(made(5 * minute, ahead), now, sent(ahead));
      assert.equal(right.at, iso(now - 5 * minute));
      assert.equal(right.set?.['lines/a/at'], right.at, 'an answer that says "now" follows');
      assert.equal(right.around?.now, right.at);
      assert.equal(right.set?.['due'], iso(now + 3 * day), 'any other answer stays');
    });

  it('where the clock was put right between, within one boot', () => {
    const right = timed(made(5 * minute, day), now, sent(0));
    assert.equal(right.at, iso(now - 5 * minute));
  });

  it('where the device slept between, the wall clock counts', () => {
    const change = made(3 * 60 * minute, 0);
    const asleep = { ...sent(0), mono: change.clock.mono + minute };
    assert.equal(timed(change, now, asleep), change);
    assert.equal(ageOf(change.clock, asleep), 3 * 60 * minute);
  });

  it('what is about right stays as it is, and nothing comes from the future', () => {
    const change = made(5 * minute, 20_000);
    assert.equal(timed(change, now, sent(0)), change);
    assert.equal(timed(made(-day, 0), now).at, iso(now));
  });

  it('two taps of one device stay as far apart as they were', () => {
    const [first, second] = [made(9 * minute, day), made(4 * minute, day)].map((change) =>
      Date.parse(timed(change, now, sent(day)).at),
    );
    assert.equal((second ?? 0) - (first ?? 0), 5 * minute);
  });
});
