/** What was made on a device, looked for at the server and on a desk. */
import type { Entry } from '../../src/form/entry.ts';
import type { Device } from './browser.ts';
import { entriesOf, until } from './tablet.ts';

/**
 * Waits until the server has all of these (entry → procedure), finds each in the desk's book and opens one of every fifth kind: where it was
 * made each has been opened before. */
export async function inTheBooks(
  { page, site }: Device,
  made: ReadonlyMap<string, string>,
): Promise<readonly Entry[]> {
  const held = await until(
    () => entriesOf(site),
    (entries) => [...made.keys()].every((id) => entries.some((entry) => entry.id === id)),
  );
  for (const [at, [procedure, entries]] of [...Map.groupBy(made, ([, each]) => each)].entries()) {
    await page.goto(`${site.url}/#/registers/${procedure}`);
    for (const [id] of entries)
      await page.locator(`article.book a[href="#/entry/${id}"]`).first().waitFor();
    if (at % 5 > 0) continue;
    const [id = ''] = entries.at(-1) ?? [];
    await page.goto(`${site.url}/#/entry/${id}`);
    // A checklist on a tablet is gone on with where it is; everything else is shown.
    await page.locator('#what, fd-tablet-list').filter({ visible: true }).first().waitFor();
  }
  return held;
}
