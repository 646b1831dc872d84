/**
 * Every procedure on every desk and tablet that offers it, on a real server: opened, looked at by axe, filled in as its
 * story tells, sent, synced, found in the desk's book and opened there. A procedure that is added is tested by having a
 * story. Those of the kiosk: `every-form-kiosk`.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Procedure } from '../../src/spec/procedure.ts';
import { Device, sizes } from './browser.ts';
import { signIn } from './desk.ts';
import { answersOf, Filler, pin, trouble } from './filler.ts';
import { inTheBooks } from './books.ts';
import { build } from './kiosk.ts';
import { Site } from './site.ts';
import { passRest, sent, signIn as signInTablet } from './tablet.ts';
import { byHand, byHour, judgedOn, procedures } from './walked.ts';

const most = 8;

let site: Site;
let desk: Device;
let tablet: Device;
/** Entry → its procedure, of everything that was sent. */
const made = new Map<string, string>();

before(async () => {
  site = await Site.open();
  await build(site);
  const roles = ['frontdesk', 'supervisor', 'manager', 'security', 'engineering'] as const;
  await site.hire('front', '示例前台乙', roles, pin, 'service');
  await site.hire('other', '示例同事丙', roles, pin, 'engineering');
  // One shift, so that none ends meanwhile.
  const name = { 'zh-CN': '全天', en: 'All day' };
  await site.command('save-site', {
    shifts: [{ id: 'early', name, start: '00:00', end: '00:00' }],
  });
  await dueEvery({ each: 'day' }, 1);
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(desk.page, '示例前台乙', pin);
});
after(async () => {
  await tablet?.close();
  await desk?.close();
  await site?.close();
});

/** What comes with a shift, a week or a month comes at this site when the test is there to do it. */
async function dueEvery(schedule: Procedure['schedule'], later: number): Promise<void> {
  for (const procedure of procedures.filter((one) => one.schedule)) {
    const [major = '1', minor = '0', patch = '0'] = procedure.version.split('.');
    const version = `${major}.${minor}.${Number(patch) + later}`;
    const text = JSON.stringify({ ...procedure, version, schedule });
    await site.command('publish-procedure', { text });
  }
}

/** Sends it, mending what is refused; the id of the entry. */
async function fillIn(page: Page, procedure: Procedure): Promise<string> {
  const filler = new Filler(page, answersOf(procedure.id));
  await filler.told();
  let left: string[] = [];
  for (let tries = 0; tries < most; tries++) {
    await page.locator('fd-fill .bar .btn.primary').click();
    for (let looks = 0; looks < 40; looks++) {
      const saved = /#\/entry\/([\w-]+)/.exec(page.url())?.[1];
      if (saved) return saved;
      left = await filler.mend();
      if (left.length > 0) break;
      await page.waitForTimeout(50);
    }
  }
  const said = await page.locator('fd-fill .bar .banner').allInnerTexts();
  throw new Error(`not sent: ${left.join(', ')} ${said.join(' ')}`);
}

async function byStaffOn(device: Device, procedure: Procedure): Promise<void> {
  const { page, surface } = device;
  const { id, title } = procedure;
  await page.goto(`${site.url}/#/new/${id}`);
  await page.getByRole('heading', { level: 1, name: title['zh-CN'], exact: true }).waitFor();
  await page.locator('fd-form .cell').first().waitFor();
  const judged = judgedOn(procedure).includes(surface);
  const found = judged ? await trouble(page, `${surface} ${id}`, 'fd-fill') : [];
  made.set(await fillIn(page, procedure), id);
  // A checklist on a tablet is gone on with where it is; everything else is shown.
  await page.locator('#what, fd-tablet-list').filter({ visible: true }).first().waitFor();
  assert.deepEqual(found, []);
}

/** The step that ends a list that is being filled in. */
const lastStep = ({ stages = [] }: Procedure): string => stages[0]?.next[0] ?? '';
const entryOf = (page: Page): string => /#\/entry\/([\w-]+)/.exec(page.url())?.[1] ?? '';

