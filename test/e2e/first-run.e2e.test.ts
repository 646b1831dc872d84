/**
 * What somebody does who has just started the server on a fresh machine: the printed link, a name for the site, this
 * browser's use, the first visitor; at a desk, colleagues, rooms and further devices.
 */
import assert from 'node:assert/strict';
import { readFile, mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Surface } from '../../src/spec/procedure.ts';
import { Device } from './browser.ts';
import { Site } from './site.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pin = '483920';

/** A person at a screen: what they touch and type is counted. */
class Hands {
  taps = 0;
  typed = 0;
  readonly began = Date.now();
  async tap(what: Locator): Promise<void> {
    this.taps++;
    await what.click();
  }
  async type(what: Locator, text: string): Promise<void> {
    this.typed++;
    await what.fill(text);
  }
  get told(): string {
    const seconds = ((Date.now() - this.began) / 1000).toFixed(1);
    return `${this.taps} taps, ${this.typed} typed fields, ${seconds} s`;
  }
}

/** What axe finds wrong with a screen. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: found } = globalThis as unknown as {
      axe: {
        run(of: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await found.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** A browser that has never been here, at an address. */
async function unknownBrowser(
  t: TestContext,
  site: Site,
  surface: Surface,
  path: string,
): Promise<Device> {
  const profile = await mkdtemp(join(tmpdir(), `qiantai-new-${surface}-`));
  const device = new Device(site, surface, profile);
  t.after(() => device.close());
  await device.start(path);
  device.page.setDefaultTimeout(15_000);
  return device;
}

function printedLink(site: Site): string {
  const found = /\/setup#\S+/.exec(site.output)?.[0];
  assert.ok(found, `no set-up link in:\n${site.output}`);
  return found;
}

/** From the printed link to a device of the site. */
async function setUp(hands: Hands, device: Device, use: string): Promise<void> {
  const { page } = device;
  await page.getByRole('heading', { name: '设置您的项目' }).waitFor();
  assert.deepEqual(await faults(page), []);
  await hands.tap(page.getByRole('button', { name: '下一步' }));
  assert.ok(await page.getByText('请填写这一项').first().isVisible(), 'an empty form says so');
  assert.deepEqual(await faults(page), []);
  await hands.type(page.getByLabel('项目名称'), '云栖花园');
  await hands.type(page.getByLabel('项目简称'), 'yq');
  await hands.type(page.getByLabel('主管姓名'), '林小满');
  await hands.type(page.getByLabel('主管 PIN'), pin);
  await hands.tap(page.getByRole('checkbox', { name: '我已记下 PIN' }));
  await hands.tap(page.getByRole('button', { name: '下一步' }));
  await page.getByRole('heading', { name: '这台设备用来做什么？' }).waitFor();
  assert.deepEqual(await faults(page), []);
  await hands.tap(page.getByRole('radio', { name: use }));
  await hands.tap(page.getByRole('button', { name: '开始使用这台设备' }));
}

test('a kiosk: from the printed link to the first visitor', async (t) => {
  const site = await Site.fresh();
  t.after(() => site.close());
  const link = printedLink(site);

  const front = await fetch(site.url);
  const policy = front.headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src/);
  assert.doesNotMatch(policy, /unsafe/);

  const device = await unknownBrowser(t, site, 'kiosk', link);
  const { page } = device;
  const hands = new Hands();
  await setUp(hands, device, '访客自助机');
  const tile = page.getByRole('list', { name: '可以在这里办的事' }).getByRole('button', {
    name: '访客登记',
  });
  await tile.waitFor();
  t.diagnostic(`set-up to the kiosk's home: ${hands.told}`);

  const visit = new Hands();
  await visit.tap(tile);
  await visit.tap(page.getByRole('radio', { name: '亲友来访' }));
  const next = page.getByRole('button', { name: '下一步' });
  await visit.tap(next);
  await visit.tap(page.getByRole('button', { name: '同意，继续' }));
  await visit.type(page.getByLabel('姓名'), '王先生');
  await visit.type(page.getByLabel('手机号'), '13800001234');
  await visit.tap(next);
  await visit.type(page.getByLabel('房号'), '1-2-301');
  await visit.tap(next);
  await visit.tap(page.getByRole('button', { name: '确认提交' }));
  await page.getByRole('heading', { name: '办好了，谢谢您' }).waitFor();
  t.diagnostic(`one visitor: ${visit.told}`);
  const number = (await page.locator('[data-number]').textContent()) ?? '';
  assert.match(number, /YQ/);
  await page.getByText('已保存，前台已收到').waitFor();
  assert.deepEqual(device.errors, []);

  const other = await unknownBrowser(t, site, 'desk', link);
  await other.page.getByRole('heading', { name: '注册这台设备' }).waitFor();
  const said = await other.page.getByRole('main').innerText();
  assert.match(said, /已经设置过了/);
  assert.match(said, /注册码/);
  assert.deepEqual(await faults(other.page), []);
  assert.deepEqual(other.errors, []);
});

