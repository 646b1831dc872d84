/**
 * Every procedure on every surface that offers it, on a real server: opened, looked at by axe, filled in as its story
 * tells, sent, synced, found in the desk's book and opened there. A procedure that is added is tested by having a story.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Procedure, Surface } from '../../src/spec/procedure.ts';
import { Device } from './browser.ts';
import { signIn } from './desk.ts';
import { answersOf, Filler, pin, trouble } from './filler.ts';
import { build, home, waiting } from './kiosk.ts';
import { Site, root } from './site.ts';
import { entriesOf, sent, signIn as signInTablet, until } from './tablet.ts';

const procedures = globSync('public/procedures/*.json', { cwd: root })
  .filter((path) => basename(path) !== 'options.json')
  .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Procedure)
  .sort((a, b) => a.code.localeCompare(b.code));
const most = 8;

/** Whether another entry has to be named at the start: such forms come after those that can be named. */
const needing = ({ sections, stages }: Procedure): boolean => {
  const first = stages?.[0]?.id ?? 'done';
  const asked = sections.filter(({ at }) => !at || at.includes(first));
  return asked.some(({ items }) => items.some((item) => item.type === 'ref' && item.required));
};
/** Names an entry that is not new any more, so that somebody has to move one on first: such forms have tests of their own. */
const afterAMove = ({ sections }: Procedure): boolean =>
  sections
    .flatMap(({ items }) => items)
    .some((item) => {
      if (item.type !== 'ref' || !item.required || !item.stages) return false;
      const named = procedures.find(({ id }) => id === item.procedure);
      return !item.stages.includes(named?.stages?.[0]?.id ?? 'done');
    });
/** What is opened at a given hour is opened by the site; an emergency has a button of its own. */
const offered = (surface: Surface): readonly Procedure[] =>
  procedures
    .filter((one) => !one.schedule && !one.emergency && !afterAMove(one))
    .filter(({ surfaces }) => surfaces[surface])
    .sort((a, b) => Number(needing(a)) - Number(needing(b)));
const byStaff = ({ access }: Procedure): boolean =>
  access.create.some((role) => role !== 'visitor');
/** What a visitor hands in; what a kiosk looks up first, or calls staff with, has tests of its own. */
const byVisitors = (one: Procedure): boolean =>
  one.access.create.includes('visitor') && !one.calls && !needing(one);

let site: Site;
let desk: Device;
/** Entry → its procedure, of everything that was sent; and number on a kiosk's slip → procedure. */
const made = new Map<string, string>();
const numbers = new Map<string, string>();

before(async () => {
  site = await Site.open();
  await build(site);
  const roles = ['frontdesk', 'supervisor', 'manager', 'security', 'engineering'] as const;
  await site.hire('front', '示例前台乙', roles, pin, 'service');
  await site.hire('other', '示例同事丙', roles, pin, 'engineering');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(desk.page, '示例前台乙', pin);
});
after(async () => {
  await desk?.close();
  await site?.close();
});

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
  const found = await trouble(page, `${surface} ${id}`, 'fd-fill');
  made.set(await fillIn(page, procedure), id);
  // A checklist on a tablet is gone on with where it is; everything else is shown.
  await page.locator('#what, fd-tablet-list').filter({ visible: true }).first().waitFor();
  assert.deepEqual(found, []);
}

describe('at the desk', { timeout: 900_000 }, () => {
  for (const procedure of offered('desk').filter(byStaff))
    test(`desk: ${procedure.id}`, () => byStaffOn(desk, procedure));
});

describe('on a tablet', { timeout: 900_000 }, () => {
  let tablet: Device;
  before(async () => {
    tablet = await Device.enrol(site, 'tablet', '值班平板');
    await tablet.page.emulateMedia({ reducedMotion: 'reduce' });
    const front = site.staff.get('front');
    assert.ok(front);
    await signInTablet(tablet.page, front);
  });
  after(() => tablet?.close());
  for (const procedure of offered('tablet').filter(byStaff))
    test(`tablet: ${procedure.id}`, () => byStaffOn(tablet, procedure));
  test('tablet: all of it is sent', async () => {
    await sent(tablet);
    assert.deepEqual(tablet.errors, []);
  });
});

