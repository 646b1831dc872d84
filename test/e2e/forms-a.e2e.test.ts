/**
 * What one person's form does to another's entry, at the desk and on the tablet: goods that leave, keys that go out and come
 * back, a site that is inspected; and what the kiosk says to bring.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Entry } from '../../src/form/entry.ts';
import { Device } from './browser.ts';
import { choose, fill, signIn, trouble } from './desk.ts';
import { build, home, trouble as kioskTrouble } from './kiosk.ts';
import { Site, type Staff } from './site.ts';
import { entriesOf, signIn as tabletSignIn, until } from './tablet.ts';

let site: Site;
let desk: Device;
let front: Staff;
let guard: Staff;

before(async () => {
  site = await Site.open();
  await build(site);
  front = await site.hire('front', '示例前台乙', ['frontdesk'], '222222');
  guard = await site.hire('guard', '示例秩序戊', ['security'], '444444', 'security');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  await signIn(desk.page, front.name, front.pin);
});
after(async () => {
  await desk?.close();
  await site?.close();
});

const go = (page: Page, hash: string): Promise<void> =>
  page.evaluate((hash) => void (location.hash = hash), hash);
const field = (form: Locator, path: string): Locator =>
  form.locator(`[data-path="${path}"]`).first();
const numbered = async (code: string): Promise<Entry[]> =>
  (await entriesOf(site)).filter(({ number }) => number?.includes(`-${code}-`));
const inStage = (code: string, stage: string): Promise<Entry[]> =>
  until(
    () => numbered(code),
    (all) => all[0]?.stage === stage,
  );

/** Opens a new form at a desk or tablet. */
async function open(page: Page, procedure: string): Promise<Locator> {
  await go(page, `#/new/${procedure}`);
  const form = page.locator('fd-fill');
  await form.getByRole('button', { name: '保存' }).waitFor();
  return form;
}

async function save(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: '保存' }).click();
  await page.locator('fd-entry header .badge').first().waitFor();
}

/** A customer's signature, typed. */
async function signTyped(form: Locator, path: string, name: string): Promise<void> {
  const own = field(form, path);
  await own.getByRole('radio', { name: '打字' }).check();
  await own.getByLabel('姓名').fill(name);
  await own.getByRole('button', { name: '签名确认' }).click();
  await own.locator('.signed').waitFor();
}

async function signPin(form: Locator, path: string, pin: string): Promise<void> {
  const own = field(form, path);
  await own.getByLabel(/PIN/).fill(pin);
  await own.getByRole('button', { name: '签名确认' }).click();
  await own.locator('.signed').waitFor();
}

/** Finds an entry by what it says, and chooses it. */
async function find(form: Locator, path: string, text: string): Promise<void> {
  const own = field(form, path);
  await own.getByRole('combobox').fill(text);
  await own.getByRole('option').first().click();
  await own.locator('.ref-chosen').waitFor();
}

/** Takes a step at the desk; `fillIn` fills in what it asks. */
async function step(
  page: Page,
  name: string,
  fillIn?: (form: Locator) => Promise<void>,
): Promise<void> {
  await page.locator('fd-steps').getByRole('button', { name, exact: true }).click();
  if (!fillIn) return;
  const form = page.locator('fd-steps fd-fill');
  await form.getByRole('button', { name, exact: true }).waitFor();
  await fillIn(form);
  await form.getByRole('button', { name, exact: true }).click();
}

const stage = (page: Page, title: string): Promise<void> =>
  page.locator('fd-entry header .badge', { hasText: title }).waitFor({ timeout: 15_000 });

test('a release is issued at the desk, goes out at the gate, and is filed', async () => {
  const { page } = desk;
  const form = await open(page, 'release');
  await fill(form, 'room', '1-2-0301');
  await fill(form, 'applicant', '示例业主孙');
  await fill(form, 'phone', '13800000009');
  await choose(form, 'reason', '维修送修');
  await form.getByRole('button', { name: '添加一件物品' }).click();
  await form.getByLabel('名称').fill('洗衣机');
  assert.deepEqual(await trouble(page, 'release'), []);
  await save(page, form);
  await stage(page, '待核实');
  const release = await page.evaluate(() => location.hash);

  await step(page, '核对无误，签发', async (form) => {
    await choose(form, 'idKind', '身份证');
    await fill(form, 'idLast4', '123X');
    await choose(form, 'idVerdict', '通过');
    await choose(form, 'feeState', '已结清');
    await signTyped(form, 'applicantSign', '示例业主孙');
    assert.deepEqual(await trouble(page, 'issue'), []);
  });
  await stage(page, '已签发');

  const gate = await open(page, 'releasegate');
  await fill(gate, 'passNumber', (await inStage('F05', 'issued'))[0]?.number ?? '');
  await find(gate, 'release', '示例业主孙');
  await save(page, gate);
  await inStage('F05', 'released');

  await go(page, release);
  await stage(page, '已放行，待回收');
  await step(page, '回收归档', async (form) => {
    await choose(form, 'stubMatches', '是');
    await fill(form, 'fileNo', 'A-03-17');
  });
  await stage(page, '已归档');
  assert.deepEqual((await numbered('F05'))[0]?.answers['gateGuard'], front.id);
});

