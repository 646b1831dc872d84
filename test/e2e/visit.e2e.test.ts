/**
 * The main job: a visitor signs in at a kiosk that is cut off, the plug is pulled, and the desk hears of it once.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Device } from './browser.ts';
import { signIn } from './desk.ts';
import { begin, build, fillIn, home, send, slip, waiting } from './kiosk.ts';
import { Site } from './site.ts';
import { entriesOf, until } from './tablet.ts';

const visitor = { name: '样例访客甲七', phone: '13900007777' };
let site: Site;
let kiosk: Device;
let tablet: Device;
let desk: Device;

before(async () => {
  site = await Site.open();
  await build(site);
  await site.hire('front', '示例前台乙', ['frontdesk'], '222222');
  kiosk = await Device.enrol(site, 'kiosk', '大堂自助机');
  tablet = await Device.enrol(site, 'tablet', '前台平板');
  desk = await Device.enrol(site, 'desk', '客服中心电脑');
});
after(async () => {
  await Promise.all([kiosk?.close(), tablet?.close(), desk?.close()]);
  await site?.close();
});

test('a visit survives a cut network and a pulled plug, reaches the desk once, and leaves no trace', async () => {
  await signIn(desk.page, '示例前台乙', '222222');
  await desk.page.goto(`${site.url}/desk#/arrivals`);
  await desk.page.getByRole('heading', { name: '等候确认（0）' }).waitFor();

  await kiosk.ready();
  await home(kiosk.page);
  await kiosk.offline(true);
  await begin(kiosk.page);
  await fillIn(kiosk.page, visitor);
  await send(kiosk.page);
  const number = await slip(kiosk.page);
  assert.match(number, /^SL-F04-\d{8}-K\d+$/);
  await kiosk.page.getByText('已保存在这台机器上').waitFor();

  await kiosk.kill();
  await kiosk.start('/kiosk');
  await home(kiosk.page);
  assert.equal(await waiting(kiosk.page), 1);
  assert.ok(!(await kiosk.page.locator('body').innerText()).includes(visitor.name));

  await kiosk.offline(false);
  const card = desk.page.getByRole('article').filter({ hasText: visitor.name });
  await card.waitFor({ timeout: 60_000 });
  assert.equal(await card.count(), 1);
  await until(
    () => waiting(kiosk.page),
    (count) => count === 0,
  );
  const found = (await entriesOf(site)).filter((entry) => entry.number === number);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.answers['name'], visitor.name);
  assert.equal(found[0]?.answers['consent'], true);

  await card.getByRole('button', { name: '住户同意' }).click();
  const asked = desk.page.locator('fd-fill');
  await asked.getByRole('radio', { name: '电话同意' }).check();
  await asked.getByRole('button', { name: '住户同意' }).click();
  await card.getByText('住户已同意').waitFor();
  await until(
    () => entriesOf(site),
    (all) => all.some((entry) => entry.number === number && entry.stage === 'confirmed'),
  );

  for (const device of [kiosk, tablet, desk]) assert.deepEqual(device.errors, [], device.surface);
  await kiosk.stop();
  for (const secret of [visitor.name, visitor.phone])
    assert.deepEqual(await kiosk.tracesOf(secret), [], secret);
});
