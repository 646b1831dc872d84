/**
 * A shift on the tablet, from arrival to the signed handover, as somebody does it: what registers hold is in the checks,
 * the counts are blind, the log writes itself, and whoever comes next is told what changed.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Device } from './browser.ts';
import { trouble } from './desk.ts';
import { change, push } from './hand-made.ts';
import { Site } from './site.ts';
import type { Staff } from './site.ts';
import { begin, check, entriesOf, passRest, sign, signIn, until } from './tablet.ts';

const numbers = ['打印纸', '对讲机电量', '自助机在线', '自助机时钟偏差', '平板电量', '急救箱'];
let site: Site;
let tablet: Device;
let page: Page;
let giver: Staff;
let receiver: Staff;
let leader: Staff;

/** As a supervisor registers it at the desk. */
async function register(procedure: string, stage: string, set: Record<string, unknown>) {
  const made = await change(site, leader, procedure, {
    kind: 'create',
    stage,
    set: set as never,
  });
  const result = await push(site, made);
  assert.equal(result.outcome, 'applied', JSON.stringify(result));
}

before(async () => {
  site = await Site.open();
  const supervisor = site.staff.get('supervisor');
  assert.ok(supervisor);
  leader = supervisor;
  giver = await site.hire('giver', '示例甲', ['frontdesk'], '100001');
  receiver = await site.hire('receiver', '示例乙', ['frontdesk'], '100002');
  const until = new Date(Date.now() + 20 * 3_600_000).toISOString();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format();
  await register('zone', 'kept', { name: '示例展架', rule: '不倒不缺', dept: 'cleaning' });
  await register('device', 'inUse', {
    name: '示例自助机',
    kind: 'kiosk',
    power: 'keep',
    keepWhy: '访客自助',
  });
  await register('thing', 'kept', { name: '示例对讲机', should: 4 });
  await register('attention', 'active', {
    kind: 'resident',
    content: '示例独居老人，每班问候一次',
    shifts: 3,
    until,
    author: leader.id,
  });
  await register('duty', 'planned', {
    day: today,
    shiftName: 'office',
    dept: 'engineering',
    name: '示例工程值班',
    phone: '13800000000',
  });
  tablet = await Device.enrol(site, 'tablet', '前台平板');
  page = tablet.page;
  page.setDefaultTimeout(60_000);
});
after(async () => {
  await tablet.close();
  await site.close();
});

const shots = process.env['SHOTS'];
async function look(name: string): Promise<void> {
  // At its end: in between, whatever lies under the navigation counts as obscured.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  assert.deepEqual(await trouble(page, name), []);
  if (shots)
    await page.screenshot({
      path: `${shots}/${name}.png`,
      fullPage: name !== 'arrival' && name !== 'evening',
    });
}
const table = (label: string) => page.getByRole('group', { name: label, exact: true });
/** Signed, and nothing that must be answered is left. */
async function signed(label: string, { pin }: Staff): Promise<void> {
  await sign(page, label, pin);
  await page.getByText('必填的都填了').waitFor();
}
const home = () => page.goto(`${site.url}/#/home`);
const finished = (stage: string) =>
  page
    .getByRole('status')
    .filter({ hasText: `已改为“${stage}”` })
    .waitFor();

test('on arrival: the shift as a timeline, what stands pinned, and who is on duty', async () => {
  await signIn(page, giver);
  const plan = page.getByRole('region', { name: '本班安排' });
  for (const title of ['岗前检查', '下班检查', '值班日志', '交接班'])
    await plan.getByRole('button', { name: title }).waitFor();
  await page.getByRole('link', { name: '示例独居老人' }).waitFor();
  await page.getByRole('link', { name: '拨打 13800000000' }).waitFor();
  await look('arrival');
});

test('the opening check asks after what the registers hold', async () => {
  await begin(page, '岗前检查');
  await table('登记的区域').getByText('示例展架').waitFor();
  await table('登记的区域').getByText('不倒不缺').waitFor();
  await table('登记的设备').getByText('示例自助机').waitFor();
  await passRest(page);
  await page.getByLabel('剩余纸张').fill('80');
  for (const name of numbers.slice(1))
    await page.getByRole('group', { name }).getByRole('checkbox', { name: '不适用' }).check();
  await look('opening');
  await signed('检查人签字', giver);
  await page.getByRole('button', { name: '完成检查' }).click();
  await finished('已完成');
});

