/** After one visit each surface starts from cold with no network; what protects a page is there; the kiosk is usable. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Surface } from '../../src/spec/procedure.ts';
import { Device } from './browser.ts';
import { begin, build, fillIn, home, send, slip, trouble } from './kiosk.ts';
import { Site } from './site.ts';

const homes: Readonly<Record<Surface, (page: Page) => Promise<void>>> = {
  kiosk: home,
  tablet: (page) => page.getByRole('button', { name: /示例主管/ }).waitFor(),
  desk: (page) => page.getByRole('button', { name: /示例主管/ }).waitFor(),
};
let site: Site;

before(async () => {
  site = await Site.open();
  await build(site);
});
after(async () => {
  await site?.close();
});

for (const surface of ['kiosk', 'tablet', 'desk'] as const)
  test(`${surface}: starts from cold with no network`, async (t) => {
    const device = await Device.enrol(site, surface, `样例${surface}`);
    t.after(() => device.close());
    await homes[surface](device.page);
    await device.ready();
    // A worker takes over pages that load after it: one more visit, as the next morning.
    await device.page.goto(`${site.url}/${surface}`);
    await homes[surface](device.page);
    await device.kill();
    await device.offline(true);
    await device.start(`/${surface}`);
    await homes[surface](device.page);
    assert.deepEqual(device.errors, []);
  });

test('pages may run nothing of others, and can be installed', async () => {
  for (const surface of ['kiosk', 'tablet', 'desk']) {
    const reply = await fetch(`${site.url}/${surface}`);
    const policy = reply.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'/);
    assert.doesNotMatch(policy, /unsafe-/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    const card = (await (await fetch(`${site.url}/${surface}.webmanifest`)).json()) as {
      name: string;
      start_url: string;
      display: string;
      icons: { sizes: string; src: string }[];
    };
    assert.ok(card.name);
    assert.equal(card.start_url, `/${surface}`);
    assert.match(card.display, /standalone|fullscreen/);
    for (const size of ['192x192', '512x512']) {
      const icon = card.icons.find(({ sizes }) => sizes === size);
      assert.ok(icon, size);
      assert.equal((await fetch(new URL(icon.src, site.url))).status, 200);
    }
  }
});

describe('kiosk screens', () => {
  let kiosk: Device;
  before(async () => {
    kiosk = await Device.enrol(site, 'kiosk', '样例自助机');
  });
  after(() => kiosk?.close());

  for (const [language, theme] of [
    ['中文', 'light'],
    ['English', 'dark'],
  ] as const)
    test(`axe finds nothing: ${language}, ${theme}`, async () => {
      const { page } = kiosk;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.reload();
      await home(page);
      const speak = async (): Promise<void> => {
        await page.getByRole('button', { name: language }).click();
      };
      const chinese = async (): Promise<void> => {
        await page.getByRole('button', { name: '中文' }).click();
      };
      const found: string[] = [];
      const look = async (where: string): Promise<void> => {
        await speak();
        found.push(...(await trouble(page, where)));
        await chinese();
      };
      await look('home');
      await page.getByRole('button', { name: '叫人帮忙' }).click();
      found.push(...(await trouble(page, 'help')));
      await page.getByRole('button', { name: '知道了' }).click();
      await begin(page);
      await look('notice');
      await page.getByRole('button', { name: '不同意，请前台人工办理' }).click();
      await page.getByRole('heading', { name: '没关系，请到前台办理' }).waitFor();
      await look('declined');
      await page.getByRole('button', { name: '回到首页' }).click();
      await begin(page);
      await fillIn(page, { name: '样例访客', phone: '13900008888' });
      await look('last page');
      for (let back = 0; back < 3; back++) {
        await page.getByRole('button', { name: '上一步' }).click();
        await look(`page ${3 - back}`);
      }
      for (let on = 0; on < 3; on++) await page.getByRole('button', { name: '下一步' }).click();
      await send(page);
      await slip(page);
      await look('slip');
      assert.deepEqual(found, []);
      assert.deepEqual(kiosk.errors, []);
    });
});
