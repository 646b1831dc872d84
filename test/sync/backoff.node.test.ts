import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nextIn } from '../../src/sync/backoff.ts';

it('backs off from 1 s to 5 min with full jitter, and always comes back', () => {
  const most = (attempt: number): number => nextIn({ kind: 'offline' }, attempt, () => 0.999999);
  assert.deepEqual([0, 1, 2, 9, 1000].map(most), [1000, 2000, 4000, 300_000, 300_000]);
  assert.equal(
    nextIn({ kind: 'offline' }, 5, () => 0),
    0,
  );
});

it('waits at least as long as the server asks, and then some, so that not all come at once', () => {
  const busy = { kind: 'busy', retryAfter: 120_000 } as const;
  assert.equal(
    nextIn(busy, 0, () => 0),
    120_000,
  );
  assert.equal(
    nextIn(busy, 3, () => 0.5),
    124_000,
  );
});

it('looks again every five minutes at what a person has to mend', () => {
  for (const kind of ['unauthorised', 'revoked', 'upgrade'] as const)
    assert.equal(
      nextIn({ kind }, 0, () => 0),
      300_000,
    );
});

it('comes about every half minute when all is well', () => {
  assert.deepEqual(
    [nextIn(undefined, 0, () => 0), nextIn(undefined, 0, () => 1)],
    [22_500, 37_500],
  );
});
