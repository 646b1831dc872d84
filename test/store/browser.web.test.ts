/**
 * What only a real browser shows: durability, several tabs, the private file system, and the frozen database.
 */
import { assert } from 'chai';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { SealedChange } from '../../src/sync/change.ts';
import { fromBase64url } from '../../src/store/base64.ts';
import { openDatabase } from '../../src/store/database.ts';
import { prepareJournal } from '../../src/store/journal-file.ts';
import { clearJournal, readJournal, readRecords, recordOf } from '../../src/store/journal.ts';
import { openStore } from '../../src/store/open.ts';
import { lockOf } from '../../src/store/sender.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

const made: Sample[] = [];
async function device(surface: 'kiosk' | 'desk'): Promise<Sample> {
  const one = await sample(surface);
  made.push(one);
  return one;
}
afterEach(async () => {
  sessionStorage.clear();
  for (const one of made.splice(0)) await one.close();
});

async function submitLamp({ store }: Sample, name: string) {
  const form = await store.form('lamp');
  assert(form);
  return store.submit(form, { name }, await store.around(form));
}

it('every write is strictly durable', async () => {
  const { transaction } = IDBDatabase.prototype;
  const written: string[] = [];
  IDBDatabase.prototype.transaction = function (...args: Parameters<typeof transaction>) {
    const made = transaction.apply(this, args);
    if (made.mode === 'readwrite') written.push(made.durability);
    return made;
  };
  try {
    const desk = await device('desk');
    assert.isTrue((await desk.store.signIn('lin', pins.lin)).ok);
    assert.isTrue((await submitLamp(desk, '一楼')).ok);
    await desk.store.putBlob(new Uint8Array([1, 2, 3]), 'image/png');
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  assert.isAbove(written.length, 5);
  assert.deepEqual([...new Set(written)], ['strict']);
});

it('a kiosk’s answers and photo lie sealed, and the site’s key opens them', async () => {
  const kiosk = await device('kiosk');
  const form = await kiosk.store.form('visit');
  assert(form);
  const photo = new TextEncoder().encode('made-up face '.repeat(99));
  const face = await kiosk.store.putBlob(photo, 'image/jpeg');
  const saved = await kiosk.store.submit(
    form,
    { name: '钱示例', face: [face] },
    await kiosk.store.around(form),
  );
  assert(saved.ok, JSON.stringify(saved));
  let lying = '';
  for (const table of kiosk.db.tables)
    lying += JSON.stringify(await table.toArray(), (_, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
    );
  assert.notInclude(lying, '钱示例');
  assert.notInclude(lying, 'made-up face');
  assert.equal(await kiosk.db.entries.count(), 0);

  const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const open = async (enc: Uint8Array, text: Uint8Array, aad: string) =>
    new TextDecoder().decode(
      await suite.open({ recipientKey: kiosk.keys.seal, enc }, text, new TextEncoder().encode(aad)),
    );
  const row = await kiosk.db.outbox.toCollection().first();
  const { id, n, sealed } = JSON.parse(row?.bytes ?? '') as SealedChange;
  const [enc, text] = [fromBase64url(sealed.enc), fromBase64url(sealed.text)];
  assert.include(await open(enc, text, `${id}|${n}|dev-kiosk`), '钱示例');
  let refused = false;
  await open(enc, text, `${id}|${n + 1}|dev-kiosk`).catch(() => (refused = true));
  assert.isTrue(refused, 'bound to its number');
  const blob = await kiosk.db.blobs.get(face);
  assert(blob);
  const bytes = blob.bytes;
  assert.equal(
    await open(bytes.slice(0, 65), bytes.slice(65), `blob|${face}|dev-kiosk`),
    new TextDecoder().decode(photo),
  );
});

it('of two tabs one sends', async () => {
  const desk = await device('desk');
  type Tab = Window & { ready?: boolean; sendOnce(database: string): Promise<{ end: string }> };
  const tabs = await Promise.all(
    [1, 2].map(async () => {
      const frame = document.createElement('iframe');
      frame.src = new URL('./frame.html', import.meta.url).href;
      document.body.append(frame);
      await new Promise((loaded) => frame.addEventListener('load', loaded));
      return frame;
    }),
  );
  const ends = await Promise.all(tabs.map((tab) => (tab.contentWindow as Tab).sendOnce(desk.name)));
  // There is no sync server here: the one that has the lock finds out, the other does not try.
  assert.deepEqual(ends.map(({ end }) => end).sort(), ['elsewhere', 'offline']);
  const { held } = await navigator.locks.query();
  assert.isFalse(
    held?.some((lock) => lock.name === lockOf(desk.db)),
    'the lease is short',
  );
  for (const tab of tabs) tab.remove();
});

it('a newer tab may upgrade at once, and this one says so and writes no more', async () => {
  const desk = await device('desk');
  assert.isTrue((await desk.store.signIn('lin', pins.lin)).ok);
  desk.db.close();
  const upgraded = await new Promise<IDBDatabase>((done, failed) => {
    const request = indexedDB.open(desk.name, 1000);
    request.onsuccess = () => done(request.result);
    request.onblocked = () => failed(new Error('blocked'));
  });
  assert(desk.store.health);
  assert.equal(await seen(desk.store.health), 'outdated');
  const refused = await desk.store.note('any', 'text');
  assert(!refused.ok);
  assert.deepEqual(refused.problems, [
    { code: 'not-saved', path: '', params: { why: 'outdated' } },
  ]);
  upgraded.close();
});

it('a reload stays signed in, another device’s session does not count', async () => {
  const desk = await device('desk');
  assert.isTrue((await desk.store.signIn('lin', pins.lin)).ok);
  assert.notInclude(JSON.stringify(sessionStorage), pins.lin);
  const again = await openStore({ database: desk.name });
  assert.equal((await seen(again?.signedIn ?? assert.fail()))?.staff.id, 'lin');
  await again?.signOut();
  again?.close();
  const third = await openStore({ database: desk.name });
  assert.isUndefined(await seen(third?.signedIn ?? assert.fail()));
  third?.close();
});

/** A browser that was restarted has forgotten the session, and the page that was frozen no longer holds its lock. */
async function restarted(database: string): Promise<void> {
  sessionStorage.clear();
  await navigator.locks.request(`${database}-frozen`, { steal: true }, () => undefined);
}

it('a write that fails freezes the database, and what was being saved is in the journal', async () => {
  await prepareJournal();
  await clearJournal();
  const desk = await device('desk');
  assert.isTrue((await desk.store.signIn('lin', pins.lin)).ok);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
    if (this.name === 'entries') throw new DOMException('planted', 'QuotaExceededError');
    return put.apply(this, args);
  };
  let saved;
  try {
    saved = await submitLamp(desk, '磁盘已满');
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert(saved.ok, JSON.stringify(saved));
  assert.equal(await desk.db.outbox.count(), 0);
  assert.equal((await readJournal()).rows.length, 1);
  assert(desk.store.health);
  assert.equal(await seen(desk.store.health), 'disk');
  const refused = await submitLamp(desk, '不能再写');
  assert(!refused.ok);
  assert.deepEqual(refused.problems, [{ code: 'not-saved', path: '', params: { why: 'disk' } }]);

  const reloaded = await openStore({ database: desk.name });
  assert(reloaded?.health);
  assert.equal(await seen(reloaded.health), 'disk', 'a reload is not enough');
  reloaded.close();
  assert.equal((await readJournal()).rows.length, 1);

  await restarted(desk.name);
  const reopened = await openStore({ database: desk.name });
  assert(reopened);
  const there = await seen(reopened.entry(saved.value.id), (listed) => listed !== undefined);
  assert.equal(there?.entry.answers['name'], '磁盘已满');
  assert.isTrue(there?.pending);
  assert.equal((await readJournal()).rows.length, 0);
  reopened.close();
});

it('a torn record ends the journal at the last good one', () => {
  const row = {
    id: 'a',
    n: 1,
    lane: 'l',
    bytes: '{"name":"示例"}',
    hash: 'h',
    at: 't',
    state: 'ready' as const,
  };
  const one = recordOf(row);
  const two = new Uint8Array(one.length * 2);
  two.set(one);
  two.set(one, one.length);
  assert.deepEqual(readRecords(two).rows, [row, row]);
  const torn = readRecords(two.subarray(0, two.length - 3));
  assert.deepEqual([torn.rows.length, torn.length], [1, one.length]);
  two[one.length + 20] = (two[one.length + 20] ?? 0) ^ 1;
  assert.equal(readRecords(two).rows.length, 1);
});

it('watches work from another connection', async () => {
  const desk = await device('desk');
  const other = openDatabase(desk.name);
  const news = seen(desk.store.staff, (list) => list.some(({ id }) => id === 'new'));
  await other.documents.put({
    kind: 'staff',
    id: 'new',
    doc: { id: 'new', name: '新', roles: [], active: true },
  });
  assert.isAbove((await news).length, 2);
  other.close();
});
