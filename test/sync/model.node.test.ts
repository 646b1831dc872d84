/**
 * Random people, a bad network, devices that die: `RUNS=20000 node --test test/sync/model.node.test.ts` for more than
 * the usual 300.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { scheduledId } from '../../src/sync/schedule.ts';
import { named } from './procedures.ts';
import { allAgree, historyIsSound, nothingLost } from './oracle.ts';
import { faults, World, type Fault, type Place } from './world.ts';

const runs = Number(process.env['RUNS'] ?? 300);

type Step =
  | {
      readonly do: 'create';
      readonly place: number;
      readonly shared: boolean;
      readonly name: string;
      readonly fail: boolean;
    }
  | {
      readonly do: 'patch';
      readonly place: number;
      readonly entry: number;
      readonly path: string;
      readonly value: string | number | null;
      readonly tick: boolean;
      readonly rash: boolean;
    }
  | {
      readonly do: 'row';
      readonly place: number;
      readonly entry: number;
      readonly row: string;
      readonly act: 'add' | 'fill' | 'remove';
    }
  | {
      readonly do: 'move';
      readonly place: number;
      readonly entry: number;
      readonly to: string;
      readonly rash: boolean;
    }
  | {
      readonly do: 'say';
      readonly place: number;
      readonly entry: number;
      readonly kind: 'note' | 'void' | 'link';
    }
  | {
      readonly do: 'ask';
      readonly place: number;
      readonly entry: number;
      readonly said: string | null;
      readonly unknown: boolean;
    }
  | {
      readonly do: 'settle';
      readonly place: number;
      readonly entry: number;
      readonly keep: boolean;
    }
  | {
      readonly do: 'cycle';
      readonly place: number;
      readonly faults: readonly Fault[];
      readonly twice: boolean;
    }
  | { readonly do: 'late' }
  | { readonly do: 'restart'; readonly hours: number };

// Mostly the three staff devices, mostly one entry: where they meet.
const place = fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 2, 3);
const at = { place, entry: fc.nat(5) };
const rarely = fc.nat(9).map((n) => n === 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      place: at.place,
      shared: fc.boolean(),
      name: fc.constantFrom('甲', '乙'),
      fail: rarely,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('patch' as const),
      ...at,
      path: fc.constantFrom('name', 'room', 'shelf', 'count', 'seal', 'taker'),
      value: fc.constantFrom(1, 2, 'a', 'b', 'fail', null),
      tick: rarely,
      rash: rarely,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('row' as const),
      ...at,
      row: fc.constantFrom('01', '02'),
      act: fc.constantFrom('add', 'fill', 'remove'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      ...at,
      to: fc.constantFrom('waiting', 'asking', 'given', 'returned', 'done', 'good', 'bad'),
      rash: rarely,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      ...at,
      kind: fc.constantFrom('note', 'note', 'link', 'void'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      ...at,
      said: fc.constantFrom('好', null),
      unknown: rarely,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('settle' as const), ...at, keep: fc.boolean() }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('cycle' as const),
      place: at.place,
      faults: fc.array(fc.constantFrom('none', 'none', ...faults), { maxLength: 5 }),
      twice: rarely,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), hours: fc.nat(3) }) },
);

const shared = scheduledId('parcel', 's1', '2026-11-24');

/** An entry that this device shows, by number. */
function known(place: Place, index: number): string | undefined {
  const ids = new Set([
    ...place.replica.entries.keys(),
    ...place.replica.outbox.map((item) => item.lane),
  ]);
  if (index > 1 && ids.has(shared)) return shared;
  return [...ids].sort()[index % Math.max(1, ids.size)];
}

async function take(world: World, step: Step): Promise<void> {
  if (step.do === 'late') return world.deliverLate();
  if (step.do === 'restart') {
    world.now += step.hours * 3_600_000;
    world.epoch++;
    return;
  }
  const place = world.place(step.place);
  world.now += 1000;
  if (step.do === 'cycle') {
    await Promise.all([
      world.cycle(place, step.faults),
      ...(step.twice ? [world.cycle(place, [...step.faults].reverse())] : []),
    ]);
    return;
  }
  if (step.do === 'create') {
    const set = { name: step.name, ...(step.fail && { seal: 'fail' }) };
    return world.save(place, 'create', { ...(step.shared && { entry: shared }), set });
  }
  const entry = known(place, step.entry);
  if (entry === undefined) return;
  switch (step.do) {
    case 'patch': {
      const { path, value, tick, rash } = step;
      return world.save(place, tick ? 'tick' : 'patch', { entry, set: { [path]: value } }, rash);
    }
    case 'row': {
      const path = `goods/${step.row}`;
      const set = {
        add: { [path]: true, [`${path}/kind`]: '箱' },
        fill: { [`${path}/qty`]: step.place },
        remove: { [path]: null },
      }[step.act];
      return world.save(place, 'patch', { entry, set });
    }
    case 'move': {
      const set = step.to === 'given' ? { taker: `取件人${step.place}` } : {};
      return world.save(place, 'move', { entry, stage: step.to, set }, step.rash);
    }
    case 'ask': {
      // Of one that this device cannot know: it was made on another that has not sent it yet.
      const elsewhere = world.places.flatMap(({ replica }) =>
        replica.outbox.map(({ lane }) => lane),
      );
      const of = step.unknown ? (elsewhere[step.entry] ?? entry) : entry;
      const set = { of, ...(step.said !== null && { said: step.said }), much: step.entry * 30 };
      return world.save(place, 'create', { procedure: `recall@${named('recall').hash}`, set });
    }
    case 'say':
      return world.save(place, step.kind, {
        entry,
        ...(step.kind === 'link' ? { link: { entry: shared, why: 'x' } } : { text: 'x' }),
      });
    case 'settle': {
      const [row] = place.replica.view(entry)?.conflicts ?? [];
      if (!row) return undefined;
      const set = step.keep || row.path === 'stage' ? {} : { [row.path]: row.mine };
      return world.save(place, 'patch', { entry, set, settles: [row.change] });
    }
  }
}

/** The network is well again, and nobody does anything: only the timer runs. */
async function heal(world: World): Promise<void> {
  await world.deliverLate();
  for (let round = 0; round < 3; round++)
    for (const place of world.places) {
      const report = await world.cycle(place);
      assert.ok(report && report.nextIn <= 300_000);
      world.now += report.nextIn;
    }
}

describe('sync, over and over', () => {
  it(`whatever happens, after healing all agree and nothing is lost (${runs} runs)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
        async (steps) => {
          const world = new World();
          world.save(world.place(0), 'create', { entry: shared, set: { name: '甲', room: 'a' } });
          for (const each of world.places) await world.cycle(each);
          for (const each of steps) {
            await take(world, each);
            nothingLost(world);
          }
          await heal(world);
          nothingLost(world);
          allAgree(world);
          historyIsSound(world);
        },
      ),
      { numRuns: runs, ...(process.env['SEED'] && { seed: Number(process.env['SEED']) }) },
    );
  });
});
