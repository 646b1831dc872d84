/** How tests work at a desk. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { root } from './site.ts';

const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8');

/** Chooses the name and types the PIN; somebody else who is signed in is locked out first. */
export async function signIn(page: Page, name: string, pin: string): Promise<void> {
  const lock = page.getByRole('button', { name: /^(锁定|Lock)$/ });
  await lock.or(page.locator('fd-sign-in')).first().waitFor();
  if (await lock.isVisible()) await lock.click();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByLabel(/PIN/).fill(pin);
  await lock.waitFor();
}

/** What axe finds on the page as it stands, as lines for a person. */
export async function trouble(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (where) => {
    interface Found {
      violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(element: Element, options: unknown): Promise<Found> };
    };
    const { violations } = await axe.run(document.body, {
      rules: { 'target-size': { enabled: true } },
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any }) => `${where}: ${id}: ${html.slice(0, 140)} ${any[0]?.message ?? ''}`,
      ),
    );
  }, where);
}

const cell = (form: Locator, path: string): Locator =>
  form.locator(`[data-path="${path}"]`).first();

/** Types into the field of an item. */
export async function fill(form: Locator, path: string, text: string): Promise<void> {
  await cell(form, path).locator('input, textarea').first().fill(text);
}

/** Chooses by label, or the first that is offered, however the field is drawn. */
export async function choose(form: Locator, path: string, label?: string): Promise<void> {
  const field = cell(form, path);
  await field.waitFor();
  const select = field.locator('select');
  if (await select.count())
    await select.selectOption(label === undefined ? { index: 1 } : { label });
  else
    await field
      .locator('.chip, .option')
      .filter(label === undefined ? {} : { hasText: label })
      .first()
      .click();
}
