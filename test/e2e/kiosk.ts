/** What a visitor does at the kiosk, for end-to-end tests. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { root } from './site.ts';
import type { Site } from './site.ts';

const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8');

export interface Visitor {
  readonly name: string;
  readonly phone: string;
}

/** One building with one unit, so that rooms are chosen and typed on the kiosk's own keypad. */
export async function build(site: Site): Promise<void> {
  await site.command('save-site', {
    phone: '021-00000000',
    buildings: [
      {
        id: '1',
        name: { 'zh-CN': '1栋', en: 'Building 1' },
        units: [{ id: '2', floors: 9, doors: 4 }],
      },
    ],
  });
}

export const next = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(下一步|Next)$/ }).click();

/** Types digits on the pad that is open. */
export async function digits(page: Page, text: string): Promise<void> {
  const pad = page.getByRole('group', { name: /^(数字键盘|Digits)$/ }).filter({ visible: true });
  for (const digit of text) await pad.getByRole('button', { name: digit, exact: true }).click();
}

/** As a scanner does: a keyboard that types faster than any person. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter'])
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
  }, text);
}

/** From the home screen to the notice, and past it. */
export async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /访客登记/ }).click();
  await page.getByRole('radio', { name: '亲友来访' }).check();
  await next(page);
  await page.getByRole('heading', { name: '先跟您说明一下' }).waitFor();
}

/** The pages about the person; ends on the last page, before it is sent. */
export async function fillIn(page: Page, { name, phone }: Visitor): Promise<void> {
  await page.getByRole('button', { name: '同意，继续' }).click();
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('手机号').click();
  await digits(page, phone);
  await next(page);
  await page.getByRole('radio', { name: '1栋' }).check();
  await digits(page, '301');
  await next(page);
  await page.getByRole('heading', { name: '还有这些吗？' }).waitFor();
}

export const send = (page: Page): Promise<void> =>
  page.getByRole('button', { name: '确认提交' }).click();

/** The number on the slip. */
export async function slip(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '办好了，谢谢您' }).waitFor({ timeout: 10_000 });
  const number = await page.locator('fd-kiosk-slip [data-number]').textContent();
  return (number ?? '').replaceAll(/\s/g, '');
}

export async function home(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '请问要办什么事？' }).waitFor({ timeout: 30_000 });
}

/** Changes of this device that the server has not acknowledged. */
export function waiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((told) => {
        const kiosk = document.querySelector('fd-kiosk') as unknown as {
          store: { sync: { subscribe(told: (status: { waiting: number }) => void): unknown } };
        };
        kiosk.store.sync.subscribe((status) => told(status.waiting));
      }),
  );
}

/** What axe finds, at the kiosk's stricter bounds (7:1, target size), as lines for a person. */
export async function trouble(page: Page, where: string): Promise<string[]> {
  // A picture of a moving screen would find half-faded words.
  await page.waitForTimeout(400);
  await page.evaluate(axe);
  return page.evaluate(async (where) => {
    interface Found {
      violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(element: Element, options: unknown): Promise<Found> };
    };
    const { violations } = await axe.run(document.body, {
      rules: {
        'target-size': { enabled: true },
        'color-contrast-enhanced': { enabled: true },
      },
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any }) => `${where}: ${id}: ${html.slice(0, 140)} ${any[0]?.message ?? ''}`,
      ),
    );
  }, where);
}
