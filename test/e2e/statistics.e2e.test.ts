import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { Device } from './browser.ts';
import { signIn, trouble } from './desk.ts';
import { Site } from './site.ts';

let site: Site;
let desk: Device;
before(async () => {
  site = await Site.open();
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
});
after(async () => {
  await desk?.close();
  await site?.close();
});

test('offline, a number opens its entries, leaves as a file, and is frozen as a statement', async () => {
  const { page } = desk;
  // The page of numbers is fetched when somebody looks at it: with no network, from what the worker keeps.
  await desk.ready();
  await page.reload();
  await signIn(page, '示例主管', '111111');
  await desk.offline(true);
  const quick = page.getByRole('search', { name: /速记/ });
  await quick.getByLabel('姓名或称呼').fill('=1+1');
  await quick.getByText('不涉及房号').click();
  await quick.getByLabel('客户原话').fill('问快递柜在哪里');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /问快递柜在哪里/ }).waitFor();

  await page.getByRole('link', { name: '统计' }).click();
  const card = page.locator('[data-measure="contacts"]');
  await card.waitFor();
  assert.match(await card.innerText(), /^1\s*来电来访量/);
  await page.getByText('登记的来电、来访、来函、微信条数').first().waitFor();
  assert.deepEqual(await trouble(page, 'numbers'), []);
  await card.click();
  const detail = page.locator('fd-stat-detail');
  await detail.getByRole('link', { name: /问快递柜在哪里/ }).waitFor();
  assert.deepEqual(await trouble(page, 'detail'), []);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    detail.getByRole('button', { name: 'XLSX' }).click(),
  ]);
  assert.match(file.suggestedFilename(), /^来电来访量 .*\.xlsx$/);
  const { sheets } = await readXlsx(new Uint8Array(await readFile(await file.path())));
  const [head = [], row = []] = sheets[0]?.rows ?? [];
  assert.equal(row[head.indexOf('姓名或称呼')], '=1+1');
  assert.ok(row[head.indexOf('登记时间')] instanceof Date);

  await page.getByRole('button', { name: '冻结并签字' }).click();
  const label = page.locator('fd-fill [data-path="figures/r001/label"] input');
  await label.waitFor();
  assert.equal(await label.inputValue(), '来电来访量');
  await page.goto(`${site.url}/#/stats/weekly`);
  await page.getByRole('heading', { name: '需要领导决定的事' }).waitFor();
  assert.deepEqual(await trouble(page, 'weekly'), []);
  assert.deepEqual(desk.errors, []);
});
