/** What happens at the made-up site in a month. */
import { others, settleIn, shiftBegins, shiftEnds } from './others.ts';
import { dayMs, begin, type World } from './world.ts';

const hour = 3_600_000;
const shifts = [7, 15, 23] as const;
const hold = (minutes: number): [number, number] => [minutes * 0.4, minutes * 1.6];

const room = (world: World): string =>
  `${1 + Math.floor(world.next() * 3)}-${1 + Math.floor(world.next() * 2)}-0${1 + Math.floor(world.next() * 9)}0${1 + Math.floor(world.next() * 4)}`;
const phone = (world: World): string =>
  `1380000${String(Math.floor(world.next() * 10_000)).padStart(4, '0')}`;

async function contact(world: World): Promise<void> {
  const kind = world.pick(['call', 'call', 'call', 'visit', 'wechat']);
  const missed = kind === 'call' && world.chance(0.06);
  const { id } = await world.create('contact', {
    caller: '样先生',
    room: room(world),
    verbatim: world.pick(['问停车月租', '楼上有水声', '电梯有异响', '=1+1']),
    contactKind: kind,
    phone: phone(world),
    ...(kind === 'call' && !missed && { rings: world.pick(['one', 'two', 'three', 'more']) }),
    ...(missed && { missed: true }),
  });
  if (world.chance(0.01)) return world.later(5, 30, () => world.void(id));
  if (missed)
    return world.later(...hold(30), () => world.move(id, 'rung', { rungNote: '已回电说明' }));
  const category = world.pick(['inquiry', 'parking', 'neighbour']);
  if (world.chance(0.6))
    return world.later(1, 6, () =>
      world.move(id, 'answered', {
        category,
        direct: 'spot',
        answer: '已说明',
        known: 'none',
        reaction: world.pick(['accepted', 'partly', 'not']),
      }),
    );
  if (world.chance(0.5))
    return world.later(1, 6, () =>
      world.move(id, 'handling', {
        category,
        method: 'promise',
        promiseWhat: '核实后回复',
        promisePhone: phone(world),
        promiseDue: world.iso(world.now + (2 + world.next() * 30) * hour),
        told: true,
      }),
    );
  world.later(1, 6, async () => {
    await world.move(id, 'handling', { category, method: 'relay', toDept: 'finance', told: true });
    if (world.chance(0.1)) return;
    world.later(...hold(15), async () => {
      await world.move(id, 'acked', {});
      if (world.chance(0.9))
        world.later(...hold(600), () =>
          world.move(id, 'done', { outcome: '已办', toldBy: 'phone', endReaction: 'accepted' }),
        );
    });
  });
}

async function repair(world: World): Promise<void> {
  const urgent = world.chance(0.15);
  const { id } = await world.create('repair', {
    repairType: 'water',
    scope: 'home',
    room: room(world),
    spot: world.pick(['kitchen', 'bathroom']),
    symptoms: ['leak'],
    reporter: '样女士',
    phone: phone(world),
    ...(urgent && { markUrgent: true }),
  });
  const [staff] = world.clerks;
  if (world.chance(0.05))
    return world.later(5, 60, () => world.move(id, 'cancelled', { cancelWhy: 'self' }));
  world.later(2, 15, async () => {
    await world.move(id, 'dispatched', { team: 'engineering', worker: staff?.id ?? '' });
    world.later(1, 20, async () => {
      await world.move(id, 'accepted');
      if (world.chance(0.05)) return;
      world.later(...hold(urgent ? 20 : 900), async () => {
        await world.move(id, 'arrived', { photoBefore: [world.photo] });
        world.later(...hold(10), async () => {
          await world.move(id, 'working', { cause: '接头松动', warranty: 'common' });
          if (world.chance(0.05)) return;
          world.later(...hold(urgent ? 200 : 3000), async () => {
            await world.move(id, 'finished', {
              work: '紧固',
              outcome: 'done',
              tested: 'ok',
              photoAfter: [world.photo],
              noSign: 'absent',
            });
            world.later(...hold(1500), () =>
              world.move(id, 'reviewed', {
                reached: 'yes',
                satisfaction: world.pick(['A', 'A', 'B']),
              }),
            );
          });
        });
      });
    });
  });
}

async function complaint(world: World): Promise<void> {
  const { id } = await world.create('complaint', {
    about: world.pick(['hygiene', 'noise']),
    verbatim: '楼道没扫',
    complainant: '样女士',
    phone: phone(world),
    room: room(world),
  });
  world.later(...hold(12), async () => {
    await world.move(id, 'replied', { firstSaid: '马上安排' });
    if (world.chance(0.08))
      return world.later(30, 90, () => world.move(id, 'withdrawn', { withdrawWhy: '业主撤回' }));
    world.later(5, 60, async () => {
      await world.move(id, 'handling');
      if (world.chance(0.1)) return;
      world.later(...hold(1300), () =>
        world.move(id, 'resolved', {
          findings: '漏扫',
          'feedbacks/01': true,
          'feedbacks/01/told': '已补扫',
          result: '已补扫',
          cause: 'slow',
        }),
      );
    });
  });
}

