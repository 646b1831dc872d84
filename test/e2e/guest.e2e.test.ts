/**
 * A resident's invitation: the desk makes a link, the resident announces a visitor on a phone with a bad network, and the
 * visitor's code fills in the form at the kiosk.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { Device } from './browser.ts';
import { signIn, trouble } from './desk.ts';
import { build, digits, home, next, scan, send, slip } from './kiosk.ts';
import { Site } from './site.ts';
import { entriesOf, until } from './tablet.ts';

let site: Site;
let kiosk: Device;
let desk: Device;
let browser: Browser;
let phone: Page;
const errors: string[] = [];
let link = '';
let code = '';

before(async () => {
  site = await Site.open();
  await build(site);
  await site.hire('front', '示例前台乙', ['frontdesk'], '222222');
  kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, '示例前台乙', '222222');
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  ).newPage();
  phone.on('pageerror', (error) => errors.push(String(error)));
  phone.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load|ERR_/.test(message.text()))
      errors.push(message.text());
  });
});
after(async () => {
  await Promise.all([kiosk?.close(), desk?.close(), browser?.close()]);
  await site?.close();
});

test('the desk makes a link for a room', async () => {
  const { page } = desk;
  await page.goto(`${site.url}/desk#/room/1-2-0301`);
  await page.getByRole('button', { name: '邀请链接' }).click();
  const form = page.locator('fd-desk-invite fd-fill');
  await form.getByRole('radio', { name: '是', exact: true }).check();
  await form.getByRole('button', { name: '生成链接' }).click();
  const shown = page.locator('fd-invite .url').first();
  await shown.waitFor({ timeout: 30_000 });
  link = (await shown.textContent())?.trim() ?? '';
  assert.ok(link.startsWith(`${site.url}/guest#`), link);
});

test('the resident announces a visitor, without a network for a while', async () => {
  await phone.goto(link);
  await phone.getByText('示例花园 · 1栋2单元0301').waitFor({ timeout: 30_000 });
  assert.deepEqual(await trouble(phone, 'guest'), []);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: '添加访客' }).click();
  await phone.getByLabel('访客姓名').fill('示例王先生');
  await phone.getByLabel(/车牌/).first().waitFor();
  assert.deepEqual(await trouble(phone, 'guest form'), []);
  assert.equal(await phone.locator('[data-path="room"]').count(), 0);
  await phone.getByRole('button', { name: '确定', exact: true }).click();
  await phone.getByText('等网络，还没送到前台').waitFor();
  await phone.context().setOffline(false);
  await phone.getByText('预约中').waitFor({ timeout: 30_000 });
  assert.deepEqual(await trouble(phone, 'guest list'), []);
  const [announced] = await until(
    async () => (await entriesOf(site)).filter(({ answers }) => answers['name'] === '示例王先生'),
    (found) => found.length === 1,
  );
  assert.equal(announced?.answers['room'], '1-2-0301');
  code = (
    await phone.evaluate(async () => {
      const element = document.querySelector('fd-guest') as unknown as {
        book: { announced: { id: string; answers: Record<string, unknown> }[]; opened: unknown };
      };
      const [one] = element.book.announced;
      const { procedure } = element.book.opened as { procedure: { id: string } };
      return JSON.stringify(['qt1', procedure.id, one?.id, one?.answers]);
    })
  ).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  await phone.reload();
  await phone.getByText('示例王先生').waitFor();
  assert.deepEqual(errors, []);
});

test('the visitor holds the code to the kiosk’s scanner, and the form is filled in', async () => {
  const { page } = kiosk;
  await home(page);
  await scan(page, code);
  await page.getByRole('radio', { name: '亲友来访' }).waitFor();
  assert.ok(await page.getByRole('radio', { name: '亲友来访' }).isChecked());
  await next(page);
  await page.getByRole('button', { name: '同意，继续' }).click();
  assert.equal(await page.getByLabel('姓名').inputValue(), '示例王先生');
  await page.getByLabel('手机号').click();
  await digits(page, '13900005555');
  for (let at = 0; at < 2; at++) await next(page);
  await page.getByRole('heading', { name: '还有这些吗？' }).waitFor();
  await send(page);
  const number = await slip(page);
  const [visit] = await until(
    async () => (await entriesOf(site)).filter((entry) => entry.number === number),
    (found) => found.length === 1,
  );
  assert.equal(visit?.answers['room'], '1-2-0301');
  assert.match(String(visit?.answers['expected']), /^[0-9a-f-]{36}$/);
  assert.deepEqual(kiosk.errors, []);
});

test('an ended link says so', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: '查看这条记录' }).click();
  await page.getByRole('button', { name: '停用链接' }).first().click();
  const asked = page.locator('fd-fill');
  await asked.getByRole('button', { name: '停用链接' }).click();
  await until(
    () => entriesOf(site),
    (all) => all.some(({ stage }) => stage === 'ended'),
  );
  await phone.reload();
  await phone.getByRole('heading', { name: '这个链接已经不能用了' }).waitFor();
  assert.deepEqual(await trouble(phone, 'over'), []);
  assert.deepEqual(desk.errors, []);
});
