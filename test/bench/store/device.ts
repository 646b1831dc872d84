/** In the browser: a desk whose database holds as many entries as asked for, and what it then takes to work with them. */
import { openStore } from '../../../src/store/open.ts';
import type { FeedItem } from '../../../src/sync/protocol.ts';
import { pins, published, sample, seen } from '../../store/sample.ts';
import type { Sample } from '../../store/sample.ts';

/** Milliseconds, and what was counted. */
export interface Measured {
  readonly entries: number;
  /** A page of 500 that was pulled, put into the database, per entry. */
  readonly apply: number;
  /** The store opened again, and who is there known. */
  readonly open: number;
  readonly home: readonly number[];
  readonly filter: readonly number[];
  readonly sort: readonly number[];
  readonly search: readonly number[];
  readonly save: readonly number[];
}

let device: Sample | undefined;

const iso = (at: number): string => new Date(at).toISOString();
const hour = 3_600_000;

function item(number: number, total: number): FeedItem {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  // One in two hundred is still open, as at a site that is in order.
  const open = number % 200 === 0;
  const created = iso(Date.now() - (total - number) * 60_000 - hour);
  return {
    seq: number + 2,
    kind: 'entry',
    id,
    doc: {
      id,
      procedure: 'fix',
      version: published.fix.hash,
      number: `SL-F99-${number}`,
      created,
      changed: created,
      rev: 1,
      stage: open ? 'todo' : 'done',
      answers: { name: `示例事项${number} ${'甲乙丙丁'.repeat(20)}` },
      around: {
        now: created,
        zone: 'Asia/Shanghai',
        surface: 'desk',
        site: { id: 'site-a', name: '示例花园', settings: {} },
      },
      log: [{ kind: 'create', at: created, by: 'lin', device: 'dev-desk' }],
    } as unknown as FeedItem['doc'],
  };
}

export async function fill(total: number): Promise<number> {
  device = await sample('desk');
  const begin = performance.now();
  for (let from = 0; from < total; from += 500) {
    const items = Array.from({ length: Math.min(500, total - from) }, (_, at) =>
      item(from + at, total),
    );
    const to = from + items.length + 1;
    await device.replica.apply({ id: 'work', epoch: 1, to, more: true, items });
  }
  return (performance.now() - begin) / total;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

async function times(count: number, run: (at: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < count; at++) all.push(await timed(() => run(at)));
  return all;
}

export async function measure(entries: number, apply: number, runs: number): Promise<Measured> {
  if (!device) throw new Error('nothing was put in');
  const { name } = device;
  device.store.close();
  const open = await timed(async () => {
    const store = await openStore({ database: name });
    if (!store) throw new Error('no store');
    await seen(store.staff, (staff) => staff.length > 0);
    store.close();
  });
  const store = await openStore({ database: name });
  if (!store) throw new Error('no store');
  const signed = await store.signIn('lin', pins.lin);
  if (!signed.ok) throw new Error(JSON.stringify(signed.problems));
  const form = await store.form('fix');
  if (!form) throw new Error('no form');
  const most = Math.min(entries, 100);
  const home = await times(runs, () => seen(store.entries({ open: true })));
  const filter = await times(runs, () =>
    seen(store.entries({ procedures: ['fix'], stage: 'todo', open: true, limit: 100 })),
  );
  const sort = await times(runs, () =>
    seen(store.entries({ limit: 100 }), (found) => found.length === most),
  );
  const search = await times(runs, (at) =>
    seen(store.search(`F99-${entries - 1 - at}`, { limit: 20 }), (found) => found.length > 0),
  );
  const save = await times(Math.max(50, runs * 10), async (at) => {
    const around = await store.around(form);
    const done = await store.submit(form, { name: `示例新事项${at}` }, around);
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
  });
  store.close();
  await device.db.delete();
  return { entries, apply, open, home, filter, sort, search, save };
}
