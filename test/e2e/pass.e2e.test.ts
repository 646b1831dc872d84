import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Device } from './browser.ts';
import { signIn, trouble } from './desk.ts';
import { Site, type Staff } from './site.ts';
import { sent, signIn as signInOnTablet } from './tablet.ts';

let site: Site;
let desk: Device;
let tablet: Device;
let clerk: Staff;
let guard: Staff;

before(async () => {
  site = await Site.open();
  clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '135790');
  guard = await site.hire('guard', '示例秩序员', ['security'], '246813');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
  tablet = await Device.enrol(site, 'tablet', '东门平板');
  await signIn(desk.page, clerk.name, clerk.pin);
  await signInOnTablet(tablet.page, guard);
});
after(async () => {
  await desk?.close();
  await tablet?.close();
  await site?.close();
});

interface Answered {
  ok: boolean;
  value: { id: string };
  problems?: unknown;
}
interface PageStore {
  form(id: string): Promise<unknown>;
  around(form: unknown): Promise<unknown>;
  submit(form: unknown, answers: object, around: unknown): Promise<Answered>;
  move(entry: string, to: string, set: object): Promise<Answered>;
}

/** Writes a goods release into the desk's own copy and issues it, as its form does. */
export function issueRelease(page: Page, things: readonly string[]): Promise<string> {
  return page.evaluate(async (things) => {
    const { store } = document.querySelector('fd-desk') as unknown as { store: PageStore };
    const form = await store.form('release');
    const outAt = new Date().toISOString();
    const items = things.flatMap((thing, at) => {
      const row = `items/${Date.now().toString(36).padStart(9, '0')}000${at}`;
      return [
        [row, true],
        [`${row}/thing`, thing],
        [`${row}/quantity`, 1],
        [`${row}/countUnit`, '件'],
      ] as [string, unknown][];
    });
    const answers = {
      room: '1-2-0301',
      applicant: '样女士',
      relation: 'owner',
      phone: '13800000000',
      reason: 'moveOut',
      exit: 'main',
      outAt,
      ...Object.fromEntries(items),
    };
    const made = await store.submit(form, answers, await store.around(form));
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const staff = (
      await new Promise<{ staff: { id: string } }>((done) =>
        (
          store as unknown as {
            signedIn: { subscribe(next: (who: { staff: { id: string } }) => void): unknown };
          }
        ).signedIn.subscribe(done),
      )
    ).staff.id;
    const moved = await store.move(made.value.id, 'issued', {
      ownerAuth: 'inPerson',
      idKind: 'idcard',
      idLast4: '123X',
      idVerdict: 'pass',
      verifier: staff,
      feeState: 'settled',
      issuer: staff,
      approver: staff,
      applicantSign: { by: null, name: '样女士', at: outAt, method: 'ink' },
    });
    if (!moved.ok) throw new Error(JSON.stringify(moved.problems));
    return made.value.id;
  }, things);
}

/** What the code on the desk's screen holds, and the number and digits beside it. */
async function shown(
  page: Page,
  entry: string,
): Promise<{ text: string; number: string; code: string }> {
  await page.evaluate((id) => (location.hash = `#/entry/${id}`), entry);
  const code = (await page.locator('fd-pass .code').innerText()).replaceAll(' ', '');
  const number = await page.locator('fd-entry header .mono').first().innerText();
  const text = await page.evaluate(async (entry) => {
    const { store } = document.querySelector('fd-desk') as unknown as {
      store: { passes: { issue(id: string): Promise<{ value: { text: string } }> } };
    };
    return (await store.passes.issue(entry)).value.text;
  }, entry);
  return { text, number, code };
}

const verify = async (page: Page, number: string, code = ''): Promise<void> => {
  await page.evaluate(() => (location.hash = '#/home'));
  await page.getByRole('link', { name: '验证放行' }).click();
  await page.getByLabel('编号').fill(number);
  await page.getByLabel('短码（6位）').fill(code);
  await page.getByRole('button', { name: '验证', exact: true }).click();
};
const verdict = (page: Page, text: RegExp | string): Promise<void> =>
  page.locator('.verdict', { hasText: text }).waitFor();

