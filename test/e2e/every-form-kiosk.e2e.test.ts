/**
 * Every procedure that a kiosk offers, on a real server: chosen by its tile, looked at by axe, filled in page by page as its
 * story tells, sent, found in the desk's book and opened there; or read about.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Procedure } from '../../src/spec/procedure.ts';
import { inTheBooks } from './books.ts';
import { Device } from './browser.ts';
import { signIn } from './desk.ts';
import { answersOf, Filler, pin, trouble } from './filler.ts';
import { build, home, waiting } from './kiosk.ts';
import { Site } from './site.ts';
import { entriesOf, until } from './tablet.ts';
import { handedIn, readAbout } from './walked.ts';

const most = 24;

let site: Site;
/** Number on the slip → procedure. */
const numbers = new Map<string, string>();

before(async () => {
  site = await Site.open();
  await build(site);
  await site.hire('front', '示例前台乙', ['frontdesk', 'supervisor'], pin, 'service');
});
after(() => site?.close());

/** Page by page to the slip; its number. */
async function visit(page: Page, procedure: Procedure): Promise<string> {
  const filler = new Filler(page, answersOf(procedure.id));
  const agree = page.getByRole('button', { name: '同意，继续' });
  const slip = page.locator('fd-kiosk-slip [data-number]');
  // Behind the notice the form is there, unseen.
  const form = page.locator('fd-form .cell').filter({ visible: true }).first();
  const found: string[] = [];
  for (let pages = 0; pages < most; pages++) {
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

describe('at a kiosk', { timeout: 1_500_000 }, () => {
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
  for (const procedure of handedIn())
    test(`kiosk: ${procedure.id}`, async () => {
      await choose(procedure);
      numbers.set(await visit(kiosk.page, procedure), procedure.id);
    });
  for (const procedure of readAbout())
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
  const desk = await Device.enrol(site, 'desk', '客服中心电脑');
  try {
    await signIn(desk.page, '示例前台乙', pin);
    const held = await until(
      () => entriesOf(site),
      (entries) => entries.length >= numbers.size,
    );
    const made = Array.from(numbers, ([number, procedure]): [string, string] => {
      const entry = held.find((each) => each.number?.replaceAll(/\s/g, '') === number);
      assert.ok(entry, `${procedure} ${number} is not at the server`);
      return [entry.id, procedure];
    });
    await inTheBooks(desk, new Map(made));
    assert.deepEqual(desk.errors, []);
  } finally {
    await desk.close();
  }
});