/** What the site opens when its hour comes, at a desk: opened from its card, and ended with all that is asked. */
async function atItsHour(procedure: Procedure): Promise<void> {
  const { page } = desk;
  const { id, title } = procedure;
  await page.goto(`${site.url}/#/new`);
  await page.locator(`a[href="#/new/${id}"]`).first().click();
  await page.waitForURL(/#\/entry\//);
  await page.locator('fd-entry').getByText(title['zh-CN']).first().waitFor();
  const entry = entryOf(page);
  // A closing check counts what has not been sent yet.
  await sent(desk);
  await page.locator(`[data-step="${lastStep(procedure)}"]`).click();
  await page.locator('fd-fill fd-form .cell').first().waitFor();
  // All of it in view: heads of columns that a dialog has scrolled away count as no labels.
  await page.setViewportSize({ ...sizes.desk, height: 9000 });
  const judged = judgedOn(procedure).includes('desk');
  const found = judged ? await trouble(page, `desk ${id}`, 'fd-fill') : [];
  await page.setViewportSize(sizes.desk);
  const filler = new Filler(page, answersOf(id, lastStep(procedure)));
  await filler.told();
  let left: string[] = [];
  for (let tries = 0; tries < most && (await page.locator('fd-fill').count()); tries++) {
    await page.locator('fd-fill .bar .btn.primary').click();
    for (let looks = 0; looks < 40 && (await page.locator('fd-fill').count()); looks++) {
      left = await filler.mend();
      if (left.length > 0) break;
      await page.waitForTimeout(50);
    }
  }
  const said = await page.locator('fd-fill .bar .banner').allInnerTexts();
  assert.equal(await page.locator('fd-fill').count(), 0, `${left.join(', ')} ${said.join(' ')}`);
  made.set(entry, id);
  assert.deepEqual(found, []);
}

/** The same on a tablet, from the shift’s timeline: each touch is saved as it is made. */
async function onTheTimeline({ page }: Device, procedure: Procedure): Promise<void> {
  const { id, title } = procedure;
  await page.goto(`${site.url}/#/home`);
  const plan = page.getByRole('region', { name: '本班安排' });
  await plan.getByRole('button', { name: title['zh-CN'] }).click();
  await page.getByRole('heading', { level: 1, name: title['zh-CN'] }).waitFor();
  await page.locator('fd-tablet-list progress').waitFor();
  const judged = judgedOn(procedure).includes('tablet');
  const found = judged ? await trouble(page, `tablet ${id}`, 'fd-tablet-list') : [];
  const entry = entryOf(page);
  const list = page.locator('fd-tablet-list');
  const filler = new Filler(page, answersOf(id, lastStep(procedure)));
  await filler.told();
  if (await page.getByRole('button', { name: '其余全部正常' }).count()) await passRest(page);
  let left: string[] = [];
  for (let tries = 0; tries < most && (await list.count()); tries++) {
    await list.locator(`[data-step="${lastStep(procedure)}"]:enabled`).click();
    for (let looks = 0; looks < 40 && (await list.count()); looks++) {
      left = await list.evaluateAll((lists) =>
        (lists as unknown as { problems: { path: string }[] }[]).flatMap(({ problems }) =>
          problems.map(({ path }) => path),
        ),
      );
      if (left.length > 0) break;
      await page.waitForTimeout(50);
    }
    if (await list.count()) await filler.mend(left);
  }
  assert.equal(await list.count(), 0, `not finished: ${left.join(', ')}`);
  made.set(entry, id);
  assert.deepEqual(found, []);
}

describe('when their hour comes', { timeout: 1_500_000 }, () => {
  // The desk's first, so that their hour is over when the tablet's comes; and before anything else is there to be done.
  for (const procedure of byHour('desk'))
    test(`desk: ${procedure.id}, when its hour comes`, () => atItsHour(procedure));
  test('their hour comes once more, on a tablet', async () => {
    tablet = await Device.enrol(site, 'tablet', '值班平板');
    await tablet.page.emulateMedia({ reducedMotion: 'reduce' });
    const front = site.staff.get('front');
    assert.ok(front);
    await signInTablet(tablet.page, front);
    const time = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(11, 16);
    await dueEvery({ each: 'day', times: [time] }, 2);
  });
  for (const procedure of byHour('tablet'))
    test(`tablet: ${procedure.id}, when its hour comes`, () => onTheTimeline(tablet, procedure));
});

describe('by hand', { timeout: 1_500_000 }, () => {
  for (const procedure of byHand('desk'))
    test(`desk: ${procedure.id}`, () => byStaffOn(desk, procedure));
  test('the tablet, which locks itself meanwhile, is taken up again', async () => {
    const { page } = tablet;
    await page.goto(`${site.url}/#/home`);
    const lock = page.getByRole('button', { name: '锁定' });
    await lock.or(page.locator('fd-sign-in')).first().waitFor();
    if (await lock.isVisible()) await lock.click();
    const front = site.staff.get('front');
    assert.ok(front);
    await signInTablet(page, front);
  });
  for (const procedure of byHand('tablet'))
    test(`tablet: ${procedure.id}`, () => byStaffOn(tablet, procedure));
  test('all of it is sent', async () => {
    await sent(tablet);
    assert.deepEqual(tablet.errors, []);
  });
});

test(
  'all of it reaches the server, stands in the desk’s books and opens there',
  { timeout: 900_000 },
  async () => {
    await signIn(desk.page, '示例前台乙', pin);
    await inTheBooks(desk, made);
    assert.deepEqual(desk.errors, []);
  },
);
