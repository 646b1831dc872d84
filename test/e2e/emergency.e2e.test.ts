/** The red button: from a tablet just started, with no network and nobody signed in, to the lobby, the desk and the end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Device } from './browser.ts';
import { signIn as signInAtDesk, trouble } from './desk.ts';
import { home } from './kiosk.ts';
import { Site } from './site.ts';
import { entriesOf } from './tablet.ts';

let site: Site;
let tablet: Device;
let kiosk: Device;
let desk: Device;
before(async () => {
  site = await Site.open();
  await site.hire('guard', '示例秩序员', ['security', 'frontdesk'], '333333');
  tablet = await Device.enrol(site, 'tablet', '样例平板');
  kiosk = await Device.enrol(site, 'kiosk', '样例自助机');
  desk = await Device.enrol(site, 'desk', '样例电脑');
  await home(kiosk.page);
});
after(async () => {
  for (const device of [tablet, kiosk, desk]) await device?.close();
  await site?.close();
});

const red = (page: Page) => page.getByRole('button', { name: '突发事件' }).first();
const board = (page: Page) => page.getByRole('dialog');

test('just started, no network, nobody signed in: the first action is on the screen', async (t) => {
  const gate = () => tablet.page.getByRole('button', { name: /示例秩序员/ });
  await gate().waitFor();
  await tablet.ready();
  await tablet.page.goto(`${site.url}/tablet`);
  await gate().waitFor();
  await tablet.kill();
  await tablet.offline(true);
  await tablet.start('/tablet');
  const { page } = tablet;
  await red(page).waitFor();
  const from = performance.now();
  await red(page).click();
  const kind = board(page).getByRole('button', { name: '火警' });
  await kind.waitFor();
  assert.deepEqual(await trouble(page, 'what has happened'), []);
  await kind.click();
  await board(page).getByText('打119').first().waitFor();
  t.diagnostic(`red button to first action: ${Math.round(performance.now() - from)} ms`);
  await board(page).getByRole('button', { name: '做好了', exact: true }).first().click();
  await board(page).getByText('监控室').first().waitFor();
  await board(page).getByRole('button', { name: '做不了，跳过' }).click();
  await board(page).getByRole('button', { name: '是', exact: true }).click();
  await board(page).getByText('A 级').waitFor();
  await board(page).getByRole('textbox', { name: '在哪里？' }).fill('2号楼 3 层走廊');
  await board(page).getByRole('textbox', { name: '补一句' }).fill('有烟，没有明火');
  await board(page).getByRole('button', { name: '记下' }).click();
  await board(page).getByText('有烟，没有明火').waitFor();
  await board(page).getByRole('button', { name: '已告知' }).first().click();
  await board(page).getByRole('button', { name: '对方已确认' }).first().click();
  assert.deepEqual(await trouble(page, 'board'), []);
  assert.deepEqual(tablet.errors, []);
});

test('it survives the plug being pulled, and goes on where it was', async () => {
  await tablet.kill();
  await tablet.start('/tablet');
  const { page } = tablet;
  await page.getByText('火警 2号楼 3 层走廊').waitFor();
  await page.getByRole('button', { name: '打开' }).first().click();
  await board(page).getByText('有烟，没有明火').waitFor();
  await board(page).getByText('A 级').waitFor();
});

test('with the network back the lobby says what to do and the desk sees it', async () => {
  await tablet.offline(false);
  await kiosk.page.getByText('请马上离开大楼').waitFor({ timeout: 60_000 });
  await kiosk.page.getByText('Please leave the building now').waitFor();
  assert.equal(await kiosk.page.getByText('2号楼').count(), 0, 'nothing that was typed');
  assert.deepEqual(await trouble(kiosk.page, 'lobby'), []);
  await desk.page.getByText('火警 2号楼 3 层走廊').waitFor();
  await desk.page.getByRole('button', { name: '打开' }).first().click();
  await board(desk.page).getByText('有烟，没有明火').waitFor();
  assert.deepEqual(await trouble(desk.page, 'desk'), []);
  const [entry] = (await entriesOf(site)).filter(({ answers }) => answers['kind'] === 'fire');
  assert.ok(entry);
  const lines = Object.entries(entry.answers)
    .filter(([path]) => /^lines\/[^/]+\/what$/.test(path))
    .map(([, what]) => String(what));
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? '', /119/);
});

test('whoever ends it signs in; the lobby is as before', async () => {
  const { page } = desk;
  await board(page).getByRole('button', { name: '收起' }).click();
  await signInAtDesk(page, '示例秩序员', '333333');
  await page.getByRole('button', { name: '打开' }).first().click();
  await board(page).getByRole('button', { name: '解除、写报告' }).click();
  await page.getByRole('button', { name: /已控制/ }).click();
  const form = page.locator('fd-form').last();
  await form.locator('[data-path="handled"] textarea').fill('灭火器扑灭，已通风');
  await page
    .getByRole('button', { name: /^(提交|确认|已控制，解除|保存).*/ })
    .last()
    .click();
  await home(kiosk.page);
});
