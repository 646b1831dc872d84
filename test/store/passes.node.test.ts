import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { after, before, test } from 'node:test';
import { localDate } from '../../src/spec/zoned.ts';
import { usedTwice } from '../../src/form/pass.ts';
import { checksum, fromLetters, toLetters } from '../../src/sync/pass-bytes.ts';
import { certificateBytes, certificateText } from '../../src/sync/pass-certificate.ts';
import { readPass, sealPass } from '../../src/sync/pass.ts';
import type { SignedPass } from '../../src/sync/pass.ts';
import { openDatabase } from '../../src/store/database.ts';
import { isSignedBy } from '../../src/store/pass-keys.ts';
import type { CheckedPass, IssuedPass } from '../../src/store/store.ts';
import { Site } from '../e2e/site.ts';
import { entriesOf } from '../e2e/tablet.ts';
import { cutDevice, issue, letThrough, publishPasses, release } from './pass-site.ts';
import type { Cut } from './pass-site.ts';
import { seen } from './sample.ts';

const zone = 'Asia/Shanghai';
const today = (): string => localDate(new Date(), zone);
const day = 86_400_000;
const each = 125;

let site: Site;
const opened: Cut[] = [];
const device = async (surface: 'tablet' | 'desk'): Promise<Cut> => {
  const cut = await cutDevice(site, surface);
  opened.push(cut);
  return cut;
};
before(async () => {
  site = await Site.open();
  await publishPasses(site);
});
after(async () => {
  for (const { store } of opened) store.close();
  await site.close();
});

/** As if this device had come to think that it is later. */
async function shiftClock({ store, database }: Cut, ms: number): Promise<void> {
  const db = openDatabase(database);
  await db.meta.put({ key: 'offset', value: ms });
  db.close();
  const is = (): boolean => Math.abs(Date.parse(store.now()) - Date.now() - ms) < day / 2;
  while (!is()) await new Promise((soon) => setTimeout(soon, 5));
}

/** How often each outcome was given. */
function counted(all: readonly CheckedPass[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of all) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
const checkAll = async ({ passes }: Cut, texts: readonly string[]): Promise<CheckedPass[]> => {
  const all: CheckedPass[] = [];
  for (const text of texts) all.push(await passes.check(text));
  return all;
};

const signed = (text: string): SignedPass => {
  const pass = readPass(text);
  assert.ok(pass);
  return pass;
};
function ownKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    raw: Uint8Array.from(raw),
    sign: async (bytes: Uint8Array) => Uint8Array.from(signWith(null, bytes, privateKey)),
  };
}

/** A pass as somebody makes it who knows the format and has genuine ones to copy from, but no key of the site. */
async function forge(text: string, at: number): Promise<string> {
  const { body, certificate } = signed(text);
  const mine = ownKey();
  const made = { ...body, number: `${body.number.slice(0, -3)}${900 + at}` };
  if (at % 2 === 0) {
    // A certificate of one's own, signed by oneself, that names the site.
    const card = { ...certificate, key: mine.raw };
    const own = certificateBytes(card, await mine.sign(certificateText(card)));
    return sealPass(made, own, mine.sign);
  }
  // The genuine certificate of a desk, and a signature that is not the desk's.
  return sealPass(made, certificateBytes(certificate, certificate.signature), mine.sign);
}

/** A genuine pass with one thing changed in what it says, and the check digits put right again. */
function alter(text: string, at: number): string {
  const bytes = fromLetters(text.slice('QT:'.length));
  assert.ok(bytes);
  const body = bytes.slice(0, -2);
  const length = (body[1] ?? 0) * 256 + (body[2] ?? 0);
  const place = 3 + ((at * 7) % length);
  body[place] = (body[place] ?? 0) ^ (1 << (at % 8));
  const sum = checksum(body);
  return `QT:${toLetters(Uint8Array.from([...body, sum >>> 8, sum & 0xff]))}`;
}

