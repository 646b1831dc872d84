import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashOf } from '../../src/spec/json.ts';
import type { Entry } from '../../src/form/entry.ts';
import { openDatabase } from '../../src/store/database.ts';
import { Api } from '../../src/store/api.ts';
import { enrol } from '../../src/store/enrol.ts';
import { identityOf } from '../../src/store/identity.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { cycle, lockOf } from '../../src/store/sender.ts';
import { sealBlob } from '../../src/store/seal.ts';
import { transportOver } from '../../src/store/transport.ts';
import { Site } from '../e2e/site.ts';
import { seen } from './sample.ts';

let site: Site;
const opened: OpenStore[] = [];
before(async () => {
  site = await Site.open();
  await site.hire('lin', '林示例', ['frontdesk'], '246810');
});
after(async () => {
  for (const store of opened) store.close();
  await site.close();
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

let count = 0;
async function device(
  surface: 'kiosk' | 'desk',
  every = 300,
): Promise<{ store: OpenStore; database: string }> {
  const database = `${surface}-${process.pid}-${count++}`;
  const code = await site.enrolCode(surface, surface);
  const enrolled = await enrol(code, surface, surface, { base: site.url, database });
  assert.ok(enrolled.ok, JSON.stringify(enrolled));
  const store = await openStore({ database, base: site.url, every });
  assert.ok(store);
  opened.push(store);
  return { store, database };
}

async function signIn(store: OpenStore): Promise<void> {
  const lin = site.staff.get('lin');
  assert.ok(lin);
  await seen(store.staff, (list) => list.some(({ id }) => id === lin.id));
  const done = await store.signIn(lin.id, lin.pin);
  assert.ok(done.ok, JSON.stringify(done));
}

async function writeTask(store: OpenStore, what: string): Promise<Entry> {
  const form = await store.form('task');
  assert.ok(form);
  const around = await store.around(form);
  const { departments } = (await seen(store.site, (document) => document !== undefined)) ?? {};
  const answers = {
    what,
    kind: 'other',
    lead: departments?.[0]?.id ?? '',
    due: '2027-01-31T09:00:00Z',
  };
  const saved = await store.submit(form, answers, around);
  assert.ok(saved.ok, JSON.stringify(saved));
  return saved.value;
}

const drained = (store: OpenStore) =>
  seen(store.sync, ({ waiting, state }) => waiting === 0 && (state === 'idle' || state === 'busy'));

/** Everything that lies in a database, as one text. */
async function contents(database: string): Promise<string> {
  const db = openDatabase(database);
  let text = '';
  const latin = new TextDecoder('latin1');
  for (const table of db.tables)
    text += JSON.stringify(await table.toArray(), (_, value: unknown) =>
      value instanceof Uint8Array ? latin.decode(value) : value,
    );
  db.close();
  return text;
}

test('a desk pulls, saves, sends, and another desk sees it', async () => {
  const a = await device('desk');
  a.store.start();
  await signIn(a.store);
  const entry = await writeTask(a.store, '更换前台打印纸');
  await drained(a.store);
  const b = await device('desk');
  b.store.start();
  const there = await seen(b.store.entry(entry.id), (listed) => listed !== undefined);
  assert.equal(there?.pending, false);
  assert.equal(there?.entry.rev, 1);
  assert.equal(there?.entry.number, entry.number);
});

test('a photo arrives whole, however many parts it takes', async () => {
  const a = await device('desk');
  a.store.start();
  await signIn(a.store);
  const photo = new Uint8Array(1_300_000);
  for (let at = 0; at < photo.length; at += 65_536)
    crypto.getRandomValues(photo.subarray(at, at + 65_536));
  photo.set([0xff, 0xd8, 0xff]);
  const sha = await a.store.putBlob(photo, 'image/jpeg');
  const entry = await writeTask(a.store, '带照片');
  assert.ok((await a.store.patch(entry.id, { photos: [sha] })).ok);
  await drained(a.store);
  const db = openDatabase(a.database);
  for (let tries = 0; (await db.blobs.get(sha))?.state !== 'sent' && tries < 100; tries++)
    await pause(50);
  assert.equal((await db.blobs.get(sha))?.state, 'sent');
  db.close();
  const b = await device('desk');
  const url = await b.store.blobUrl(sha);
  assert.ok(url);
  assert.deepEqual(new Uint8Array(await (await fetch(url)).arrayBuffer()), photo);
  URL.revokeObjectURL(url);
});

test('a kiosk seals what is typed before it is written, and afterwards keeps nothing that it could read', async () => {
  const kiosk = await device('kiosk', 3_600_000);
  const first = openDatabase(kiosk.database);
  await cycle({ db: first, base: site.url });
  first.close();
  const form = await kiosk.store.form('visitor');
  assert.ok(form);
  const around = await kiosk.store.around(form);
  const answers = {
    visitType: 'friend',
    name: '钱示例',
    phone: '13800000000',
    room: '1-1-0101',
    consent: true,
  };
  const draft = {
    id: kiosk.store.newId(),
    procedure: 'visitor',
    version: '',
    answers,
    around,
    touched: around.now,
  };
  await kiosk.store.saveDraft(draft);
  assert.deepEqual(await seen(kiosk.store.drafts), [draft]);
  const saved = await kiosk.store.submit(form, answers, around, { draft: draft.id });
  assert.ok(saved.ok, JSON.stringify(saved));
  assert.deepEqual(await seen(kiosk.store.drafts), []);
  const lying = await contents(kiosk.database);
  assert.ok(lying.includes(saved.value.id), 'the change is there');
  for (const typed of ['钱示例', '13800000000', '1-1-0101'])
    assert.ok(!lying.includes(typed), `${typed} lies on the disk`);
  kiosk.store.start();
  await drained(kiosk.store);
  const db = openDatabase(kiosk.database);
  assert.deepEqual([await db.blobs.count(), await db.entries.count()], [0, 0]);
  const [kept, ...others] = await db.outbox.toArray();
  assert.equal(others.length, 0);
  assert.equal(kept?.state, 'acked', 'sealed, for a server that is restored from a backup');
  const desk = await device('desk');
  desk.store.start();
  const there = await seen(desk.store.entry(saved.value.id), (listed) => listed !== undefined);
  assert.equal(there?.entry.answers['name'], '钱示例');
  assert.equal(there?.entry.number, saved.value.number);

  const identity = await identityOf(db);
  db.close();
  assert.ok(identity);
  const photo = crypto.getRandomValues(new Uint8Array(60_000));
  const sha = hashOf(photo);
  const sealed = await sealBlob(identity.keys.seal, photo, sha, identity.device.id);
  const transport = transportOver(new Api({ token: identity.token, base: site.url }));
  assert.deepEqual(await transport.blob(sha, sealed, true), { ok: true, value: null });
  assert.deepEqual(
    await transport.blob(sha, sealed, true),
    { ok: true, value: null },
    'it is there already',
  );
  const url = await desk.store.blobUrl(sha);
  assert.ok(url, 'the server has opened the photo');
  assert.deepEqual(new Uint8Array(await (await fetch(url)).arrayBuffer()), photo);
});

test('the timer alone brings everything over once the server is back', async (t) => {
  const { fetch } = globalThis;
  t.after(() => void (globalThis.fetch = fetch));
  // No hints: nothing but the timer can wake the sender after the save.
  globalThis.fetch = (input, init) =>
    String(input).endsWith('/api/live') ? Promise.reject(new TypeError('cut')) : fetch(input, init);
  const a = await device('desk');
  a.store.start();
  await signIn(a.store);
  await drained(a.store);
  await site.kill();
  const entry = await writeTask(a.store, '断网时写的');
  await seen(a.store.sync, ({ waiting, state }) => waiting === 1 && state === 'offline');
  await pause(1000);
  await site.start();
  await drained(a.store);
  const b = await device('desk');
  b.store.start();
  assert.ok(await seen(b.store.entry(entry.id), (listed) => listed !== undefined));
});

test('of two senders one sends, and a lock that was left behind is taken', async () => {
  const { database } = await device('desk');
  const [one, two] = [openDatabase(database), openDatabase(database)];
  const ends = await Promise.all([
    cycle({ db: one, base: site.url }),
    cycle({ db: two, base: site.url }),
  ]);
  assert.deepEqual(ends.map(({ end }) => end).toSorted(), ['elsewhere', 'ok']);
  let stolen = false;
  const sleeper = navigator.locks
    .request(lockOf(one), () => new Promise(() => undefined))
    .catch(() => (stolen = true));
  await one.meta.put({ key: 'lease', value: Date.now() - 30_000 });
  assert.equal((await cycle({ db: two, base: site.url })).end, 'elsewhere');
  await one.meta.put({ key: 'lease', value: Date.now() - 61_000 });
  assert.equal((await cycle({ db: two, base: site.url })).end, 'ok');
  await sleeper;
  assert.ok(stolen);
  one.close();
  two.close();
});

test('a wrong enrolment code and a missing server are problems', async () => {
  const wrong = await enrol('nonsense', 'desk', '电脑', { base: site.url, database: 'none' });
  assert.ok(!wrong.ok && wrong.problems[0]?.code === 'bad-code', JSON.stringify(wrong));
  const nowhere = await enrol('nonsense', 'desk', '电脑', {
    base: 'http://127.0.0.1:9',
    database: 'none',
  });
  assert.ok(!nowhere.ok && nowhere.problems[0]?.code === 'offline');
});

test('a command goes out in the name of whoever is signed in', async () => {
  const { store } = await device('desk');
  store.start();
  const none = await store.command('enrol-code', { surface: 'kiosk', name: '自助机' });
  assert.ok(!none.ok && none.problems[0]?.code === 'signed-out');
  await signIn(store);
  const refused = await store.command('enrol-code', { surface: 'kiosk', name: '自助机' });
  assert.ok(!refused.ok && refused.problems[0]?.code === 'wrong-role', JSON.stringify(refused));
});
