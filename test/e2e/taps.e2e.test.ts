/**
 * What a new user would be asked to try at the desk, done in the fewest taps that the forms allow, and counted. The counts
 * stand in `docs/taps.md`; `UPDATE_DOCS=1` writes them there.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Device } from './browser.ts';
import { signIn } from './desk.ts';
import { pin } from './filler.ts';
import { Hand } from './hand.ts';
import { build } from './kiosk.ts';
import { Site, root } from './site.ts';

interface Task {
  readonly zh: string;
  readonly en: string;
  /** Not counted: what has to be there. */
  readonly before?: (hand: Hand) => Promise<void>;
  readonly run: (hand: Hand) => Promise<void>;
}

/** A local `2026-11-24T10:00`, hours from now. */
const inHours = (hours: number): string =>
  new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16);
const inDays = (days: number): string => inHours(24 * days).slice(0, 10);

const tasks: readonly Task[] = [
  {
    zh: '接一个电话',
    en: 'Take a call',
    run: async (hand) => {
      await hand.key('/');
      const quick = hand.page.getByRole('search', { name: /速记/ });
      await hand.type(quick.getByLabel('姓名或称呼'), '示例业主赵');
      await hand.type(quick.getByLabel('房号', { exact: true }), '1-2-301');
      await hand.type(quick.getByLabel('客户原话'), '几点来水');
      await hand.key('Enter');
      await hand.page.getByRole('link', { name: /示例业主赵.*几点来水/ }).waitFor();
    },
  },
  {
    zh: '约定回复（接着上面的电话）',
    en: 'Promise an answer (to that call)',
    run: async (hand) => {
      await hand.tap(hand.page.getByRole('link', { name: /示例业主赵.*几点来水/ }).first());
      await hand.step('handling');
      await hand.choose('category', 'inquiry');
      await hand.choose('method', 'promise');
      await hand.yes('told');
      await hand.say('promisePhone', '13800000000');
      await hand.save();
      await hand.stands('处理中');
    },
  },
  {
    zh: '报修立案',
    en: 'Open a repair',
    run: async (hand) => {
      await hand.open('repair');
      await hand.choose('repairType', 'water');
      await hand.say('room', '1-2-301');
      await hand.choose('spot', 'kitchen');
      await hand.choose('symptoms', 'leak');
      await hand.say('reporter', '示例业主赵');
      await hand.say('phone', '13800000000');
      await hand.save();
      await hand.stands('已受理');
    },
  },
  {
    zh: '放行一张沙发',
    en: 'Release a sofa',
    run: async (hand) => {
      await hand.open('release');
      await hand.say('room', '1-2-301');
      await hand.say('applicant', '示例业主赵');
      await hand.say('phone', '13800000000');
      await hand.choose('reason', 'part');
      await hand.line('items');
      await hand.cell('items', 'thing', '沙发');
      await hand.save();
      await hand.stands('待核实');
      await hand.step('issued');
      await hand.choose('idKind', 'idcard');
      await hand.say('idLast4', '123X');
      await hand.choose('idVerdict', 'pass');
      await hand.choose('feeState', 'settled');
      await hand.sign('applicantSign');
      await hand.save();
      await hand.stands('已签发');
    },
  },
  {
    zh: '登记装修',
    en: 'Register a renovation',
    run: async (hand) => {
      await hand.open('renovation');
      await hand.say('room', '1-2-301');
      await hand.say('owner', '示例业主赵');
      await hand.say('phone', '13800000000');
      await hand.choose('use', 'part');
      await hand.choose('scope', 'paint');
      await hand.say('scopeDetail', '客厅刷漆');
      await hand.say('company', '示例装饰公司');
      await hand.say('leader', '示例工长钱');
      await hand.say('leaderPhone', '13900000000');
      await hand.say('startOn', inDays(7));
      await hand.say('endOn', inDays(37));
      await hand.save();
      await hand.stands('已受理');
    },
  },
  {
    zh: '发停水通知（拟稿、核对、另一人审批、张贴）',
    en: 'Publish a water-cut notice (draft, check, approval by another person, posting)',
    run: async (hand) => {
      await hand.open('notice');
      await hand.choose('sort', 'water');
      await hand.say('title', '1栋停水');
      await hand.say('reason', '管道维修');
      await hand.say('startAt', inHours(30));
      await hand.say('endAt', inHours(34));
      await hand.save();
      await hand.stands('拟稿');
      await hand.step('checked');
      for (const point of ['Scope', 'Time', 'Phone']) await hand.yes(`right${point}`);
      for (const point of ['stamped', 'noTypo', 'hasAdvice']) await hand.yes(point);
      await hand.save();
      await hand.stands('待审批');
      const entry = hand.page.url();
      await signIn(hand.page, '示例主管', '111111');
      await hand.page.goto(entry);
      await hand.step('approved');
      await hand.save();
      await hand.stands('已批，待张贴');
      await hand.step('posted');
      await hand.choose('coverage/1-2/postedHere', 'yes');
      await hand.save();
      await hand.stands('已发布');
      await signIn(hand.page, '示例前台乙', pin);
    },
  },
  {
    zh: '借出一把钥匙',
    en: 'Lend a key',
    before: async (hand) => {
      await hand.open('key');
      await hand.say('keyNo', 'K-01');
      await hand.choose('sort', 'public');
      await hand.say('place', '架空层工具间');
      await hand.save();
      await hand.stands('在柜');
    },
    run: async (hand) => {
      await hand.open('keyloan');
      await hand.find('key', 'K-01');
      await hand.say('borrower', '示例工程丁');
      await hand.say('unit', '工程');
      await hand.say('phone', '13800000001');
      await hand.choose('purpose', 'round');
      await hand.choose('basis', 'approval');
      await hand.choose('approver', '');
      await hand.sign('borrowerSign');
      await hand.save();
      await hand.stands('借出');
    },
  },
];

