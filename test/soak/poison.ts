/**
 * One bad change in a hundred: the others go through, and each bad one comes back with its reason.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Change } from '../../src/sync/change.ts';
import { Site } from '../e2e/site.ts';
import { crewOf, entriesOf, nextChange, send, type Client, type Crew } from './kit.ts';

export interface Poison {
  readonly changes: number;
  readonly bad: number;
  /** Milliseconds that the same number of good ones took, and these. */
  readonly clean: number;
  readonly poisoned: number;
}

/** Each in a way of its own: not to be read, without what is required, of nobody, of another device. */
const spoilt: readonly ((change: Change) => unknown)[] = [
  (change) => ({ ...change, kind: 'explode' }),
  (change) => ({ ...change, set: {} }),
  (change) => ({ ...change, author: { ...change.author, proof: 'x' } }),
  (change) => ({ ...change, device: 'another' }),
];

export async function poison(count: number): Promise<Poison> {
  const site = await Site.open();
  try {
    const crew = await crewOf(site, 4);
    const clean = await drain(crew, count, 0);
    const poisoned = await drain(crew, count, 100);
    const here = await entriesOf(crew);
    for (const entry of [...clean.good, ...poisoned.good]) assert.equal(here.get(entry), 1);
    assert.equal(here.size, clean.good.length + poisoned.good.length);
    return { changes: count, bad: poisoned.bad, clean: clean.took, poisoned: poisoned.took };
  } finally {
    await site.close();
  }
}

async function drain(
  crew: Crew,
  count: number,
  every: number,
): Promise<{ took: number; good: string[]; bad: number }> {
  const good: string[] = [];
  let bad = 0;
  const start = performance.now();
  const some = async (client: Client): Promise<void> => {
    for (let left = Math.ceil(count / crew.clients.length); left > 0; left -= 100) {
      const isBad = new Set<string>();
      const batch = Array.from({ length: Math.min(left, 100) }, (_, at): Change => {
        const change = nextChange(crew, client);
        if (every === 0 || (left - at) % every !== 0) return change;
        const spoil = spoilt[bad++ % spoilt.length] as (typeof spoilt)[number];
        isBad.add(change.id);
        return spoil({ ...change, id: change.id || randomUUID() }) as Change;
      });
      for (let rest = batch; rest.length > 0;) {
        const { results, status, retryAfter } = await send(crew, client, rest);
        // 0: none within 20 s, so it is sent again.
        assert.ok(status === 0 || status === 200 || retryAfter > 0, `${status}`);
        for (const { id, outcome, problems = [] } of results) {
          if (outcome === 'later') continue;
          if (isBad.has(id)) {
            assert.equal(outcome, 'rejected');
            assert.ok(problems.length > 0, 'refused without a reason');
          } else {
            assert.equal(outcome, 'applied', JSON.stringify(problems));
            good.push(batch.find((change) => change.id === id)?.entry ?? '');
          }
          rest = rest.filter((change) => change.id !== id);
        }
      }
    }
  };
  await Promise.all(crew.clients.map(some));
  return { took: performance.now() - start, good, bad };
}