test('before leaving: things are counted before the book shows, and a difference is explained', async () => {
  await home();
  await begin(page, '下班检查');
  const things = table('交接物品').getByRole('listitem').first();
  await things.getByText('示例对讲机').waitFor();
  assert.equal(
    await things.getByText('应有').count(),
    0,
    'the book does not show before the count',
  );
  await things.getByRole('textbox', { name: '实点' }).fill('3');
  await things.getByText('应有').waitFor();
  await page.getByRole('textbox', { name: '柜内钥匙实点（把）' }).fill('0');
  await passRest(page);
  await look('closing');
  await sign(page, '检查人签字', giver.pin);
  await page.getByRole('button', { name: '完成检查' }).click();
  await page
    .getByRole('alert')
    .getByRole('button', { name: /差异原因/ })
    .waitFor();
  await things.getByRole('textbox', { name: '差异原因' }).fill('一台送修');
  await page.getByLabel('已告知主管').selectOption({ label: leader.name });
  await page.getByRole('button', { name: '完成检查' }).click();
  await finished('已完成');
});

test('the log has written itself: only the summary is left', async () => {
  await home();
  await begin(page, '值班日志');
  await check(page, '天气', '晴');
  await page.getByLabel('当班主管').selectOption({ label: leader.name });
  await page.getByLabel('小结', { exact: false }).last().fill('一台对讲机送修，其余正常');
  await check(page, '钥匙、物品清点', '不符');
  await page.getByLabel('不符说明').fill('一台对讲机送修');
  await look('dutylog');
  await signed('值班人签字', giver);
  await page.getByRole('button', { name: '签字', exact: true }).click();
  await finished('已签');
});

test('the handover passes on what is pinned, and two people sign', async () => {
  await home();
  await begin(page, '交接班');
  const pins = table('重点关注').getByRole('listitem').first();
  await pins.getByText('示例独居老人').waitFor();
  await pins.getByRole('radio', { name: '已知悉' }).check();
  await page
    .getByLabel('接班人', { exact: false })
    .and(page.locator('select'))
    .selectOption({ label: receiver.name });
  await check(page, '接班人状态', '正常');
  for (const label of ['钥匙', '物品'])
    for (const line of await table(label).getByRole('listitem').all())
      await line
        .getByRole('textbox', { name: '实点' })
        .fill(await line.getByRole('textbox', { name: '应有' }).inputValue());
  for (const line of await table('资料表单').getByRole('listitem').all()) {
    await line.getByRole('textbox', { name: '应有份数' }).fill('3');
    await line.getByRole('textbox', { name: '实点份数' }).fill('3');
  }
  await check(page, '环境卫生', '正常');
  await check(page, '印章', '已交');
  await check(page, '交接结果', '完成');
  await sign(page, '交班人签字', giver.pin);
  await signed('接班人签字', receiver);
  await look('handover');
  await page.getByRole('button', { name: '完成交接', exact: true }).click();
  await finished('交接完成');
  const entries = await until(
    () => entriesOf(site),
    (seen) => seen.find(({ procedure }) => procedure === 'handover')?.stage === 'complete',
  );
  const stages = new Map(entries.map(({ procedure, stage }) => [procedure, stage]));
  assert.deepEqual(
    ['opening', 'closing', 'dutylog'].map((id) => stages.get(id)),
    ['done', 'done', 'signed'],
  );
  assert.deepEqual(tablet.errors, []);
});

test('everything on the list is done when the day is over', async () => {
  await home();
  const plan = page.getByRole('region', { name: '本班安排' });
  for (const title of ['岗前检查', '下班检查', '值班日志', '交接班'])
    await plan.getByRole('button', { name: new RegExp(`${title}.*已完成`) }).waitFor();
  await look('evening');
});