test(
  'passes of two cut-off desks and a tablet have numbers of their own; a guard who never met the server again takes all and refuses 500 others',
  { timeout: 600_000 },
  async () => {
    const guard = await device('tablet');
    const [first, second] = [await device('desk'), await device('desk')];
    const issuers = [first, second, await device('tablet')];
    const good: IssuedPass[] = [];
    await Promise.all(
      issuers.map(async (issuer, at) => {
        for (let n = 0; n < (at === 0 ? 168 : 166); n++)
          good.push(await issue(issuer, await release(issuer, today())));
      }),
    );
    assert.equal(good.length, 500);
    assert.equal(new Set(good.map(({ number }) => number)).size, 500);

    const shown = await checkAll(
      guard,
      good.map(({ text }) => text),
    );
    assert.deepEqual(counted(shown), { ok: 500 });
    const some = good.slice(0, each);
    const typed: CheckedPass[] = [];
    for (const { number, code } of some) typed.push(await guard.passes.checkCode(number, code));
    assert.deepEqual(counted(typed), { ok: each });

    const texts = some.map(({ text }) => text);
    const forged = await checkAll(guard, await Promise.all(texts.map(forge)));
    assert.deepEqual(counted(forged), { forged: each });
    const altered = counted(await checkAll(guard, texts.map(alter)));
    // Where the change broke a length, it can no longer be read at all.
    assert.equal(
      (altered['forged'] ?? 0) + (altered['damaged'] ?? 0),
      each,
      JSON.stringify(altered),
    );
    assert.ok((altered['forged'] ?? 0) > each / 2, JSON.stringify(altered));
    await shiftClock(guard, 2 * day);
    assert.deepEqual(counted(await checkAll(guard, texts)), { expired: each });
    await shiftClock(guard, 0);
    for (const checked of shown.slice(0, each)) await letThrough(guard, checked);
    assert.deepEqual(counted(await checkAll(guard, texts)), { used: each });
    // What was not shown yet is still good.
    const rest = good.slice(each).map(({ text }) => text);
    assert.deepEqual(counted(await checkAll(guard, rest)), { ok: 500 - each });

    for (const cut of [...issuers, guard]) await cut.sync();
    const known = (await entriesOf(site)).filter(({ procedure }) => procedure === 'testgoods');
    assert.equal(known.length, 500);
    assert.equal(new Set(known.map(({ number }) => number)).size, 500);
    await second.sync();
    // Used at the gate: the desks know, and refuse too.
    assert.deepEqual(counted(await checkAll(second, texts)), { used: each });
  },
);

test('a forged pass is only refused because the signatures are looked at', async () => {
  const desk = await device('desk');
  const { text } = await issue(desk, await release(desk, today()));
  const fakes = [await forge(text, 0), await forge(text, 1), alter(text, 60)];
  for (const fake of fakes) {
    assert.equal((await desk.passes.check(fake)).outcome, 'forged');
    const { certificate, covered, signature } = signed(fake);
    const keys = [
      await isSignedBy(await siteKey(desk), certificate.covered, certificate.signature),
      await isSignedBy(certificate.key, covered, signature),
    ];
    assert.ok(keys.includes(false), 'at least one of the two signatures is wrong');
  }
});

async function siteKey({ database }: Cut): Promise<Uint8Array<ArrayBuffer>> {
  const db = openDatabase(database);
  const row = await db.meta.get('pass');
  db.close();
  assert.ok(row);
  return (row.value as { site: Uint8Array<ArrayBuffer> }).site;
}

