import assert from 'node:assert/strict';
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Entry } from '../../src/form/entry.ts';
import { canonicalJson, hashOf } from '../../src/spec/json.ts';
import type { Change } from '../../src/sync/change.ts';
import { receiptText } from '../../src/sync/protocol.ts';
import type { PushReply } from '../../src/sync/protocol.ts';
import { clock, openKit } from './kit.ts';
import type { Device, Kit, Person } from './kit.ts';

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** As a kiosk seals. */
async function seal(kit: Kit, change: Change, aad = `${change.id}|${change.n}|${change.device}`) {
  const { id, key } = kit.deps.keys.seal;
  const recipientPublicKey = await suite.kem.deserializePublicKey(Buffer.from(key, 'base64url'));
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const { enc, ct } = await suite.seal(
    { recipientPublicKey },
    utf8(canonicalJson(change)),
    utf8(aad),
  );
  const text = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url');
  const sealed = { suite: 'p256-sha256-aes256gcm', key: id, enc: text(enc), text: text(ct) };
  return { id: change.id, n: change.n, sealed };
}

const verdicts = (reply: PushReply): string[] =>
  reply.results.map(({ outcome, problems }) =>
    [outcome, ...(problems ?? []).map((p) => p.code)].join(' '),
  );

describe('pushing', () => {
  let kit: Kit;
  let tablet: Device;
  let kiosk: Device;
  let clerk: Person;

  before(async () => {
    kit = await openKit();
    await kit.setUp();
    tablet = await kit.device('tablet');
    kiosk = await kit.device('kiosk');
    clerk = await kit.hire('示例前台', ['frontdesk'], '222222');
  });
  after(() => kit.close());

  it('a change comes back to every desk, once, with a receipt of its bytes', async () => {
    const change = kit.create(tablet, await kit.author(clerk, tablet));
    const reply = await kit.push(tablet, [change]);
    const again = await kit.push(tablet, [change]);
    assert.deepEqual([...verdicts(reply), ...verdicts(again)], ['applied', 'duplicate']);
    assert.equal(reply.results[0]?.hash, hashOf(canonicalJson(change)));
    assert.equal(again.results[0]?.seq, reply.results[0]?.seq);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: kit.deps.keys.receipts },
      format: 'jwk',
    });
    const signature = Buffer.from(reply.signature, 'base64url');
    assert.ok(verify(null, Buffer.from(receiptText(reply)), key, signature));
    const found = (await kit.pull(kit.desk, ['work'])).filter(({ id }) => id === change.entry);
    assert.equal(found.length, 1);
    const entry = found[0]?.doc as Entry;
    assert.equal(entry.answers['name'], '示例包裹');
    assert.equal(entry.by, clerk.id);
  });

  it('what a kiosk sealed is opened and stored; its receipt is for the sealed bytes', async () => {
    const change = kit.create(kiosk, null);
    const sealed = await seal(kit, change);
    const reply = await kit.push(kiosk, [sealed]);
    assert.deepEqual(verdicts(reply), ['applied']);
    assert.equal(reply.results[0]?.hash, hashOf(canonicalJson(sealed)));
    const moved = kit.create(kiosk, null);
    const other = await seal(kit, moved, `${moved.id}|${moved.n}|${tablet.id}`);
    assert.deepEqual(verdicts(await kit.push(kiosk, [other])), ['rejected wrong-seal']);
  });

  it('a bad change stops no other', async () => {
    const author = await kit.author(clerk, tablet);
    const good = kit.create(tablet, author);
    const bad = { ...kit.create(tablet, author), kind: 'steal' };
    const last = kit.create(tablet, author);
    const reply = await kit.push(tablet, [good, bad, last]);
    assert.deepEqual(verdicts(reply), ['applied', 'rejected malformed', 'applied']);
  });

  it('an author needs the PIN, the device, and the time of the session', async () => {
    const author = await kit.author(clerk, tablet);
    const late = await kit.author(clerk, tablet, {
      from: kit.iso(-7_200_000),
      until: kit.iso(-3_600_000),
    });
    const endless = await kit.author(clerk, tablet, { until: kit.iso(48 * 3_600_000) });
    const wrong = [
      null,
      { ...author, proof: 'A'.repeat(43) },
      { ...author, until: kit.iso(7_200_000) },
      await kit.author(clerk, kit.desk),
      late,
      endless,
    ];
    const reply = await kit.push(
      tablet,
      wrong.map((each) => kit.create(tablet, each)),
    );
    assert.deepEqual(verdicts(reply), [
      'rejected not-signed-in',
      'rejected bad-proof',
      'rejected bad-proof',
      'rejected bad-proof',
      'rejected session-over',
      'rejected session-over',
    ]);
    assert.deepEqual(
      verdicts(await kit.push(kiosk, [kit.create(kiosk, await kit.author(clerk, kiosk))])),
      ['rejected staff-at-kiosk'],
    );
  });

  it('a signature counts for its person, entry and path only', async () => {
    const author = await kit.author(clerk, tablet);
    const signedBy = (signed: unknown, entry: string): Change =>
      kit.create(tablet, author, {
        entry,
        set: { name: '示例', keeper: clerk.id, signed: signed as never },
      });
    const [a, b] = [randomUUID(), randomUUID()];
    const good = await kit.sign(clerk, a, 'signed');
    const forged = [
      { ...(await kit.sign(kit.supervisor, b, 'signed')), by: clerk.id },
      good,
      await kit.sign(clerk, b, 'name'),
      { ...(await kit.sign(clerk, b, 'signed')), at: kit.iso(-5000) },
      { ...(await kit.sign(clerk, b, 'signed')), name: '别人' },
      { ...good, proof: undefined },
    ];
    const reply = await kit.push(tablet, [
      signedBy(good, a),
      ...forged.map((signed) => signedBy(signed, b)),
    ]);
    assert.deepEqual(verdicts(reply), ['applied', ...forged.map(() => 'rejected bad-signature')]);
  });

  it('somebody who left signs nothing more, but what they did before still arrives', async () => {
    const leaver = await kit.hire('示例离职', ['frontdesk'], '333333');
    const before = kit.create(tablet, await kit.author(leaver, tablet));
    await new Promise((done) => setTimeout(done, 5));
    await kit.command('save-staff', {
      id: leaver.id,
      name: leaver.name,
      roles: ['frontdesk'],
      active: false,
    });
    const after = kit.create(tablet, await kit.author(leaver, tablet));
    assert.deepEqual(verdicts(await kit.push(tablet, [before, after])), [
      'applied',
      'rejected inactive-staff',
    ]);
  });

  it('a new PIN takes over; the old one counts for three days more', async () => {
    const person = await kit.hire('示例换码', ['frontdesk'], '444444');
    await kit.key(person);
    await kit.command('save-staff', {
      id: person.id,
      name: person.name,
      roles: ['frontdesk'],
      active: true,
      pin: '555555',
    });
    const fresh = await kit.author({ ...person, pin: '555555' }, tablet);
    const old = await kit.author(person, tablet);
    assert.deepEqual(
      verdicts(await kit.push(tablet, [kit.create(tablet, fresh), kit.create(tablet, old)])),
      ['applied', 'applied'],
    );
    clock.ahead = 4 * 86_400_000;
    try {
      const stale = kit.create(tablet, await kit.author(person, tablet));
      assert.deepEqual(verdicts(await kit.push(tablet, [stale])), ['rejected bad-proof']);
    } finally {
      clock.ahead = 0;
    }
  });

  it('a revoked device delivers what it had, and nothing newer', async () => {
    const lost = await kit.device('tablet');
    const had = kit.create(lost, await kit.author(clerk, lost));
    await new Promise((done) => setTimeout(done, 5));
    await kit.command('revoke-device', { id: lost.id });
    const newer = kit.create(lost, await kit.author(clerk, lost));
    assert.deepEqual(verdicts(await kit.push(lost, [had, newer])), ['applied', 'rejected revoked']);
    const pull = { protocol: 1, device: lost.id, scopes: [{ id: 'public', epoch: 0, after: 0 }] };
    const { token } = lost;
    assert.equal(await kit.refusal('POST', '/api/sync/pull', { body: pull, token }), '403 revoked');
    assert.equal(await kit.refusal('GET', '/api/live', { token }), '403 revoked');
    assert.equal(
      await kit.refusal('GET', `/api/blobs/${'a'.repeat(64)}`, { token }),
      '403 revoked',
    );
  });

  it('changes of another device, another protocol, and a flood are refused', async () => {
    const { token } = tablet;
    const body = { protocol: 1, batch: 'b', device: kiosk.id, changes: [] };
    const send = (more: object, by = token): Promise<string> =>
      kit.refusal('POST', '/api/sync/push', { body: { ...body, ...more }, token: by });
    assert.equal(await send({}), '403 wrong-device');
    assert.equal(await send({ protocol: 2 }), '503 not-yet');
    assert.equal(await send({ protocol: -2 }), '426 upgrade-needed');
    assert.equal(await send({ changes: Array.from({ length: 501 }, () => 1) }), '400 malformed');
    const flood = { device: kiosk.id, changes: Array.from({ length: 290 }, () => ({})) };
    const once = await kit.request('POST', '/api/sync/push', {
      body: { ...body, ...flood },
      token: kiosk.token,
    });
    assert.equal(once.status, 200);
    const refused = await kit.request('POST', '/api/sync/push', {
      body: { ...body, ...flood },
      token: kiosk.token,
    });
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 60);
    const own = kit.create(tablet, await kit.author(clerk, tablet));
    assert.deepEqual(verdicts(await kit.push(tablet, [own])), ['applied'], 'others are not slowed');
  });
});