const file = `${root}/docs/taps.md`;
const rows: string[] = [];
let site: Site;
let desk: Device;

before(async () => {
  site = await Site.open();
  await build(site);
  await site.hire('front', '示例前台乙', ['frontdesk'], pin, 'service');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, '示例前台乙', pin);
});
after(async () => {
  await desk?.close();
  await site?.close();
});

for (const task of tasks)
  test(task.en, async () => {
    const { page } = desk;
    await task.before?.(new Hand(page));
    if (task !== tasks[1]) await page.goto(`${site.url}/#/home`);
    const hand = new Hand(page);
    await task.run(hand);
    const { taps, typed, keys } = hand.count;
    rows.push(`| ${task.zh} · ${task.en} | ${taps} | ${typed} | ${keys} |`);
    assert.deepEqual(desk.errors, []);
  });

test('docs/taps.md says what was counted (UPDATE_DOCS=1 writes it)', () => {
  const counted = rows.join('\n');
  if (process.env['UPDATE_DOCS'])
    writeFileSync(file, text(new Date().toISOString().slice(0, 10), counted));
  assert.ok(readFileSync(file, 'utf8').includes(counted), counted);
});

const text = (date: string, counted: string): string => `# Taps

What common tasks cost at the desk, counted on ${date} by [taps](../test/e2e/taps.e2e.test.ts), which does them in Chromium
against a real server, from the home page to the moment the entry stands in its new stage.

- **taps**: clicks or touches; choosing from a drop-down list is two. Moving to the next field (Tab) is none.
- **typed**: fields that words, digits or a date are typed into.
- **keys**: single keys pressed instead of taps (\`/\` for the quick line, Enter).

Signing in is not counted. Defaults that are right already (time, who I am, channel, quantities) cost nothing.

<!-- prettier-ignore -->
| task | taps | typed | keys |
| --- | --- | --- | --- |
${counted}
`;