test('things go out one by one; two guards who let out the same are found once both are back', async () => {
  const desk = await device('desk');
  const [east, west] = [await device('tablet'), await device('tablet')];
  const pass = await issue(desk, await release(desk, today(), ['沙发', '餐桌', '椅子']));
  const shown = await east.passes.check(pass.text);
  assert.ok('left' in shown);
  assert.deepEqual(
    shown.left.map(({ text }) => text),
    ['沙发', '餐桌', '椅子'],
  );
  await letThrough(east, shown, (text) => text !== '椅子');
  const again = await east.passes.check(pass.text);
  assert.ok('left' in again && again.outcome === 'ok');
  assert.deepEqual(
    again.left.map(({ text }) => text),
    ['椅子'],
  );
  await letThrough(east, again);
  const over = await east.passes.check(pass.text);
  assert.equal(over.outcome, 'used');
  assert.ok('uses' in over);
  assert.equal(over.uses.length, 2);
  assert.deepEqual(usedTwice(over.uses), []);

  // The other gate cannot know.
  const elsewhere = await west.passes.check(pass.text);
  assert.equal(elsewhere.outcome, 'ok');
  await letThrough(west, elsewhere, (text) => text === '沙发');
  for (const cut of [desk, east, west, desk, east]) await cut.sync();
  const uses = await seen(desk.passes.uses(pass.number), (list) => list.length === 3);
  assert.equal(usedTwice(uses).length, 1);
  const [found] = await seen(desk.passes.twice, (list) => list.length > 0);
  assert.equal(found?.number, pass.number);
  // Looked into: one of the records was wrong.
  assert.ok((await west.store.void(uses.at(-1)?.gate ?? '', '看错了')).ok);
  await west.sync();
  await desk.sync();
  await seen(desk.passes.twice, (list) => list.length === 0);
});

test('a pass of another site, of a device that was switched off, of a voided entry, or typed wrong is refused', async () => {
  const [desk, guard] = [await device('desk'), await device('tablet')];
  const entry = await release(desk, today());
  const { text, number, code } = await issue(desk, entry);
  const other = ownKey();
  const { body, certificate } = signed(text);
  const foreign = { ...certificate, site: Uint8Array.from([1, 2, 3, 4]) };
  const card = certificateBytes(foreign, await other.sign(certificateText(foreign)));
  assert.equal(
    (await guard.passes.check(await sealPass(body, card, other.sign))).outcome,
    'unknown-site',
  );
  assert.equal((await guard.passes.check('hello')).outcome, 'damaged');
  assert.equal((await guard.passes.check(text.slice(0, -9))).outcome, 'damaged');
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  assert.equal((await guard.passes.checkCode(number, wrong)).outcome, 'wrong-code');
  assert.equal((await guard.passes.checkCode(number.split('-').at(-1) ?? '', code)).outcome, 'ok');
  assert.ok((await desk.store.void(entry.id, '开错了')).ok);
  assert.equal((await desk.passes.check(text)).outcome, 'withdrawn');
  assert.equal((await guard.passes.check(text)).outcome, 'ok');
  await desk.sync();
  await guard.sync();
  assert.equal((await guard.passes.check(text)).outcome, 'withdrawn');

  const more = await issue(desk, await release(desk, today()));
  await site.command('revoke-device', { id: desk.store.device.id });
  assert.equal((await guard.passes.check(more.text)).outcome, 'ok');
  await guard.sync();
  assert.equal((await guard.passes.check(more.text)).outcome, 'revoked');
  await desk.sync();
  assert.equal((await desk.passes.check(more.text)).outcome, 'no-key');
});

test('many things still fit one code, with fewer words; too many are told', async () => {
  const desk = await device('desk');
  const things = (n: number) =>
    Array.from({ length: n }, (_, at) => `第${at + 1}件很长的一个物品名称`);
  const fits = await issue(desk, await release(desk, today(), things(24)));
  const checked = await desk.passes.check(fits.text);
  assert.ok('pass' in checked);
  assert.equal(checked.pass.rows.length, 24);
  const entry = await release(desk, today(), things(90));
  const refused = await desk.passes.issue(entry.id);
  assert.equal(refused.ok ? '' : refused.problems[0]?.code, 'pass-long');
});