test('a key is lent, asked after once its time is over, and comes back; its own entry says where it is', async () => {
  const { page } = desk;
  const form = await open(page, 'key');
  await fill(form, 'keyNo', 'K-07');
  await choose(form, 'sort', '公共区域');
  await fill(form, 'place', '天台');
  await save(page, form);
  await stage(page, '在柜');

  const loan = await open(page, 'keyloan');
  await find(loan, 'key', 'K-07');
  assert.equal(await field(loan, 'keyPlace').locator('input').inputValue(), '天台');
  await fill(loan, 'borrower', '示例工程丙');
  await fill(loan, 'unit', '工程');
  await fill(loan, 'phone', '13800000007');
  await choose(loan, 'purpose', '巡检');
  await choose(loan, 'basis', '工单');
  await fill(loan, 'orderNo', '样-001');
  // Once the office has closed for the day, a key is out overnight.
  await choose(loan, 'approver', '示例主管');
  const ago = new Date(Date.now() + (8 * 60 - 5) * 60_000).toISOString().slice(0, 16);
  await fill(loan, 'due', ago);
  await signTyped(loan, 'borrowerSign', '示例工程丙');
  assert.deepEqual(await trouble(page, 'key loan'), []);
  await save(page, loan);
  await stage(page, '借出');
  await inStage('F10', 'lent');

  // Its time is over: the desk has somebody called, once.
  const [call] = await until(
    () => numbered('F19'),
    (all) => all.length > 0,
  );
  assert.equal(call?.answers['phone'], '13800000007');
  assert.equal(call?.answers['kind'], 'callback');

  await step(page, '归还', (form) => signPin(form, 'receiverSign', front.pin));
  await stage(page, '已归还');
  await inStage('F10', 'back');
  assert.equal((await numbered('F19')).length, 1);
});

/** Everything is in order; the next look a year later than is offered, so that it shows. */
async function inspect(page: Page): Promise<void> {
  const round = await open(page, 'siteround');
  await find(round, 'permit', '示例装饰');
  await choose(round, 'siteState', '施工中');
  await field(round, 'gasPipe').waitFor();
  const passes = round.getByRole('radio', { name: '正常', exact: true });
  assert.equal(await passes.count(), 14);
  for (const pass of await passes.all()) await pass.check();
  const next = field(round, 'next').locator('input').first();
  const later = await next.inputValue();
  await next.fill(later.replace(/^\d{4}/, (year) => String(Number(year) + 1)));
  assert.deepEqual(await trouble(page, 'inspection'), []);
  await round.getByRole('button', { name: '保存' }).click();
}

test('an inspection on the tablet sets when a renovation is looked at next; so does one at the desk', async () => {
  const { page } = desk;
  const form = await open(page, 'permit');
  await fill(form, 'room', '1-2-0301');
  await fill(form, 'company', '示例装饰');
  await fill(form, 'leader', '示例工长');
  await fill(form, 'leaderPhone', '13800000006');
  await fill(form, 'area', '80');
  await save(page, form);
  await step(page, '发证开工', (form) => fill(form, 'extinguishersSeen', '2'));
  await stage(page, '施工中');
  const [permit] = await inStage('F06b', 'running');
  const first = permit?.answers['nextRound'];

  const tablet = await Device.enrol(site, 'tablet', '岗亭平板');
  try {
    const { page } = tablet;
    await tabletSignIn(page, guard);
    await inspect(page);
    const [moved] = await until(
      () => numbered('F06b'),
      (all) => all[0]?.answers['nextRound'] !== first,
    );
    assert.equal(moved?.stage, 'running');
    assert.deepEqual(tablet.errors, []);
  } finally {
    await tablet.close();
  }

  await inspect(page);
  await until(
    () => numbered('F06d'),
    (all) => all.length === 2,
  );
  assert.deepEqual(desk.errors, []);
});

test('a kiosk says what to bring for a renovation, a release and a move', async () => {
  const kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  try {
    const { page } = kiosk;
    await home(page);
    for (const [tile, line] of [
      ['装修申请', '施工单位执照、施工合同'],
      ['物品放行', '租户：业主同意，或写明物品的租约'],
      ['业主入住', '入住通知书'],
      ['迁出', '门禁卡、钥匙'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(tile) }).click();
      await page.getByText(line, { exact: true }).waitFor();
      assert.deepEqual(await kioskTrouble(page, tile), []);
      await page.getByRole('button', { name: '回到首页' }).click();
    }
    assert.deepEqual(kiosk.errors, []);
  } finally {
    await kiosk.close();
  }
});
