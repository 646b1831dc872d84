/**
 * What a person does on the tablet, for end-to-end tests: signing in, answering a checklist; and what the server holds.
 */
import { deflateSync, crc32 } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import type { Entry } from '../../src/form/entry.ts';
import type { PullReply } from '../../src/sync/protocol.ts';
import type { Device } from './browser.ts';
import type { Site, Staff } from './site.ts';

export async function signIn(page: Page, { name, pin }: Staff): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('textbox').fill(pin);
  await page.getByRole('heading', { name: `${name}，辛苦了` }).waitFor();
}

/** Opens the scheduled checklist with this title, from the shift's page. */
export async function begin(page: Page, title: string): Promise<void> {
  const next = page.getByRole('region', { name: title });
  const later = page.getByRole('button', { name: title });
  await next.or(later).first().waitFor();
  if (await next.count()) await next.getByRole('button').click();
  else await later.click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('progressbar').waitFor();
}

export async function check(page: Page, label: string, result: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: label })
    .getByRole('radio', { name: result, exact: true })
    .check();
}

export async function passRest(page: Page): Promise<void> {
  await page.getByRole('button', { name: '其余全部正常' }).click();
  await page.getByRole('button', { name: '都看过，记为正常' }).click();
}

export async function sign(page: Page, label: string, pin: string): Promise<Locator> {
  const group = page.getByRole('group', { name: label });
  await group.getByLabel('PIN').fill(pin);
  await group.getByRole('button', { name: '签名确认' }).click();
  return group;
}

/** Everything typed has been written: the mark beside the title says so, and nothing waits for the pause any more. */
export async function sent(device: Device): Promise<void> {
  await device.page.getByText('已全部同步').first().waitFor({ timeout: 30_000 });
}

/** Entries as the server holds them. */
export async function entriesOf(site: Site): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let [epoch, after, more] = [0, 0, true]; more;) {
    const reply = (await site.asDesk('/api/sync/pull', {
      protocol: 1,
      device: site.desk,
      scopes: [{ id: 'work', epoch, after }],
      limit: 500,
    })) as PullReply;
    const [page] = reply.scopes;
    if (!page) break;
    for (const { kind, doc } of page.items)
      if (kind === 'entry' && doc !== undefined) found.push(doc as Entry);
    ({ epoch, to: after, more } = page);
  }
  return found;
}

/** Waits until something is so; the last look is given in the error. */
export async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  let seen = await look();
  for (let tries = 0; tries < 60 && !holds(seen); tries++) {
    await new Promise((later) => setTimeout(later, 500));
    seen = await look();
  }
  if (!holds(seen)) throw new Error(`it did not come about:\n${JSON.stringify(seen, null, 1)}`);
  return seen;
}

/** A picture of one colour, as a PNG file. */
export function picture(red: number, green: number, blue: number): Buffer {
  const [width, height] = [64, 48];
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const line = Buffer.from([0, ...Array.from({ length: width }, () => [red, green, blue]).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
