import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { Device } from './browser.ts';
import { choose, fill, signIn, trouble } from './desk.ts';
import { build, digits, home, next, send, slip } from './kiosk.ts';
import { Site, type Staff } from './site.ts';

let site: Site;
let desk: Device;
let clerk: Staff;
let plumber: Staff;
let supervisor: Staff;

before(async () => {
  site = await Site.open();
  clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '135790');
  plumber = await site.hire('plumber', '示例工程', ['engineering'], '246813', 'engineering');
  const first = site.staff.get('supervisor');
  assert.ok(first);
  supervisor = first;
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
});
after(async () => {
  await desk?.close();
  await site?.close();
});

const work = (staff: Staff): Promise<void> => signIn(desk.page, staff.name, staff.pin);
const heading = (page: Page, name: string): Locator => page.locator('fd-entry').getByText(name);

/** Enters a repair at the desk and stays on its page. */
async function enter(page: Page, what: string): Promise<string> {
  await page.evaluate(() => (location.hash = '#/new/repair'));
  const form = page.locator('fd-fill');
  await choose(form, 'repairType', '给排水');
  await fill(form, 'room', '1-2-0301');
  await choose(form, 'spot');
  await fill(form, 'detail', what);
  await fill(form, 'reporter', '示例业主孙');
  await fill(form, 'phone', '13800000009');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: new RegExp(what) }).waitFor();
  return page.evaluate(() => location.hash.split('/').at(-1) ?? '');
}

/** Takes the step with this name; `fillIn` fills in what it asks. */
async function step(
  page: Page,
  name: string,
  fillIn?: (form: Locator) => Promise<void>,
): Promise<void> {
  const steps = page.locator('fd-steps');
  await steps.getByRole('button', { name, exact: true }).click();
  if (!fillIn) return;
  const form = page.locator('fd-steps fd-fill');
  await form.getByRole('button', { name, exact: true }).waitFor();
  await fillIn(form);
  await form.getByRole('button', { name, exact: true }).click();
}

async function stage(page: Page, title: string): Promise<void> {
  await page.locator('fd-entry header .badge', { hasText: title }).waitFor({ timeout: 10_000 });
}

/** A small picture, as a camera would give. */
const photo = {
  name: 'pipe.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
    'base64',
  ),
};
async function shoot(form: Locator, path: string): Promise<void> {
  await form.locator(`[data-path="${path}"] input[type=file]`).first().setInputFiles(photo);
  await form.locator(`[data-path="${path}"] img`).first().waitFor();
}

interface DeskStore {
  move(
    entry: string,
    to: string,
    set: object,
  ): Promise<{ ok: boolean; problems?: { code: string }[] }>;
}
/** What the device's store says to a move, bypassing every button. */
function tryMove(page: Page, entry: string, to: string): Promise<string[]> {
  return page.evaluate(
    async ([entry, to]) => {
      const { store } = document.querySelector('fd-desk') as unknown as { store: DeskStore };
      const result = await store.move(entry ?? '', to ?? '', {});
      return (result.problems ?? []).map(({ code }) => code);
    },
    [entry, to],
  );
}

test('a repair goes from the call to the archive through the hands of three people', async () => {
  const { page } = desk;
  await work(clerk);
  const entry = await enter(page, '水槽下面滴水');
  await stage(page, '已受理');
  await page.locator('[data-clock=green]').first().waitFor();

  // Out of order, whoever asks.
  assert.deepEqual(await tryMove(page, entry, 'finished'), ['wrong-stage']);
  // What is not this person's is not offered, and refused if tried all the same.
  await step(page, '派工', async (form) => {
    assert.deepEqual(await trouble(page, 'dispatch'), []);
    await choose(form, 'worker', plumber.name);
  });
  await stage(page, '已派工');
  assert.equal(await page.locator('fd-steps').getByRole('button', { name: '接单' }).count(), 0);
  assert.deepEqual(await tryMove(page, entry, 'accepted'), ['wrong-role']);

  await work(plumber);
  await step(page, '接单');
  await stage(page, '已接单');
  await step(page, '到场', (form) => shoot(form, 'photoBefore'));
  await stage(page, '已到场');
  await step(page, '开始处理', async (form) => {
    await fill(form, 'cause', '软管接头老化');
    await choose(form, 'warranty');
  });
  await stage(page, '处理中');
  await step(page, '完工', async (form) => {
    await fill(form, 'work', '更换接头，试水不漏');
    await choose(form, 'outcome');
    await choose(form, 'tested');
    await shoot(form, 'photoAfter');
    await choose(form, 'noSign');
  });
  await stage(page, '待回访');
  await heading(page, '前台、主管').waitFor();

  await work(clerk);
  await step(page, '回访完成', async (form) => {
    await choose(form, 'reached');
    for (const path of ['quality', 'timeliness', 'attitude', 'satisfaction'])
      await choose(form, path);
  });
  await stage(page, '待归档');
  assert.deepEqual(await tryMove(page, entry, 'archived'), ['wrong-role']);

  await work(supervisor);
  await step(page, '归档', async (form) => {
    await choose(form, 'rootCause');
    await choose(form, 'recordsComplete');
  });
  await stage(page, '已归档');
  await heading(page, '已办结').waitFor();
  assert.deepEqual(await trouble(page, 'archived'), []);
  assert.deepEqual(desk.errors, []);

  // The server has all of it, in the hands that did it.
  const stored = await onServer(entry, 'archived');
  const hands = stored.log.filter(({ kind }) => kind === 'move').map(({ to, by }) => `${to} ${by}`);
  assert.deepEqual(hands, [
    `dispatched ${clerk.id}`,
    `accepted ${plumber.id}`,
    `arrived ${plumber.id}`,
    `working ${plumber.id}`,
    `finished ${plumber.id}`,
    `reviewed ${clerk.id}`,
    `archived ${supervisor.id}`,
  ]);
});

