/**
 * A handover at one tablet: what is open comes by itself, an unanswered doubt stands in the way, and it takes two people
 * to sign; then it is a page of paper.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Device } from './browser.ts';
import { change, push, signature } from './hand-made.ts';
import { Site } from './site.ts';
import type { Staff } from './site.ts';
import { begin, check, entriesOf, sign, signIn, until } from './tablet.ts';

const matters = ['核实示例楼停水时间', '示例快递柜报修回访'];
let site: Site;
let tablet: Device;
let page: Page;
let giver: Staff;
let receiver: Staff;

before(async () => {
  site = await Site.open();
  giver = await site.hire('giver', '示例甲', ['frontdesk'], '100001');
  receiver = await site.hire('receiver', '示例乙', ['frontdesk'], '100002');
  const due = new Date(Date.now() + 2 * 3_600_000).toISOString();
  for (const what of matters) {
    const set = { what, kind: 'notify', lead: 'service', due };
    const made = await change(site, giver, 'task', { kind: 'create', stage: 'open', set });
    assert.equal((await push(site, made)).outcome, 'applied');
  }
  tablet = await Device.enrol(site, 'tablet', '前台平板');
  page = tablet.page;
  page.setDefaultTimeout(15_000);
});
after(async () => {
  await tablet.close();
  await site.close();
});

const table = (label: string) => page.getByRole('group', { name: label, exact: true });
const finish = () => page.getByRole('button', { name: '完成交接', exact: true }).click();

/** The lines of the handover's counts, all as they should be. */
async function count(): Promise<void> {
  for (const label of ['钥匙', '物品'])
    for (const line of await table(label).getByRole('listitem').all())
      await line
        .getByRole('textbox', { name: '实点' })
        .fill(await line.getByRole('textbox', { name: '应有' }).inputValue());
  for (const line of await table('资料表单').getByRole('listitem').all()) {
    await line.getByRole('textbox', { name: '应有份数' }).fill('3');
    await line.getByRole('textbox', { name: '实点份数' }).fill('3');
  }
}

test('open matters come by themselves, and the same person cannot sign for both', async () => {
  await signIn(page, giver);
  await page.getByText('核实示例楼停水时间').first().waitFor();
  await begin(page, '交接班');
  const lines = table('未完事项').getByRole('listitem');
  await until(
    () => lines.count(),
    (seen) => seen === matters.length,
  );
  for (const what of matters) await lines.filter({ hasText: what }).waitFor();

  await page
    .getByLabel('接班人', { exact: false })
    .and(page.locator('select'))
    .selectOption({ label: giver.name });
  await sign(page, '交班人签字', giver.pin);
  await page.getByText('已签名').first().waitFor({ state: 'attached' });
  await sign(page, '接班人签字', giver.pin);
  await page.getByText('不能由同一个人签').first().waitFor();
});

test('a doubt without an answer keeps it from being completed; two people complete it', async () => {
  await page
    .getByLabel('接班人', { exact: false })
    .and(page.locator('select'))
    .selectOption({ label: receiver.name });
  await page
    .getByRole('group', { name: '接班人签字' })
    .getByRole('button', { name: '重签' })
    .click();
  await check(page, '接班人状态', '正常');
  await count();
  await check(page, '环境卫生', '正常');
  await check(page, '印章', '已交');
  await check(page, '交接结果', '完成');
  const [first, second] = await table('未完事项').getByRole('listitem').all();
  assert.ok(first && second);
  for (const line of [first, second])
    await line.getByRole('textbox', { name: '下一步' }).fill('明早回电话');
  await first.getByRole('radio', { name: '有疑问' }).check();
  await first.getByRole('textbox', { name: '疑问' }).fill('几点回');
  await second.getByRole('radio', { name: '已知悉' }).check();
  await sign(page, '接班人签字', receiver.pin);
  await finish();
  await page.getByRole('alert').getByRole('button', { name: '答复' }).waitFor();

  await first.getByRole('textbox', { name: '答复' }).fill('九点以前');
  await finish();
  await page.getByRole('status').filter({ hasText: '已改为“交接完成”' }).waitFor();
  const [entry] = await until(
    async () => (await entriesOf(site)).filter(({ procedure }) => procedure === 'handover'),
    (seen) => seen[0]?.stage === 'complete',
  );
  assert.deepEqual(
    [entry?.answers['giverSign'], entry?.answers['receiverSign']].map(
      (each) => (each as { by?: string } | undefined)?.by,
    ),
    [giver.id, receiver.id],
  );
});

test('the printed page is A4 and holds the matters and both names', async () => {
  await page.getByRole('link', { name: '前台交接班记录' }).click();
  const sheet = page.getByRole('article', { name: '前台交接班记录' });
  await sheet.waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const text of [...matters, giver.name, receiver.name])
    assert.ok(await sheet.getByText(text).first().isVisible(), `${text} is on paper`);
  assert.equal(await page.getByRole('navigation').isVisible(), false, 'without the navigation');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  assert.ok(Math.abs(Number(width) - 595) < 2, `${width} points wide`);
  assert.ok(Math.abs(Number(height) - 842) < 2, `${height} points high`);
  await page.emulateMedia({ media: null });
  assert.deepEqual(tablet.errors, []);
});

test('the server refuses a change in which one person signs twice', async () => {
  const made = await change(site, giver, 'handover', {
    kind: 'create',
    stage: 'drafting',
    set: { giver: giver.id, receiver: giver.id },
  });
  const twice = {
    giverSign: await signature(site, giver, made.entry, 'giverSign'),
    receiverSign: await signature(site, giver, made.entry, 'receiverSign'),
  };
  const set = { ...made.set, ...twice } as unknown as typeof made.set;
  const result = await push(site, { ...made, set });
  assert.equal(result.outcome, 'rejected');
  const found = result.problems?.map(({ code, path }) => `${code} ${path}`) ?? [];
  assert.ok(found.includes('same-signer receiverSign'), found.join());
});
