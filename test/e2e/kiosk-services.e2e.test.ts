/** What a kiosk does besides forms: staff are called and come, progress is told, ways and charges are shown. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Device } from './browser.ts';
import { signIn } from './desk.ts';
import { begin, build, digits, fillIn, home, send, slip, trouble, waiting } from './kiosk.ts';
import { Site } from './site.ts';
import { entriesOf, until } from './tablet.ts';

const visitor = { name: '样例访客丙', phone: '13900001234' };
let site: Site;
let kiosk: Device;
let desk: Device;

before(async () => {
  site = await Site.open();
  await build(site);
  await site.command('save-site', {
    settings: {
      tariffs: '示例物业费|2.80 元/㎡·月|示例合同\n示例停车费|5 元/小时',
      directions: '快递柜|出门左转 20 米|走坡道',
    },
  });
  await site.hire('front', '示例前台乙', ['frontdesk'], '222222');
  kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, '示例前台乙', '222222');
});
after(async () => {
  await Promise.all([kiosk?.close(), desk?.close()]);
  await site?.close();
});

const callStaff = async (): Promise<void> => {
  await kiosk.page.getByRole('button', { name: '叫人帮忙' }).click();
  await kiosk.page.getByRole('button', { name: /现在叫人过来/ }).click();
};
const calls = async () =>
  (await entriesOf(site)).filter(({ number }) => number?.includes('-F03c-'));

test('staff are called, the desk rings, and how long it took is kept', async () => {
  const { page } = kiosk;
  await home(page);
  await callStaff();
  await page.getByText('已经叫了，前台正在响铃').waitFor({ timeout: 20_000 });
  assert.deepEqual(await trouble(page, 'called'), []);

  const bar = desk.page.getByRole('region', { name: '自助机呼叫' });
  await bar.getByText('大堂自助机有人叫您过去').waitFor({ timeout: 20_000 });
  await bar.getByRole('button', { name: '我来了' }).click();
  await bar.waitFor({ state: 'detached' });

  await page.getByText('前台正在赶来').first().waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '知道了' }).click();
  const [answered] = await until(calls, (all) => all[0]?.stage === 'answered');
  assert.match(String(answered?.answers['waited']), /^PT\d/);
});

test('with no network the call is kept, and said to be unheard', async () => {
  const { page } = kiosk;
  await kiosk.ready();
  await page.reload();
  await home(page);
  await kiosk.offline(true);
  await callStaff();
  await page.getByText('网络断了，前台还没听到').waitFor();
  await page.getByText(/K\d+002/).waitFor();
  assert.equal(await waiting(page), 1);
  await kiosk.offline(false);
  await desk.page.getByRole('button', { name: '我来了' }).waitFor({ timeout: 60_000 });
  await desk.page.getByRole('button', { name: '我来了' }).click();
  await page.getByText('前台正在赶来').first().waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: '知道了' }).click();
});

test('progress is told for number and phone, and for nothing less', async () => {
  const { page } = kiosk;
  await begin(page);
  await fillIn(page, visitor);
  await send(page);
  const number = await slip(page);
  await page.getByText('已保存，前台已收到').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByRole('button', { name: /查进度/ }).click();
  assert.deepEqual(await trouble(page, 'enquiry'), []);
  await digits(page, number.slice(-4));
  await page.getByLabel(/后四位/).click();
  await digits(page, '4321');
  await page.getByText('没有查到').waitFor();
  for (let at = 0; at < 4; at++) await page.getByRole('button', { name: '删除一位' }).click();
  await digits(page, visitor.phone.slice(-4));
  await page.getByText('等候确认').waitFor();
  const told = await page.locator('fd-kiosk-enquiry').innerText();
  assert.ok(!told.includes(visitor.name) && !told.includes('301'));
  assert.deepEqual(await trouble(page, 'found'), []);
  await page.getByRole('button', { name: '回到首页' }).click();

  await kiosk.offline(true);
  await page.getByRole('button', { name: /查进度/ }).click();
  await digits(page, '1001');
  await page.getByLabel(/后四位/).click();
  await digits(page, '1234');
  await page
    .getByText(/现在没有网络.*021-00000000/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '回到首页' }).click();
  await kiosk.offline(false);
});

test('ways and charges are shown with no network', async () => {
  const { page } = kiosk;
  await kiosk.offline(true);
  await page.getByRole('button', { name: /怎么走/ }).click();
  await page.getByText('走坡道').waitFor();
  assert.deepEqual(await trouble(page, 'directions'), []);
  await page.getByRole('button', { name: '回到首页' }).click();
  await page.getByRole('button', { name: /收费公示/ }).click();
  await page.getByText('2.80 元/㎡·月').waitFor();
  assert.deepEqual(await trouble(page, 'tariffs'), []);
  await page.getByRole('button', { name: '回到首页' }).click();
  await kiosk.offline(false);
  for (const device of [kiosk, desk]) assert.deepEqual(device.errors, [], device.surface);
});
