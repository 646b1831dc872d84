import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Entry } from '../../src/form/entry.ts';
import type { Surface } from '../../src/spec/procedure.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { Site } from '../e2e/site.ts';
import { seen } from './sample.ts';

let site: Site;
const opened: OpenStore[] = [];
before(async () => {
  site = await Site.open();
  await site.hire('lin', '林示例', ['frontdesk'], '246810');
});
after(async () => {
  for (const store of opened) store.close();
  await site.close();
});

let count = 0;
async function device(surface: Surface): Promise<OpenStore> {
  const database = `${surface}-${process.pid}-${count++}`;
  const enrolled = await enrol(await site.enrolCode(surface, surface), surface, surface, {
    base: site.url,
    database,
  });
  assert.ok(enrolled.ok, JSON.stringify(enrolled));
  const store = await openStore({ database, base: site.url, every: 300 });
  assert.ok(store);
  opened.push(store);
  store.start();
  return store;
}

const drained = (store: OpenStore) => seen(store.sync, ({ waiting }) => waiting === 0);
const line = (id: string, at: string, what: string) => ({
  [`lines/${id}`]: true,
  [`lines/${id}/at`]: at,
  [`lines/${id}/what`]: what,
});

async function begin(store: Store): Promise<Entry> {
  await seen(store.procedures, (all) => all.some(({ procedure }) => procedure.emergency));
  const form = await store.form('emergency');
  assert.ok(form);
  const around = await store.around(form);
  const opening = await store.submit(form, { kind: 'fire', drill: false, place: '1栋' }, around);
  assert.ok(opening.ok, JSON.stringify(opening));
  return opening.value;
}

test('with nobody signed in an emergency is opened and told, and nothing else is done', async () => {
  const tablet = await device('tablet');
  const entry = await begin(tablet);
  assert.equal(entry.by, null);
  assert.ok((await tablet.patch(entry.id, line('a1', tablet.now(), '打119'))).ok);
  const codes = async (doing: ReturnType<Store['patch']>) => {
    const done = await doing;
    return done.ok ? 'ok' : done.problems.map(({ code, path }) => `${code} ${path}`).join();
  };
  assert.equal(
    await codes(tablet.move(entry.id, 'falseAlarm', { mistakeWhy: '没有' })),
    'not-signed-in author',
  );
  assert.equal(
    await codes(tablet.patch(entry.id, { 'lines/a1/what': '没打' })),
    'readonly lines/a1/what',
  );
  assert.equal(await codes(tablet.patch(entry.id, { 'lines/a1': null })), 'readonly lines/a1');
  const task = await tablet.form('task');
  assert.ok(task);
  assert.equal(
    await codes(tablet.submit(task, { what: '扫地' }, await tablet.around(task))),
    'signed-out ',
  );
  assert.deepEqual(await codes(tablet.note(entry.id, '有人在楼顶')), 'ok');
  await drained(tablet);
  const desk = await device('desk');
  const there = await seen(desk.entry(entry.id), (listed) => listed?.entry.log.length === 3);
  assert.equal(there?.entry.answers['lines/a1/what'], '打119');
  assert.deepEqual(await seen(tablet.parked, () => true), []);
});

test('the kiosk hears of it while it lasts', async () => {
  const kiosk = await device('kiosk');
  const tablet = await device('tablet');
  const entry = await begin(tablet);
  const mine = (id: string) => (document?: { alerts?: readonly { entry: string }[] | undefined }) =>
    document?.alerts?.some((alert) => alert.entry === id) === true;
  const told = await seen(kiosk.site, mine(entry.id));
  const alert = told?.alerts?.find((each) => each.entry === entry.id);
  assert.match(alert?.title['zh-CN'] ?? '', /离开/);
  assert.ok(!JSON.stringify(told).includes('1栋'), 'nothing that was typed');
  const lin = site.staff.get('lin');
  assert.ok(lin);
  assert.ok((await tablet.signIn(lin.id, lin.pin)).ok);
  const over = await tablet.move(entry.id, 'controlled', {
    level: 'A',
    controlledAt: tablet.now(),
    controlledBy: lin.id,
    handled: '灭火器扑灭',
  });
  assert.ok(over.ok, JSON.stringify(over));
  await seen(kiosk.site, (document) => !mine(entry.id)(document));
});

test('the timeline is true although the clock of the tablet is a day wrong', async () => {
  const tablet = await device('tablet');
  await seen(tablet.procedures, (all) => all.length > 0);
  const { now } = Date;
  const began = now();
  let entry: Entry;
  try {
    Date.now = () => now() + 86_400_000;
    entry = await begin(tablet);
    for (const [id, what] of [
      ['a1', '打119'],
      ['a2', '广播'],
    ] as const)
      assert.ok((await tablet.patch(entry.id, line(id, tablet.now(), what))).ok);
    tablet.syncNow();
    await drained(tablet);
  } finally {
    Date.now = now;
  }
  const desk = await device('desk');
  const there = await seen(desk.entry(entry.id), (listed) => listed?.entry.log.length === 3);
  const { answers = {}, log = [] } = there?.entry ?? {};
  const times = [log[0]?.at, answers['lines/a1/at'], answers['lines/a2/at']].map((at) =>
    Date.parse(String(at)),
  );
  assert.ok(
    times.every((at) => at >= began - 1000 && at <= Date.now()),
    JSON.stringify(times),
  );
  // One line may be sent before the clock is known and the next after it: between them lies what the network took.
  const network = 5000;
  assert.ok(
    times.every((at, index) => at >= (times[index - 1] ?? 0) - network),
    JSON.stringify(times),
  );
});