test('a release goes out in two parts past a guard with no network; the desk sees when and what', async () => {
  await tablet.page.getByRole('link', { name: '验证放行' }).waitFor();
  await sent(tablet);
  await tablet.ready();
  await tablet.offline(true);

  const entry = await issueRelease(desk.page, ['三人沙发', '餐桌', '洗衣机']);
  const pass = await shown(desk.page, entry);
  assert.match(pass.code, /^\d{6}$/);
  assert.deepEqual(await trouble(desk.page, 'issued'), []);

  const { page } = tablet;
  // Typed wrong, changed, and genuine.
  await verify(page, pass.number, pass.code === '000000' ? '111111' : '000000');
  await verdict(page, '编号和短码对不上');
  assert.deepEqual(await trouble(page, 'refused'), []);
  await verify(page, pass.text.slice(0, -12) + pass.text.slice(-10));
  await verdict(page, '不要放行');
  await verify(page, pass.text);
  await verdict(page, '可以放行');
  assert.deepEqual(await trouble(page, 'genuine'), []);
  await page.locator('.says', { hasText: '1-2-0301' }).waitFor();

  const gate = page.locator('fd-verify fd-fill');
  const row = (thing: string) => gate.locator('[data-row]', { hasText: thing });
  await row('洗衣机').getByRole('radio', { name: '否' }).check();
  await row('洗衣机').getByRole('radio', { name: '这次不搬' }).check();
  await gate.getByRole('button', { name: '登记放行' }).click();

  // Two are out: what may still go is the third.
  await page.locator('fd-verify .row-sub', { hasText: '三人沙发 1 件、餐桌 1 件' }).waitFor();
  await gate.locator('[data-row]', { hasText: '洗衣机' }).waitFor();
  assert.equal(await gate.locator('[data-row]').count(), 1);
  await gate.getByRole('button', { name: '登记放行' }).click();
  await verdict(page, '已经用过');
  await verify(page, pass.number, pass.code);
  await verdict(page, /不要放行[^]*已经用过/);

  await tablet.offline(false);
  await sent(tablet);
  const told = desk.page.locator('fd-pass .list .row');
  await told.nth(1).waitFor({ timeout: 30_000 });
  assert.match(await told.nth(0).innerText(), /示例秩序员.*东门平板[^]*三人沙发 1 件、餐桌 1 件/);
  assert.match(await told.nth(1).innerText(), /洗衣机 1 件/);
  // The gate's record has moved the release itself.
  await desk.page.locator('fd-entry header .badge', { hasText: '已放行' }).waitFor();
  assert.deepEqual([...desk.errors, ...tablet.errors], []);
});

/** Millimetres of a PDF's pages, and how many there are. */
function pagesOf(pdf: Buffer): { count: number; width: number; height: number } {
  const text = pdf.toString('latin1');
  const [, width = '', height = ''] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  const mm = (points: string): number => Math.round((Number(points) / 72) * 25.4);
  const count = text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  return { count, width: mm(width), height: mm(height) };
}

test('a release prints as a slip with its code and as a stub; a room prints whole, with an index', async () => {
  const { page } = desk;
  const things = ['双门冰箱', '书架', '落地灯'];
  const entry = await issueRelease(page, things);
  const { number, code } = await shown(page, entry);
  const open = async (hash: string): Promise<void> => {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator('.sheet').first().waitFor();
  };
  const print = async (): Promise<ReturnType<typeof pagesOf>> =>
    pagesOf(await page.pdf({ preferCSSPageSize: true }));

  await open(`#/print/${entry}/slip`);
  await page.locator('.sheet fd-pass .qr').waitFor();
  const slip =
    (await page.locator('.sheet').innerText()) +
    (await page.locator('.sheet fd-pass .print').innerText());
  for (const text of [...things, number, `${code.slice(0, 3)} ${code.slice(3)}`])
    assert.ok(slip.includes(text), `${text} is missing of the slip:\n${slip}`);
  assert.equal((await print()).width, 80);
  // The code's dots: a printer of 203 dpi draws none below three.
  const box = await page.locator('.sheet fd-pass .qr').boundingBox();
  const view = (await page.locator('.sheet fd-pass .qr').getAttribute('viewBox')) ?? '';
  const dots = (((box?.width ?? 0) / 96) * 203) / Number(view.split(' ')[2]);
  assert.ok(dots >= 3, `${dots} dots of the printer for one of the code`);

  await open(`#/print/${entry}/stub`);
  await page.locator('.sheet .signs').first().waitFor();
  const stub = await page.locator('.sheet').innerText();
  for (const text of [...things, number]) assert.ok(stub.includes(text), text);
  assert.deepEqual((({ width, height }) => ({ width, height }))(await print()), {
    width: 210,
    height: 297,
  });

  await page.evaluate(() => (location.hash = '#/room/1-2-0301'));
  await page.getByRole('link', { name: '打印全部' }).click();
  const sheets = page.locator('fd-room-bundle .sheet');
  await sheets.nth(3).waitFor();
  const all = (await sheets.allInnerTexts()).join('\n');
  for (const text of ['三人沙发', '餐桌', '洗衣机', ...things, number])
    assert.ok(all.includes(text), `${text} is missing of the file`);
  const index = await sheets.nth(1).getByRole('row').count();
  assert.equal(index - 1, (await sheets.count()) - 2, 'a line of the index for each entry');
  const pages = await print();
  assert.deepEqual([pages.width, pages.height], [210, 297]);
  assert.ok(pages.count >= (await sheets.count()), `${pages.count} pages`);
  assert.deepEqual(await trouble(page, 'file'), []);
  assert.deepEqual(desk.errors, []);
});