async function task(world: World): Promise<void> {
  const due = world.now + (1 + world.next() * 20) * hour;
  const { id } = await world.create('task', {
    what: '核对停车月租',
    kind: 'relay',
    lead: 'finance',
    customer: '样女士',
    due: world.iso(due),
  });
  world.later(...hold(15), async () => {
    await world.move(id, 'accepted');
    if (world.chance(0.1)) return;
    world.later(...hold(500), () => world.move(id, 'done', { outcome: '月租未变' }));
  });
}

async function visitor(world: World): Promise<void> {
  const { id } = await world.create('visitor', {
    visitType: 'friend',
    name: '样先生',
    phone: phone(world),
    room: room(world),
    consent: true,
  });
  world.later(1, 8, async () => {
    if (world.chance(0.05)) {
      await world.move(id, 'refused', { refuseReason: 'hostRefused' });
      return;
    }
    await world.move(id, 'inside', { hostConfirm: 'phone', passNo: 'F-12' });
    if (world.chance(0.03)) return;
    world.later(20, 400, () => world.move(id, 'out', { passBack: true, outBy: 'security' }));
  });
}

async function parcel(world: World): Promise<void> {
  await world.create('parcel', {
    room: room(world),
    shelf: 'A1',
    pieces: 1 + Math.floor(world.next() * 3),
  });
}

/** What effects have opened: promises are kept, moved or broken; callbacks are made or not. */
export async function followUp(world: World): Promise<void> {
  const rows = await world.db.entries.where('procedure').anyOf(['promise', 'callback']).toArray();
  for (const { id, shown } of rows) {
    if (world.planned.has(id)) continue;
    world.planned.add(id);
    if (shown.procedure === 'promise') {
      const due = Date.parse(String(shown.answers['due']));
      const way = world.next();
      const at = (from: number, to: number) =>
        Math.max(world.now + 60_000, from + world.next() * (to - from));
      if (way < 0.8)
        world.at(at(Date.parse(shown.created), due), () =>
          world.move(id, 'kept', { said: '已查清并电话回复' }),
        );
      else if (way < 0.9)
        world.at(at(due - hour, due), () =>
          world.move(id, 'moved', {
            newDue: world.iso(Math.max(world.now, due) + 4 * hour),
            agreedWay: 'phone',
            changeReason: '还在核实',
          }),
        );
      else if (way < 0.95)
        world.at(at(due, due + 5 * hour), () =>
          world.move(id, 'broken', { missReason: 'waiting', missNote: '对方一直没有回音' }),
        );
    } else if (world.chance(0.85))
      world.later(60, 2500, () =>
        world.chance(0.85)
          ? world.move(id, 'satisfied', { satisfaction: world.pick(['A', 'B']) })
          : world.move(id, 'unsatisfied', { satisfaction: 'C', opinion: '还不行' }),
      );
  }
}

const kinds = [
  { share: 0.42, run: contact },
  { share: 0.18, run: visitor },
  { share: 0.1, run: parcel },
  { share: 0.08, run: repair },
  { share: 0.06, run: task },
  { share: 0.04, run: complaint },
  ...others,
] as const;

/** Lives through the month; `entries` is how many people write by hand, besides what effects open. */
export async function live(world: World, entries: number, days: number): Promise<void> {
  const perShift = entries / (days * shifts.length);
  let owed = 0;
  for (let day = 0; day < days; day++) {
    for (const [at, from] of shifts.entries()) {
      const start = begin + day * dayMs + from * hour;
      await world.until(start);
      const clerk = world.clerks[at];
      owed += perShift;
      if (clerk) await world.signIn(clerk);
      if (day === 0 && at === 0) await settleIn(world);
      for (; owed >= 1; owed--) {
        let draw = world.next();
        const kind = kinds.find(({ share }) => (draw -= share) < 0) ?? kinds[0];
        world.at(start + (0.02 + world.next() * 0.96) * 8 * hour, () => kind.run(world));
      }
      await shiftBegins(world, at);
      // As a desk does all day; a cycle that takes half a minute is given up.
      for (let till = 2; till <= 8; till += 2) {
        await world.until(start + till * hour - 20 * 60_000);
        await world.sync();
      }
      await followUp(world);
      await shiftEnds(world, at);
      await world.sync();
    }
  }
}
