import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Device } from './browser.ts';
import { signIn, trouble } from './desk.ts';
import { Site } from './site.ts';

let site: Site;
let desk: Device;

before(async () => {
  site = await Site.open();
  await site.command('save-site', {
    buildings: [
      {
        id: '1',
        name: { 'zh-CN': '1栋', en: 'Building 1' },
        units: [{ id: '2', floors: 9, doors: 4 }],
      },
    ],
  });
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
});
after(async () => {
  await desk?.close();
  await site?.close();
});

test('a call is noted in seconds; a second one about it becomes a note; nothing typed is lost', async () => {
  const { page } = desk;
  await signIn(page, '示例主管', '111111');
  await page.keyboard.press('/');
  const quick = page.getByRole('search', { name: /速记/ });
  await quick.getByLabel('姓名或称呼').fill('示例业主赵');
  await quick.getByLabel('房号', { exact: true }).fill('1-2-301');
  await page.getByText('没有正在办的事').waitFor();
  await quick.getByLabel('客户原话').fill('阳台玻璃有裂纹');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /示例业主赵.*阳台玻璃有裂纹/ }).waitFor();

  await quick.getByLabel('姓名或称呼').fill('示例业主赵');
  await quick.getByLabel('房号', { exact: true }).fill('1栋2单元301');
  await quick.getByLabel('客户原话').fill('问什么时候来');
  await page.getByRole('button', { name: '同一件事' }).click();
  await page
    .getByText(/已记到/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: /阳台玻璃有裂纹/ }).click();
  await page.getByText('又来问：问什么时候来').waitFor();
  assert.equal(await quick.getByLabel('客户原话').inputValue(), '');

  await quick.getByLabel('姓名或称呼').fill('示例业主钱');
  await page.waitForTimeout(600);
  await page.reload();
  await page.getByRole('link', { name: /登记\s*草稿/ }).click();
  await page.getByRole('link', { name: /来电来访登记.*示例业主钱/ }).click();
  await page.getByRole('heading', { name: '来电来访登记' }).waitFor();
  assert.equal(await page.locator('fd-fill').getByLabel('姓名或称呼').inputValue(), '示例业主钱');
});

test('two people who set one answer apart are shown both, and one of them chooses', async () => {
  const { page } = desk;
  const other = await Device.enrol(site, 'desk', '物业中心电脑');
  try {
    await signIn(other.page, '示例主管', '111111');
    const entry = await page.evaluate(firstEntry, '示例业主赵');
    await other.page.getByRole('link', { name: /阳台玻璃有裂纹/ }).waitFor();
    await desk.offline(true);
    await other.offline(true);
    assert.equal(await page.evaluate(setGist, [entry, '阳台玻璃开裂']), true);
    assert.equal(await other.page.evaluate(setGist, [entry, '阳台玻璃换新']), true);
    await desk.offline(false);
    await page.waitForTimeout(2500);
    await other.offline(false);

    await page.evaluate(() => (location.hash = '#/sync'));
    const both = page.getByRole('group', { name: '摘要' });
    await both.getByText('阳台玻璃开裂').waitFor({ timeout: 20_000 });
    await both.getByText('阳台玻璃换新').waitFor();
    await page.getByRole('link', { name: /同步.*1/ }).waitFor();
    await both.getByRole('button', { name: '用这一个' }).click();
    await page.getByText('都对得上').waitFor();
    await other.page.evaluate((id) => (location.hash = `#/entry/${id}`), entry);
    await other.page.locator('dd', { hasText: '阳台玻璃换新' }).waitFor({ timeout: 20_000 });
    await other.page.getByText('两边填得不一样').waitFor({ state: 'detached' });
  } finally {
    await other.close();
  }
});

interface Entries {
  entries(query: object): {
    subscribe(run: (all: { entry: { id: string } }[]) => void): unknown;
  };
  patch(entry: string, set: object): Promise<{ ok: boolean }>;
}
/** Id of an entry by what it says; runs in the page. */
function firstEntry(text: string): Promise<string> {
  const { store } = document.querySelector('fd-desk') as unknown as { store: Entries };
  return new Promise((found) => {
    store.entries({ text }).subscribe((all) => found(all[0]?.entry.id ?? ''));
  });
}
async function setGist([entry = '', gist = '']: string[]): Promise<boolean> {
  const { store } = document.querySelector('fd-desk') as unknown as { store: Entries };
  return (await store.patch(entry, { gist })).ok;
}

test('what stands at a room is found by typing it, and anything by a few letters', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /房号、姓名/ }).fill('1-2-301');
  await page.getByRole('option', { name: /1栋2单元0301 的全部记录/ }).click();
  await page.getByRole('heading', { name: '1栋2单元0301' }).waitFor();
  await page.getByRole('link', { name: /阳台玻璃有裂纹/ }).waitFor();
});

test('every screen is accessible in both languages', async () => {
  const { page } = desk;
  // Colours are judged at rest, not half-way through a transition.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const entry = await page.evaluate(firstEntry, '示例业主赵');
  const screens = [
    'home',
    'new',
    'new/repair',
    'new/visitor',
    'arrivals',
    'cases',
    'cases/finished',
    'tasks',
    'rooms',
    'room/1-2-0301',
    'registers',
    'registers/contact',
    'devices',
    'staff',
    'site',
    'sync',
    `entry/${entry}`,
    `print/${entry}/record`,
    `print/${entry}/slip`,
  ];
  const found: string[] = [];
  for (const language of ['zh-CN', 'en']) {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    for (const screen of screens) {
      await page.evaluate((to) => (location.hash = `#/${to}`), screen);
      await page.waitForTimeout(400);
      found.push(...(await trouble(page, `${language} ${screen}`)));
    }
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(300);
    found.push(...(await trouble(page, `${language} palette`)));
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.getByRole('heading', { name: 'Who is on duty?' }).waitFor();
  found.push(...(await trouble(page, 'en sign-in')));
  assert.deepEqual(found, []);
  assert.deepEqual(desk.errors, []);
});
