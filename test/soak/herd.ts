/**
 * Hundreds of devices come back at once, each with a long queue: it drains, nothing fails, and one that is at work
 * meanwhile is served as well.
 */
import assert from 'node:assert/strict';
import { Site } from '../e2e/site.ts';
import { crewOf, entriesOf, nextChange, pause, send, type Client, type Crew } from './kit.ts';

export interface Herd {
  readonly devices: number;
  readonly each: number;
  /** Seconds until the last was acknowledged. */
  readonly drained: number;
  /** Answers by status; 0: none within 20 s. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Milliseconds of the device at work: middle and slowest of its saves. */
  readonly live: { readonly saves: number; readonly p50: number; readonly worst: number };
}

export async function herd(devices: number, each: number): Promise<Herd> {
  const site = await Site.open({ BEHIND_PROXY: '1' });
  try {
    const crew = await crewOf(site, devices + 1);
    const [live, ...rest] = crew.clients as [Client, ...Client[]];
    const statuses: Record<number, number> = {};
    let over = false;
    const start = performance.now();
    const working = work(crew, live, () => over);
    await Promise.all(rest.map((client) => drain(crew, client, each, statuses)));
    const drained = (performance.now() - start) / 1000;
    over = true;
    const times = (await working).toSorted((a, b) => a - b);
    const here = await entriesOf(crew);
    assert.equal(here.size, devices * each + times.length);
    assert.ok([...here.values()].every((rev) => rev === 1));
    const failed = Object.keys(statuses).filter(
      (status) => Number(status) >= 500 && status !== '503',
    );
    assert.deepEqual(failed, [], 'the server failed');
    const p50 = times[Math.floor(times.length / 2)] ?? 0;
    return {
      devices,
      each,
      drained,
      statuses,
      live: { saves: times.length, p50, worst: times.at(-1) ?? 0 },
    };
  } finally {
    await site.close();
  }
}

/** As a device does: batches of a hundred, after trouble again with growing, jittered pauses. */
async function drain(
  crew: Crew,
  client: Client,
  each: number,
  statuses: Record<number, number>,
): Promise<void> {
  let queue = Array.from({ length: each }, () => nextChange(crew, client));
  for (let attempt = 0; queue.length > 0;) {
    const { status, results, retryAfter } = await send(crew, client, queue.slice(0, 100));
    statuses[status] = (statuses[status] ?? 0) + 1;
    const done = new Set(results.flatMap(({ id, outcome }) => (outcome === 'later' ? [] : [id])));
    queue = queue.filter(({ id }) => !done.has(id));
    attempt = done.size > 0 ? 0 : attempt + 1;
    if (done.size === 0)
      await pause(retryAfter * 1000 + Math.random() * Math.min(300_000, 1000 * 2 ** attempt));
  }
}

async function work(crew: Crew, client: Client, over: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!over()) {
    const start = performance.now();
    const change = nextChange(crew, client);
    while ((await send(crew, client, [change])).results.length === 0) await pause(200);
    times.push(performance.now() - start);
    await pause(1000);
  }
  return times;
}
