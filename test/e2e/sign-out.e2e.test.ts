/**
 * A visitor leaves by the kiosk: with the scanner and with the keypad, and once with a number that is of no visit. The
 * desk sees who is still inside.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Entry } from '../../src/form/entry.ts';
import { Device } from './browser.ts';
import { pin } from './filler.ts';
import { Hand } from './hand.ts';
import { begin, build, digits, fillIn, home, scan, send, slip, trouble } from './kiosk.ts';
import { signIn } from './desk.ts';
import { Site } from './site.ts';
import { entriesOf, until } from './tablet.ts';

const scanning = { name: '示例访客辛', phone: '13900001111' };
const typing = { name: '示例访客壬', phone: '13900002222' };
let site: Site;
let kiosk: Device;
let desk: Device;

before(async () => {
  site = await Site.open();
  await build(site);
  await site.hire('front', '示例前台乙', ['frontdesk'], pin, 'service');
  kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, '示例前台乙', pin);
});
after(async () => {
  await Promise.all([kiosk?.close(), desk?.close()]);
  await site?.close();
});

const visitOf = async (number: string): Promise<Entry | undefined> =>
  (await entriesOf(site)).find((entry) => entry.number?.replaceAll(/\s/g, '') === number);

/** Registers at the kiosk, is let in at the desk; the number of the visit. */
async function letIn(visitor: typeof scanning): Promise<string> {
  const { page } = kiosk;
  await home(page);
  await begin(page);
  await fillIn(page, visitor);
  await send(page);
  const number = await slip(page);
  await page.getByRole('button', { name: '完成', exact: true }).click();
  const visit = await until(
    () => visitOf(number),
    (seen) => seen !== undefined,
  );
  const hand = new Hand(desk.page);
  await desk.page.goto(`${site.url}/#/entry/${visit?.id}`);
  await hand.step('confirmed');
  await hand.choose('hostConfirm', 'phone');
  await hand.save();
  await hand.stands('住户已同意');
  await hand.step('inside');
  const asked = desk.page.locator('fd-fill');
  if (await asked.count()) await hand.save();
  await hand.stands('已进入');
  return number;
}

/** Asked how it was, and thanked. */
async function rate(page: Page, word: string): Promise<void> {
  await page.getByRole('heading', { name: '今天还顺利吗？' }).waitFor();
  assert.deepEqual(await trouble(page, 'rating'), []);
  await page.getByRole('radio', { name: word, exact: true }).check();
  await send(page);
  await page.getByRole('heading', { name: '办好了，谢谢您' }).waitFor();
  await page.getByRole('button', { name: '完成', exact: true }).click();
}
const left = (number: string) =>
  until(
    () => visitOf(number),
    (visit) => visit?.stage === 'out',
  );

test('with the slip under the scanner', async () => {
  const number = await letIn(scanning);
  const { page } = kiosk;
  await home(page);
  await page.getByRole('button', { name: /访客签离/ }).click();
  await page.getByRole('heading', { name: '先找到您的登记' }).waitFor();
  assert.deepEqual(await trouble(page, 'sought'), []);
  await scan(page, number);
  await page.getByLabel(/后四位/).click();
  await digits(page, scanning.phone.slice(-4));
  await rate(page, '满意');
  const visit = await left(number);
  assert.equal(visit?.answers['outBy'], 'self');
});

test('with the number typed; a wrong telephone, and what is no visit, are refused', async () => {
  const number = await letIn(typing);
  const { page } = kiosk;
  await home(page);
  await page.getByRole('button', { name: /访客签离/ }).click();
  await digits(page, number.slice(-4));
  await page.getByLabel(/后四位/).click();
  await digits(page, '9876');
  await page.getByText('没有查到').waitFor();
  assert.equal((await visitOf(number))?.stage, 'inside');
  for (let at = 0; at < 4; at++) await page.getByRole('button', { name: '删除一位' }).click();
  await digits(page, typing.phone.slice(-4));
  await rate(page, '一般');
  await left(number);

  // The same slip once more: the visit is over.
  await home(page);
  await page.getByRole('button', { name: /访客签离/ }).click();
  await digits(page, number.slice(-4));
  await page.getByLabel(/后四位/).click();
  await digits(page, typing.phone.slice(-4));
  await page.getByText('这一条已经办结了。').waitFor();
  await page.getByRole('button', { name: '回到首页' }).click();
  for (const device of [kiosk, desk]) assert.deepEqual(device.errors, [], device.surface);
});

test('the code of a pass under the scanner is enough', async () => {
  const number = await letIn({ name: '示例访客癸', phone: '13900003333' });
  const pass = await desk.page.evaluate(
    async (id) => {
      const { store } = document.querySelector('fd-desk') as unknown as {
        store: { passes: { issue(entry: string): Promise<{ value: { text: string } }> } };
      };
      return (await store.passes.issue(id)).value.text;
    },
    (await visitOf(number))?.id ?? '',
  );
  const { page } = kiosk;
  await home(page);
  await page.getByRole('button', { name: /访客签离/ }).click();
  await page.getByRole('heading', { name: '先找到您的登记' }).waitFor();
  await scan(page, pass);
  await rate(page, '满意');
  await left(number);
});
