/**
 * The same shift's opening check on two tablets without a network: each failure is one action with its photo, however
 * many people saw it.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Entry } from '../../src/form/entry.ts';
import { Device } from './browser.ts';
import { Site } from './site.ts';
import type { Staff } from './site.ts';
import { begin, check, entriesOf, passRest, picture, sent, sign, signIn, until } from './tablet.ts';

const failing = '大堂地面';
const numbers = ['打印纸', '对讲机电量', '自助机在线', '自助机时钟偏差', '平板电量', '急救箱'];
let site: Site;
let first: Device;
let second: Device;
let one: Staff;
let other: Staff;

before(async () => {
  site = await Site.open();
  one = await site.hire('one', '示例甲', ['frontdesk'], '100001');
  other = await site.hire('other', '示例乙', ['frontdesk'], '100002');
  first = await Device.enrol(site, 'tablet', '平板一');
  second = await Device.enrol(site, 'tablet', '平板二');
  for (const { page } of [first, second])
    await page.getByRole('button', { name: one.name }).waitFor();
});
after(async () => {
  await first.close();
  await second.close();
  await site.close();
});

const of = (entries: readonly Entry[], procedure: string): Entry[] =>
  entries.filter((entry) => entry.procedure === procedure && !entry.void);

/** Fails the floor with a note and a photo, passes the rest, signs and finishes; all without a network. */
async function inspect(device: Device, person: Staff, note: string, photo: Buffer): Promise<void> {
  const { page } = device;
  await device.offline(true);
  await signIn(page, person);
  await begin(page, '岗前检查');
  await check(page, failing, '异常');
  await page.getByText('提交后会自动开单').waitFor();
  await page.getByLabel('问题说明').fill(note);
  await page
    .getByLabel('选照片：现场照片')
    .setInputFiles({ name: 'floor.png', mimeType: 'image/png', buffer: photo });
  await page.getByRole('img', { name: '照片 1' }).waitFor();
  await passRest(page);
  await page.getByLabel('剩余纸张').fill('80');
  for (const name of numbers.slice(1))
    await page.getByRole('group', { name }).getByRole('checkbox', { name: '不适用' }).check();
  await sign(page, '检查人签字', person.pin);
  await page.getByText('必填的都填了').waitFor();
  await page.getByRole('button', { name: '完成检查' }).click();
  await page.getByRole('status').filter({ hasText: '已改为“已完成”' }).waitFor();
}

test('a failed check opens one action with its photo, on two tablets that could not know of one another', async () => {
  await inspect(first, one, '门口有水', picture(40, 90, 160));
  await first.page.goto(`${site.url}/#/tasks`);
  await first.page.getByRole('link', { name: failing }).waitFor();
  assert.equal(await first.page.getByRole('link', { name: failing }).count(), 1);
  await inspect(second, other, '门口有一滩水', picture(90, 60, 30));

  await first.offline(false);
  await sent(first);
  await second.offline(false);
  const entries = await until(
    () => entriesOf(site),
    (seen) => of(seen, 'opening')[0]?.log.some(({ by }) => by === other.id) === true,
  );
  const openings = of(entries, 'opening');
  assert.equal(openings.length, 1, 'one check for the shift');
  assert.equal(openings[0]?.stage, 'done');
  const unlike = openings[0]?.conflicts?.find(({ path }) => path === 'floor.note');
  assert.equal(unlike?.mine, '门口有一滩水', 'what the second one wrote waits for a person');
  const actions = of(entries, 'action');
  assert.equal(actions.length, 1, 'one action');
  const photo = (actions[0]?.answers['photoBefore'] as string[] | undefined)?.[0];
  assert.equal(actions[0]?.answers['detail'], '门口有水');

  const bytes = await until(
    () => site.blob(String(photo)),
    (seen) => seen !== undefined,
  );
  assert.equal(
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex'),
    photo,
  );
  assert.equal(bytes?.subarray(0, 3).toString('hex'), 'ffd8ff', 'the photo as a JPEG');
  assert.deepEqual([...first.errors, ...second.errors], []);
});