interface Stored {
  readonly rev: number;
  readonly stage: string;
  readonly version: string;
  readonly procedure: string;
  readonly around: object;
  readonly log: readonly { kind: string; to?: string; by: string | null }[];
}

/** The entry as the server holds it, once it is in that stage. */
async function onServer(entry: string, stage: string): Promise<Stored> {
  for (let tries = 0; tries < 100; tries++) {
    const pull = (await site.asDesk('/api/sync/pull', {
      protocol: 1,
      device: site.desk,
      scopes: [{ id: 'work', epoch: 0, after: 0 }],
    })) as { scopes: { items: { kind: string; id: string; doc?: unknown }[] }[] };
    const items = pull.scopes.flatMap((scope) => scope.items);
    const doc = items.findLast((item) => item.kind === 'entry' && item.id === entry)?.doc;
    if ((doc as Stored | undefined)?.stage === stage) return doc as Stored;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error(`${entry} is not ${stage} on the server`);
}

/** Pushes a move made by hand in the name of this person. */
async function push(entry: string, stored: Stored, to: string, staff: Staff): Promise<unknown> {
  const reply = (await site.asDesk('/api/sync/push', {
    protocol: 1,
    batch: randomUUID(),
    device: site.desk,
    changes: [
      {
        id: randomUUID(),
        entry,
        procedure: `${stored.procedure}@${stored.version}`,
        kind: 'move',
        base: stored.rev,
        n: 1 + Math.trunc(Math.random() * 1e6),
        at: new Date().toISOString(),
        stage: to,
        around: stored.around,
        author: await site.author(staff, site.desk),
        device: site.desk,
        clock: { wall: Date.now(), mono: 1, boot: 'by-hand', offset: 0 },
      },
    ],
  })) as { results: { outcome: string; problems?: { code: string }[] }[] };
  return reply.results.map(({ outcome, problems }) => [outcome, problems?.map(({ code }) => code)]);
}

test('the server refuses a hand-made move of the wrong person or out of order', async () => {
  const { page } = desk;
  await work(clerk);
  const entry = await enter(page, '卫生间地漏返水');
  const received = await onServer(entry, 'received');
  assert.deepEqual(await push(entry, received, 'cancelled', plumber), [
    ['rejected', ['wrong-role']],
  ]);
  assert.deepEqual(await push(entry, received, 'arrived', plumber), [
    ['rejected', ['wrong-stage']],
  ]);
  assert.equal((await onServer(entry, 'received')).log.length, 1);
});

test('the clock is green, yellow from 80 % of the time, red when it is up', async () => {
  const { page } = desk;
  await page.clock.install({ time: Date.now() });
  await page.reload();
  await work(clerk);
  await enter(page, '客厅灯不亮');
  const badge = page.locator('fd-entry [data-clock]').first();
  const colour = async (): Promise<string | null> => {
    await page.mouse.move(Math.random() * 500 + 300, 400);
    return badge.getAttribute('data-clock');
  };
  assert.equal(await colour(), 'green');
  // No answer of the server may set this device's clock right again.
  await desk.offline(true);
  // Checked and dispatched within 10 minutes: 80 % is 8 minutes.
  await page.clock.fastForward('07:30');
  assert.equal(await colour(), 'green');
  await page.clock.fastForward('00:45');
  assert.equal(await colour(), 'yellow');
  await page.clock.fastForward('01:50');
  assert.equal(await colour(), 'red');
  await page.getByText('已超时').first().waitFor();
  await page.evaluate(() => (location.hash = ''));
  const late = page.locator('[data-count=late]');
  await late.getByText(/^[1-9]\d*$/).waitFor();
  await late.click();
  await page.getByRole('link', { name: /客厅灯不亮/ }).waitFor();
  await desk.offline(false);
});

test('a repair from the kiosk is at the desk at once, without a reload, and is dispatched there', async () => {
  await build(site);
  const { page } = desk;
  await work(clerk);
  await page.evaluate(() => (location.hash = ''));
  const kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  try {
    const { page: screen } = kiosk;
    const option = (name: string): Promise<void> => screen.getByRole('radio', { name }).check();
    await kiosk.ready();
    await home(screen);
    await screen.getByRole('button', { name: /报修/ }).click();
    await option('给排水');
    await next(screen);
    await screen.getByRole('heading', { name: '有没有紧急情况？' }).waitFor();
    await next(screen);
    await screen.getByRole('button', { name: '同意，继续' }).click();
    await option('户内');
    await option('1栋');
    await digits(screen, '402');
    await option('厨房');
    await next(screen);
    await screen.getByLabel('补充说明').fill('厨房水龙头关不紧');
    await next(screen);
    await screen.getByLabel('怎么称呼').fill('示例业主李');
    await screen.getByLabel('联系电话').click();
    await digits(screen, '13800000010');
    await send(screen);
    const number = await slip(screen);

    await page.getByRole('link', { name: /厨房水龙头关不紧/ }).click({ timeout: 15_000 });
    await page.getByText(number).first().waitFor();
    await page
      .locator('fd-entry')
      .getByText(/访客.*登记/)
      .first()
      .waitFor();
    await step(page, '派工', (form) => choose(form, 'worker', plumber.name));
    await stage(page, '已派工');
    await page.getByText('大堂自助机').first().waitFor();
    assert.deepEqual(kiosk.errors, []);
  } finally {
    await kiosk.close();
  }
});
