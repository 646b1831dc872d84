/** The rarer things of a day at the made-up site, and what every shift begins and ends with. */
import type { World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const date = (at: number): string => new Date(at + 8 * hour).toISOString().slice(0, 10);

async function call(world: World): Promise<void> {
  const { id } = await world.create('call', {});
  if (world.chance(0.05))
    return world.later(3, 20, () => world.move(id, 'closed', { outcome: 'gone' }));
  world.later(0.2, 4, async () => {
    await world.move(id, 'answered');
    world.later(1, 40, () => world.move(id, 'closed', { outcome: 'helped' }));
  });
}

async function key(world: World): Promise<void> {
  const board = await world.db.entries.where('procedure').equals('key').toArray();
  if (!board.some(({ stage }) => ['in', 'back'].includes(stage))) return;
  const { id } = await world.create('keyloan', {
    purpose: 'repair',
    basis: 'order',
    orderNo: '示例工单',
    approver: world.other.id,
    due: world.iso(world.now + (1 + world.next() * 8) * hour),
  });
  if (world.chance(0.03)) return world.later(300, 900, () => world.move(id, 'lost'));
  if (world.chance(0.15))
    world.later(30, 200, () =>
      world.move(id, 'extended', { longerUntil: world.iso(world.now + 3 * hour) }),
    );
  else if (world.chance(0.1))
    world.later(400, 600, () =>
      world.move(id, 'called', { newDue: world.iso(world.now + 2 * hour) }),
    );
  if (world.chance(0.95)) world.later(60, 700, () => world.move(id, 'returned'));
}

async function lend(world: World): Promise<void> {
  const { id } = await world.create('lend', { thing: world.pick(['umbrella', 'wheelchair']) });
  if (world.chance(0.2)) world.later(30, 100, () => world.move(id, 'extended'));
  if (world.chance(0.04)) return world.later(2000, 4000, () => world.move(id, 'gone'));
  if (world.chance(0.95)) world.later(20, 2000, () => world.move(id, 'back'));
}

async function lost(world: World): Promise<void> {
  if (world.chance(0.3)) {
    const { id } = await world.create('lost', { sort: 'lost', look: '黑色钱包' });
    return world.later(60, 3000, () => world.move(id, world.pick(['returned', 'notFound'])));
  }
  const { id } = await world.create('lost', { sort: 'found', look: '一串钥匙' });
  world.later(1, 50, async () => {
    await world.move(id, 'kept', { counterTwo: world.other.id });
    world.later(60, 1400, async () => {
      await world.move(id, 'announced');
      if (world.chance(0.6)) world.later(60, 9000, () => world.move(id, 'claimed'));
    });
  });
}

async function mail(world: World): Promise<void> {
  const { id } = await world.create('mail', { direction: 'in', title: '示例来文' });
  world.later(10, 600, async () => {
    await world.move(id, 'given');
    world.later(60, 3000, async () => {
      await world.move(id, 'handled');
      if (world.chance(0.85)) world.later(10, 1500, () => world.move(id, 'filed'));
    });
  });
}

async function notice(world: World): Promise<void> {
  const { id } = await world.create('notice', {
    sort: 'works',
    startAt: world.iso(world.now + day),
    endAt: world.iso(world.now + (1 + world.next()) * day),
    drafter: world.clerk.id,
  });
  const approver = world.other.id;
  world.later(10, 100, async () => {
    await world.move(id, 'checked');
    world.later(5, 60, async () => {
      await world.move(id, 'approved', { approver });
      world.later(5, 100, async () => {
        await world.move(id, 'posted', {
          'coverage/*/postedHere': world.pick(['yes', 'yes', 'na']),
        });
        world.later(1400, 5000, () => world.move(id, 'removed'));
      });
    });
  });
}

async function permit(world: World): Promise<void> {
  const { id } = await world.create('permit', { room: '1-2-0301', company: '样装饰', area: 90 });
  world.later(10, 300, async () => {
    await world.move(id, 'running', { extinguishersSeen: 2 });
    const round = async (): Promise<void> => {
      if (world.chance(0.1)) return world.move(id, 'closed');
      await world.move(id, 'running', { nextRound: date(world.now + 2 * day) });
      world.later(1500, 4600, round);
    };
    world.later(1500, 4600, round);
    if (world.chance(0.4)) world.later(600, 9000, () => breach(world));
  });
}

async function breach(world: World): Promise<void> {
  const { id } = await world.create('rectify', { room: '1-2-0301', what: '楼道堆放材料' });
  world.later(5, 200, async () => {
    if (world.chance(0.1)) return world.move(id, 'dropped');
    await world.move(id, 'served', { received: 'signed' });
    world.later(600, 3000, () => world.move(id, world.pick(['fixed', 'fixed', 'notFixed'])));
  });
}

async function release(world: World): Promise<void> {
  const { id } = await world.create('release', { room: '1-2-0301', reason: 'repair' });
  world.later(2, 30, async () => {
    if (world.chance(0.1)) return world.move(id, 'refused');
    await world.move(id, 'issued', { idVerdict: 'pass', idLast4: '123X', feeState: 'settled' });
    if (world.chance(0.1)) return;
    world.later(10, 200, async () => {
      await world.move(id, world.pick(['released', 'released', 'unused']));
      if (world.chance(0.8)) world.later(600, 6000, () => world.move(id, 'archived'));
    });
  });
}

async function suggestion(world: World): Promise<void> {
  const { id } = await world.create('suggestion', { sort: world.pick(['suggestion', 'praise']) });
  if (world.chance(0.8))
    world.later(60, 5000, () => world.move(id, world.pick(['answered', 'noted'])));
}

/** What is there before the month: keys to lend, things to count. */
export async function settleIn(world: World): Promise<void> {
  for (let at = 1; at <= 24; at++)
    await world.create('key', { keyNo: `K-${String(at).padStart(2, '0')}`, sort: 'plant' });
  await world.create('thing', { name: '雨伞', should: 10 });
  await world.create('zone', { name: '大堂', dept: 'cleaning' });
  await world.create('device', { name: '打印机', kind: 'printer' });
}

export const others = [
  { share: 0.02, run: call },
  { share: 0.02, run: key },
  { share: 0.02, run: lend },
  { share: 0.01, run: lost },
  { share: 0.01, run: mail },
  { share: 0.01, run: notice },
  { share: 0.005, run: permit },
  { share: 0.015, run: release },
  { share: 0.01, run: suggestion },
] as const;

/** What was found wrong in the morning is put right, in time or not, and seen again. */
async function actions(world: World): Promise<void> {
  for (const { id } of await world.db.entries.where('procedure').equals('action').toArray()) {
    if (world.planned.has(id)) continue;
    world.planned.add(id);
    world.later(5, 60, async () => {
      if (world.chance(0.1)) return world.move(id, 'dropped');
      await world.move(id, 'doing');
      world.later(10, 300, async () => {
        await world.move(id, 'done');
        if (world.chance(0.9))
          world.later(10, 900, async () => {
            const { answers } = await world.shown(id);
            const verifier = world.clerks.find((one) => one.id !== answers['doer'])?.id ?? '';
            await world.move(id, 'verified', { verdict: 'ok', verifier });
          });
      });
    });
  }
}

/** The early shift opens the desk. */
export async function shiftBegins(world: World, at: number): Promise<void> {
  if (at !== 0) return;
  const { id } = await world.create('opening', {});
  const wrong = world.chance(0.3);
  world.later(5, 25, async () => {
    await world.move(id, 'done', wrong ? { floor: 'fail', 'floor.note': '有水渍' } : {});
    await actions(world);
  });
}

/** Each shift is handed over; the night shift has swept before. */
export async function shiftEnds(world: World, at: number): Promise<void> {
  const { clerk, other } = world;
  if (at === 1) {
    const { id } = await world.create('closing', {});
    if (world.chance(0.95)) await world.move(id, 'done', { exported: true });
  }
  const { id } = await world.create('handover', {
    giver: clerk.id,
    receiver: other.id,
    receiverState: 'fit',
  });
  if (world.chance(0.05)) return;
  await world.move(id, 'complete', { outcome: 'complete' });
}
