import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { createHmac, pbkdf2Sync } from 'node:crypto';
import { test } from 'node:test';
import { signatureText } from '../../src/form/answers.ts';
import { sessionText } from '../../src/sync/change.ts';
import type { Change } from '../../src/sync/change.ts';
import { openStore } from '../../src/store/open.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

/** Moves the device's clock on by changing what it learned of the server's. */
async function later(device: Sample, ms: number): Promise<void> {
  const offset = (await device.db.meta.get('offset'))?.value as number;
  await device.db.meta.put({ key: 'offset', value: offset + ms });
  await new Promise((done) => setTimeout(done, 50));
}

async function tryPin(device: Sample, pin: string): Promise<string> {
  const answer = await device.store.signIn('lin', pin);
  if (answer.ok) return 'ok';
  const [problem] = answer.problems;
  return problem?.code === 'locked'
    ? `locked ${problem.params?.['seconds']}`
    : (problem?.code ?? '');
}

test('five wrong PINs wait 30 s, ten lock until the server was reached; a reload gives nothing back', async (t) => {
  const device = await sample('desk');
  t.after(() => device.close());
  for (let n = 1; n < 5; n++) assert.equal(await tryPin(device, '000000'), 'wrong-pin');
  assert.equal(await tryPin(device, '000000'), 'locked 30');
  assert.match(await tryPin(device, pins.lin), /^locked (30|29)$/);
  const reopened = await openStore({ database: device.name });
  const again = await reopened?.signIn('lin', pins.lin);
  assert.equal(again?.ok, false);
  reopened?.close();
  for (let n = 6; n < 10; n++) {
    await later(device, 31_000);
    assert.equal(await tryPin(device, '000000'), 'locked 30');
  }
  await later(device, 31_000);
  assert.equal(await tryPin(device, '000000'), 'locked 900');
  await later(device, 3_600_000);
  assert.match(await tryPin(device, pins.lin), /^locked/, 'time alone does not open it');
  await device.db.meta.put({ key: 'lastPull', value: Date.parse(device.store.now()) });
  assert.equal(await tryPin(device, pins.lin), 'ok');
});

test('a right PIN starts the count over, and another person is not counted', async (t) => {
  const device = await sample('desk');
  t.after(() => device.close());
  for (let n = 1; n < 5; n++) assert.equal(await tryPin(device, '000000'), 'wrong-pin');
  assert.ok((await device.store.signIn('wu', pins.wu)).ok);
  assert.equal(await tryPin(device, pins.lin), 'ok');
  for (let n = 1; n < 5; n++) assert.equal(await tryPin(device, '000000'), 'wrong-pin');
});

test('proofs are what the server computes from the PIN key, and the key is nowhere on the device', async (t) => {
  const device = await sample('desk');
  t.after(() => device.close());
  const key = pbkdf2Sync(
    pins.lin,
    Buffer.from('c2FsdC1zYWx0LXNhbHQ', 'base64url'),
    1000,
    32,
    'sha256',
  );
  const hmac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  assert.ok((await device.store.signIn('lin', pins.lin)).ok);
  const form = await device.store.form('lamp');
  assert.ok(form);
  const saved = await device.store.submit(form, { name: '一楼' }, await device.store.around(form));
  assert.ok(saved.ok);
  const { author } = JSON.parse((await device.db.outbox.toArray())[0]?.bytes ?? '') as Change;
  assert.ok(author);
  assert.equal(author.proof, hmac(sessionText('dev-desk', author)));
  const signed = await device.store.sign(saved.value.id, 'sign', 'wu', pins.lin);
  assert.ok(!signed.ok && signed.problems[0]?.code === 'wrong-pin', 'nobody signs for another');
  const own = await device.store.sign(saved.value.id, 'sign', 'lin', pins.lin);
  assert.ok(own.ok);
  assert.equal(own.value.proof, hmac(signatureText(saved.value.id, 'sign', own.value)));
  let kept = '';
  for (const table of device.db.tables) kept += JSON.stringify(await table.toArray());
  for (const form of ['hex', 'base64', 'base64url'] as const)
    assert.ok(!kept.includes(key.toString(form)));
});

test('three days without the server end what a PIN can do', async (t) => {
  const device = await sample('desk');
  t.after(() => device.close());
  await later(device, 72 * 3_600_000 + 60_000);
  assert.equal(await tryPin(device, pins.lin), 'stale-pin');
});

test('a session ends when the person is no longer active', async (t) => {
  const device = await sample('desk');
  t.after(() => device.close());
  assert.equal(await tryPin(device, pins.lin), 'ok');
  await seen(device.store.signedIn, (signedIn) => signedIn !== undefined);
  const row = await device.db.documents.get(['staff', 'lin']);
  assert.ok(row);
  await device.db.documents.put({ ...row, doc: { ...(row.doc as object), active: false } });
  await seen(device.store.signedIn, (signedIn) => signedIn === undefined);
});
