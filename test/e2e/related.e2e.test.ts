import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { Device } from './browser.ts';
import { choose, fill, signIn, trouble } from './desk.ts';
import { Site, type Staff } from './site.ts';

let site: Site;
let desk: Device;
let clerk: Staff;

before(async () => {
  site = await Site.open();
  clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '135790');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, clerk.name, clerk.pin);
});
after(async () => {
  await desk?.close();
  await site?.close();
});

const hint = (within: Locator, id: string): Locator => within.locator(`[data-hint="${id}"]`);
const idOf = (page: Page): Promise<string> =>
  page.evaluate(() => location.hash.split('/').at(-1) ?? '');

/** A repair filled in up to its last answer. */
async function begin(page: Page, room: string, what: string): Promise<Locator> {
  await page.evaluate(() => (location.hash = '#/new/repair'));
  const form = page.locator('fd-fill');
  await choose(form, 'repairType', '给排水');
  await fill(form, 'room', room);
  await choose(form, 'spot');
  await fill(form, 'detail', what);
  await fill(form, 'reporter', '示例业主孙');
  await fill(form, 'phone', '13800000009');
  return form;
}

async function enter(page: Page, room: string, what: string): Promise<string> {
  const form = await begin(page, room, what);
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: new RegExp(what) }).waitFor();
  return idOf(page);
}

/** Entries that this one names as linked, on this device. */
const linksOf = (page: Page, entry: string): Promise<string[]> =>
  page.evaluate(
    (entry) =>
      new Promise<string[]>((found) => {
        interface Shown {
          entry: { links?: { entry: string }[] };
        }
        const { store } = document.querySelector('fd-desk') as unknown as {
          store: {
            entry(id: string): {
              subscribe(next: (one: Shown | undefined) => void): { unsubscribe(): void };
            };
          };
        };
        const watching = store.entry(entry).subscribe((one) => {
          found((one?.entry.links ?? []).map((each) => each.entry));
          queueMicrotask(() => watching.unsubscribe());
        });
      }),
    entry,
  );

test('the same matter is linked instead of being two; what is opened from an entry is filled in and linked', async () => {
  const { page } = desk;
  const first = await enter(page, '1-2-0301', '厨房水槽滴水');
  const form = await begin(page, '1-2-0301', '水槽还在滴水');
  const same = hint(form, 'same');
  await same.getByText('厨房水槽滴水').first().waitFor();
  await same.getByRole('button', { name: '同一件事' }).click();
  await same.getByRole('button', { name: '已关联' }).waitFor();
  assert.deepEqual(await trouble(page, 'hint in a form'), []);
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: /水槽还在滴水/ }).waitFor();
  const second = await idOf(page);
  assert.deepEqual(await linksOf(page, second), [first]);
  await page.locator('fd-related').getByText('厨房水槽滴水').waitFor();

  await page.locator('fd-openings').getByRole('button', { name: '登记承诺台账' }).click();
  await page.locator('fd-desk-new fd-fill').waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/draft\//);
  await page.locator('fd-fill [data-path="customer"] input').first().waitFor();
  const customer = await page.locator('fd-fill [data-path="customer"] input').first().inputValue();
  assert.equal(customer, '示例业主孙');
});

test('a third home on one riser is told of, and one incident for all of them is linked to each', async () => {
  const { page } = desk;
  const one = await enter(page, '1-1-0501', '卫生间返水');
  const two = await enter(page, '1-1-0701', '地漏冒水');
  const form = await begin(page, '1-1-0901', '马桶反水');
  const riser = hint(form, 'riser');
  await riser.getByText(/2户/).waitFor();
  await riser.locator('[data-offer]').click();
  assert.equal(await riser.locator('[data-offer]').getAttribute('aria-pressed'), 'true');
  await form.getByRole('button', { name: '保存' }).click();
  const next = page.locator('fd-desk-new fd-fill');
  await next.locator('[data-path="sort"]').waitFor();
  assert.equal(await next.locator('[data-path="title"] input').inputValue(), '马桶反水');
  await choose(next, 'sort');
  await next.getByRole('button', { name: '保存' }).click();
  await page.locator('fd-entry header .badge', { hasText: '待处置' }).waitFor();
  const links = await linksOf(page, await idOf(page));
  assert.equal(links.length, 3);
  assert.ok(links.includes(one) && links.includes(two));
  await page.locator('fd-related').getByText('卫生间返水').waitFor();

  // Where an incident is linked none is offered any more; on another of the building it is.
  await page.evaluate((id) => (location.hash = `#/entry/${id}`), two);
  await page.getByRole('heading', { name: /地漏冒水/ }).waitFor();
  await page.locator('fd-related').getByText('马桶反水').waitFor();
  assert.equal(await page.locator('fd-entry [data-offer]').count(), 0);
  const other = await enter(page, '1-2-0801', '洗手盆漏水');
  await page.evaluate((id) => (location.hash = `#/entry/${id}`), other);
  const known = hint(page.locator('fd-entry'), 'known');
  await known.getByRole('button', { name: '同一件事' }).click();
  await known.waitFor({ state: 'hidden' });
  assert.deepEqual(await trouble(page, 'hints of an entry'), []);
});
