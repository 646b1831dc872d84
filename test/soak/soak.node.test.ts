/**
 * The long runs, shortened; `npm run soak` runs them in full.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { herd } from './herd.ts';
import { poison } from './poison.ts';
import { killServer } from './server.ts';

describe('over a long time', () => {
  it('a server that is killed five times under load has what it acknowledged, once', async () => {
    const { acknowledged, again } = await killServer(5, () => undefined);
    assert.ok(again >= 5 && acknowledged >= again);
  });

  it('one bad change in a hundred stops no other, and comes back with its reason', async () => {
    const { bad } = await poison(800);
    assert.equal(bad, 8);
  });

  it('devices that come back at once are all served, and so is one at work', async () => {
    const { live, statuses } = await herd(12, 60);
    assert.ok(live.saves > 0);
    assert.deepEqual(Object.keys(statuses), ['200']);
  });
});