test('a desk: colleagues, rooms, another device and its end', async (t) => {
  const site = await Site.fresh();
  t.after(() => site.close());
  const device = await unknownBrowser(t, site, 'desk', printedLink(site));
  const { page } = device;
  const hands = new Hands();
  await setUp(hands, device, '前台电脑');
  await signIn(hands, page, '林小满', pin);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  t.diagnostic(`set-up to the desk's home: ${hands.told}`);
  const go = (name: string) =>
    page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).click();

  await t.test('rooms of a building are what a visitor can go to', async () => {
    await go('站点');
    await page.getByRole('button', { name: '加楼栋' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  });

  const colleague = { name: '周小北', pin: '' };
  await t.test('a colleague’s PIN is shown once', async () => {
    await go('人员');
    await page.getByRole('button', { name: '添加人员' }).click();
    const dialog = dialogOf(page, '添加人员');
    await dialog.getByLabel('姓名').fill(colleague.name);
    await dialog.getByRole('checkbox', { name: '前台' }).check();
    await dialog.getByRole('button', { name: '保存' }).click();
    const shown = dialogOf(page, `${colleague.name} 的 PIN`);
    colleague.pin = /\d{6}/.exec(await shown.innerText())?.[0] ?? '';
    assert.match(colleague.pin, /^\d{6}$/);
    await shown.getByRole('button', { name: '已告诉本人' }).click();
    await page.getByRole('cell', { name: colleague.name, exact: true }).waitFor();
    assert.ok(!(await page.content()).includes(colleague.pin));
  });

  let address = '';
  await t.test('a code for a tablet', async () => {
    await go('设备');
    await page.getByRole('button', { name: '添加设备' }).click();
    const dialog = dialogOf(page, '添加设备');
    await dialog.getByRole('radio', { name: '员工平板' }).check();
    await dialog.getByLabel('设备名称').fill('东门平板');
    await dialog.getByRole('button', { name: '生成注册码' }).click();
    await dialog.getByText('复制网址').waitFor();
    address = /\/enrol\S+/.exec(await dialog.innerText())?.[0] ?? '';
    assert.match(address, /^\/enrol\?surface=tablet#/);
    await dialog.getByRole('button', { name: '好了' }).click();
  });

  const tablet = await unknownBrowser(t, site, 'tablet', '/');
  await t.test('a wrong code is refused with what to do; the right one enrols', async () => {
    await tablet.page.getByRole('heading', { name: '注册这台设备' }).waitFor();
    assert.deepEqual(await faults(tablet.page), []);
    await tablet.page.getByLabel('注册码').fill('ABCD-EFGH-JKMN');
    await tablet.page.getByRole('button', { name: '继续' }).click();
    await tablet.page.getByRole('button', { name: '开始使用这台设备' }).click();
    await saysWhatToDo(tablet.page);
    await tablet.page.goto(`${site.url}${address}`);
    await tablet.page.getByRole('heading', { name: '谁在当班？' }).waitFor();
    await signIn(new Hands(), tablet.page, colleague.name, colleague.pin);
    await tablet.page.getByRole('navigation').first().waitFor();
  });

  await t.test('a used code is refused with what to do', async () => {
    const late = await unknownBrowser(t, site, 'tablet', address);
    await saysWhatToDo(late.page);
    assert.deepEqual(await faults(late.page), []);
    assert.deepEqual(late.errors, []);
  });

  await t.test('a device that is switched off reads nothing and says so', async () => {
    const row = page.getByRole('row').filter({ hasText: '东门平板' });
    await row.getByRole('button', { name: '停用', exact: true }).click();
    const dialog = dialogOf(page, '停用“东门平板”？');
    await dialog.getByRole('button', { name: '停用', exact: true }).click();
    await row.getByText('已停用').waitFor();
    await tablet.page.reload();
    await tablet.page
      .getByText(/这台设备已停用/)
      .first()
      .waitFor();
    assert.equal(await tablet.page.getByText(colleague.name).count(), 0);
  });
  assert.deepEqual(device.errors, []);
  assert.deepEqual(tablet.errors, []);
});

async function signIn(hands: Hands, page: Page, name: string, typed: string): Promise<void> {
  await page.getByRole('heading', { name: '谁在当班？' }).waitFor();
  await hands.tap(page.getByRole('button', { name }));
  await hands.type(page.getByLabel(`${name}，请输入 6 位 PIN`), typed);
}

/** A code that is of no use any more: said in words, with the way to another. */
async function saysWhatToDo(page: Page): Promise<void> {
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /已过期|用过/);
  assert.match(await alert.innerText(), /新的/);
  assert.ok(await page.getByText('怎么拿到注册码').isVisible());
  assert.ok(await page.getByLabel('注册码').isVisible());
}

/** The dialog of a heading; what is slotted into it does not stand below its `dialog` role. */
const dialogOf = (page: Page, heading: string): Locator =>
  page.locator(`fd-dialog[heading="${heading}"]`);
