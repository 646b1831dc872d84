import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Source } from '../../src/sync/ports.ts';
import { pull } from '../../src/sync/pull.ts';
import type { PullRequest } from '../../src/sync/protocol.ts';

/** Documents 1 to 9 in epoch 3. */
const nine: Source = {
  epoch: 3,
  read: async (after, limit) => {
    const all = Array.from({ length: 9 }, (_, i) => ({
      seq: i + 1,
      kind: 'entry',
      id: `e${i + 1}`,
    }));
    const items = all.filter(({ seq }) => seq > after).slice(0, limit);
    const to = items.at(-1)?.seq ?? after;
    return { items, to, more: to < 9 };
  },
};
const ask = (scopes: PullRequest['scopes'], limit?: number) =>
  pull(
    { protocol: 1, device: 'D1', scopes, ...(limit !== undefined && { limit }) },
    { source: async (scope) => (scope === 'work' ? nine : undefined), now: () => 7 },
  );

it('gives the next page after the cursor', async () => {
  const { scopes, serverTime } = await ask([{ id: 'work', epoch: 3, after: 2 }], 3);
  const [page] = scopes;
  assert.deepEqual([page?.to, page?.more, page?.reset, serverTime], [5, true, undefined, 7]);
  assert.deepEqual(
    page?.items.map(({ seq }) => seq),
    [3, 4, 5],
  );
});

it('starts from nothing, and says so, when the epoch is another', async () => {
  const [page] = (await ask([{ id: 'work', epoch: 2, after: 8 }])).scopes;
  assert.deepEqual([page?.epoch, page?.reset, page?.items.length], [3, true, 9]);
});

it('leaves out scopes that the device may not have', async () => {
  const { scopes } = await ask([
    { id: 'public', epoch: 1, after: 0 },
    { id: 'work', epoch: 3, after: 9 },
  ]);
  assert.deepEqual(
    scopes.map(({ id }) => id),
    ['work'],
  );
});

it('keeps a page within bounds, whatever is asked', async () => {
  for (const limit of [0, -5, 0.5])
    assert.equal(
      (await ask([{ id: 'work', epoch: 3, after: 0 }], limit)).scopes[0]?.items.length,
      1,
    );
});
