/**
 * The desk's import page with lists as companies have them: seen before it is done, refused with reasons, undone whole.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { asXlsx, buildings, peopleFile } from '../store/people-file.ts';
import { Device } from './browser.ts';
import { signIn, trouble } from './desk.ts';
import { Site } from './site.ts';

const many = Number(process.env['IMPORT_ROWS'] ?? 400);
/** Thousands of rows take a while, more so on a busy machine; what is said of it is no verdict. */
const patience = { timeout: 200_000 + many * 30 };
const shots = process.env['IMPORT_SHOTS'];

let site: Site;
let desk: Device;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiantai-lists-'));
  site = await Site.open();
  await site.command('save-site', { buildings });
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, '示例主管', '111111');
});
after(async () => {
  await desk?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function shot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}

async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  await page.locator('fd-desk-import input[type=file]').setInputFiles(path);
}

/** Once the server has taken all that waits here. */
async function sent(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const desk = document.querySelector('fd-desk') as unknown as {
          store: { sync: { subscribe(told: (status: { waiting: number }) => void): unknown } };
        };
        desk.store.sync.subscribe(({ waiting }) => waiting === 0 && done());
      }),
  );
}

const number = async (page: Page, kind: string): Promise<number> =>
  Number(await page.locator(`[data-kind=${kind}] .stat-number`).innerText());

test('a spreadsheet of households: columns guessed, bad rows told with reasons, imported, undone whole', async (t) => {
  const { page } = desk;
  let begun = performance.now();
  const took = (what: string): void => {
    t.diagnostic(`${many} rows ${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    begun = performance.now();
  };
  const file = peopleFile(many, 7);
  await page.getByRole('link', { name: '导入名册' }).click();
  await page.getByRole('heading', { name: '导入名册' }).waitFor();
  await shot(page, 'start');
  await page.getByRole('button', { name: '住户档案' }).click();
  const bytes = await asXlsx(file);
  begun = performance.now();
  await choose(page, '住户.xlsx', bytes);
  await page.getByRole('heading', { name: '对应列' }).waitFor(patience);
  took('read');
  const heading = (name: string) => page.getByLabel(`“${name}”这一列是`);
  assert.equal(await heading('楼栋').inputValue(), 'room#building');
  assert.equal(await heading('业主姓名').inputValue(), 'owner');
  assert.equal(await heading('手机号').inputValue(), 'phone');

  // Somebody puts the remarks aside; that is remembered below.
  await heading('备注').selectOption('');
  begun = performance.now();
  await page.getByRole('button', { name: '检查所有行' }).click();
  await page.getByText(/正在检查 \d+ \/ /).waitFor();
  await page.getByRole('heading', { name: '检查好了' }).waitFor(patience);
  took('checked');
  assert.equal(await number(page, 'create'), file.good);
  assert.equal(await number(page, 'skip'), file.repeated.size);
  assert.equal(await number(page, 'refuse'), file.refused.size);
  assert.deepEqual(await trouble(page, 'checked'), []);
  await shot(page, 'checked');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载这些行和原因' }).click();
  const saved = join(folder, 'refused.csv');
  await (await download).saveAs(saved);
  const lines = (await readFile(saved, 'utf8')).trim().split('\r\n').slice(1);
  assert.deepEqual(
    lines.map((line) => Number(line.split(',')[0])),
    [...file.refused.keys()],
  );

  begun = performance.now();
  await page.getByRole('button', { name: `导入 ${file.good} 行到“住户档案”` }).click();
  await page.getByText(/正在导入 [1-9]\d* \/ /).waitFor(patience);
  await shot(page, 'importing');
  // The page answers while it goes on.
  await page
    .getByRole('button', { name: '菜单' })
    .or(page.getByRole('link', { name: '首页' }))
    .first()
    .hover();
  await page.getByRole('heading', { name: '导入好了' }).waitFor(patience);
  took('imported');
  await sent(page);
  took('sent after that');
  assert.equal(await number(page, 'create'), file.good);
  await shot(page, 'imported');
  assert.deepEqual(await trouble(page, 'imported'), []);

  // It is there for whoever looks for it, under its room.
  const first = file.rows.find((_, at) => !file.refused.has(at + 3) && !file.repeated.has(at + 3));
  await page.keyboard.press('Control+k');
  await page.locator('fd-desk-palette').getByRole('combobox').fill(String(first?.[3]));
  await page.getByRole('option', { name: new RegExp(String(first?.[3])) }).waitFor(patience);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '撤销这次导入' }).click();
  begun = performance.now();
  await page
    .locator('fd-import-outcome fd-dialog')
    .getByRole('button', { name: '撤销这次导入' })
    .click();
  await page.getByRole('heading', { name: '已撤销' }).waitFor(patience);
  took('undone');
  await page.getByText(`撤销了 ${file.good} 行`).waitFor();
  await page.locator('[data-import]').getByText('已撤销').waitFor(patience);
  await sent(page);
  took('undoing sent after that');
  await shot(page, 'undone');
  assert.deepEqual(desk.errors, []);
});

test('an old Excel file is refused with what to do', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '再导一个文件' }).click();
  await choose(page, '旧.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
  await page.getByRole('alert').filter({ hasText: '另存为 .xlsx' }).waitFor();
  assert.deepEqual(await trouble(page, 'refused'), []);
});

test('what was imported stands on the page of its room, with nothing open, and prints with the room', async () => {
  const { page } = desk;
  const lines = ['房号,业主姓名,手机号', '20-1-103,样先生,13800000001'];
  await choose(page, '一户.csv', new TextEncoder().encode(lines.join('\n')));
  await page.getByRole('button', { name: '检查所有行' }).click();
  await page.getByRole('button', { name: '导入 1 行到“住户档案”' }).click();
  await page.getByRole('heading', { name: '导入好了' }).waitFor(patience);

  await page.getByRole('link', { name: '房间', exact: true }).click();
  await page.locator('fd-desk-rooms #room').fill('20-1-103');
  await page.keyboard.press('Enter');
  const story = page.locator('fd-room-story');
  const onFile = story.locator('section').filter({
    has: page.getByRole('heading', { name: '住户档案' }),
  });
  await onFile.getByText('样先生').first().waitFor();
  await story.getByText('这户没有没办完的事').waitFor();
  assert.deepEqual(await trouble(page, 'room'), []);
  await shot(page, 'room');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await trouble(page, 'room in the dark'), []);
  await shot(page, 'room-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await story.getByRole('link', { name: '打印全部' }).click();
  await page.getByText('样先生').first().waitFor();
  await shot(page, 'bundle');
  assert.deepEqual(desk.errors, []);
});