/** Page by page to the slip; its number. */
async function visit(page: Page, procedure: Procedure): Promise<string> {
  const filler = new Filler(page, answersOf(procedure.id));
  const agree = page.getByRole('button', { name: '同意，继续' });
  const slip = page.locator('fd-kiosk-slip [data-number]');
  // Behind the notice the form is there, unseen.
  const form = page.locator('fd-form .cell').filter({ visible: true }).first();
  const found: string[] = [];
  for (let pages = 0; pages < 3 * most; pages++) {
    await agree.or(form).or(slip).first().waitFor();
    if (await slip.count()) break;
    if (await agree.count()) await agree.click();
    await form.waitFor();
    await filler.told();
    found.push(...(await trouble(page, `kiosk ${procedure.id} ${pages}`, 'fd-kiosk-visit')));
    await page.locator('fd-kiosk-visit .actions .primary').click();
    await page.waitForTimeout(150);
    if (await form.count()) await filler.mend();
  }
  assert.deepEqual(found, []);
  return ((await slip.textContent()) ?? '').replaceAll(/\s/g, '');
}

describe('at a kiosk', { timeout: 900_000 }, () => {
  let kiosk: Device;
  before(async () => {
    kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
    await kiosk.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  after(() => kiosk?.close());
  const choose = async ({ title }: Procedure): Promise<void> => {
    await kiosk.page.reload();
    await home(kiosk.page);
    const tiles = kiosk.page.locator('fd-kiosk-home');
    await tiles.getByRole('button', { name: title['zh-CN'] }).first().click();
  };
  for (const procedure of offered('kiosk').filter(byVisitors))
    test(`kiosk: ${procedure.id}`, async () => {
      await choose(procedure);
      numbers.set(await visit(kiosk.page, procedure), procedure.id);
    });
  const read = offered('kiosk').filter(
    ({ guide, access }) => guide && !access.create.includes('visitor'),
  );
  for (const procedure of read)
    test(`kiosk: ${procedure.id} is read about`, async () => {
      await choose(procedure);
      await kiosk.page.getByRole('heading', { name: procedure.title['zh-CN'] }).first().waitFor();
      assert.deepEqual(await trouble(kiosk.page, procedure.id, 'fd-kiosk-guide'), []);
    });
  test('kiosk: all of it is sent', async () => {
    await until(
      () => waiting(kiosk.page),
      (left) => left === 0,
    );
    assert.deepEqual(kiosk.errors, []);
  });
});

test('all of it reaches the server, stands in the desk’s books and opens there', async () => {
  const { page } = desk;
  const held = await until(
    () => entriesOf(site),
    (entries) => [...made.keys()].every((id) => entries.some((entry) => entry.id === id)),
  );
  for (const [number, procedure] of numbers) {
    const entry = held.find((each) => each.number?.replaceAll(/\s/g, '') === number);
    assert.ok(entry, `${procedure} ${number} is not at the server`);
    made.set(entry.id, procedure);
  }
  for (const [procedure, entries] of Map.groupBy(made, ([, each]) => each)) {
    await page.goto(`${site.url}/#/registers/${procedure}`);
    for (const [id] of entries)
      await page.locator(`article.book a[href="#/entry/${id}"]`).first().waitFor();
    const [id = ''] = entries.at(-1) ?? [];
    await page.goto(`${site.url}/#/entry/${id}`);
    // A checklist on a tablet is gone on with where it is; everything else is shown.
    await page.locator('#what, fd-tablet-list').filter({ visible: true }).first().waitFor();
  }
  assert.deepEqual(desk.errors, []);
});
