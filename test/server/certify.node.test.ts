import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { certifyReply } from '../../src/sync/protocol.ts';
import { readCertificate, siteTag } from '../../src/sync/pass-certificate.ts';
import { openKit } from './kit.ts';
import type { Kit } from './kit.ts';

let kit: Kit;
before(async () => {
  kit = await openKit();
  await kit.setUp();
});
after(() => kit.close());

const newKey = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
const bytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text, 'base64url'));

test('a desk gets a certificate for its key, signed by the key of its site', async () => {
  const key = newKey();
  const { desk } = kit;
  const reply = certifyReply.parse(
    await kit.post('/api/certify', { body: { key }, token: desk.token }),
  );
  const certificate = readCertificate(bytes(reply.certificate));
  assert.ok(certificate);
  assert.equal(certificate.device, desk.id);
  assert.equal(certificate.surface, 'desk');
  assert.deepEqual(certificate.key, bytes(key));
  assert.deepEqual(certificate.site, siteTag(bytes(reply.site)));
  const site = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: reply.site },
    format: 'jwk',
  });
  assert.ok(verify(null, certificate.covered, site, certificate.signature));
  const other = Uint8Array.from(certificate.covered, (byte, at) => (at === 40 ? byte ^ 1 : byte));
  assert.ok(!verify(null, other, site, certificate.signature));

  // The tablet of the same site learns the same keys, and has its own certificate.
  const tablet = await kit.device('tablet');
  const again = certifyReply.parse(
    await kit.post('/api/certify', { body: { key: newKey() }, token: tablet.token }),
  );
  assert.deepEqual([again.site, again.secret], [reply.site, reply.secret]);
  assert.equal(readCertificate(bytes(again.certificate))?.device, tablet.id);
});

test('each site has keys of its own, which do not tell the server’s', () => {
  const [one, other] = [kit.deps.keys.passes('a'), kit.deps.keys.passes('b')];
  const all = [one.key, other.key, one.secret, other.secret].map((each) =>
    Buffer.from(each).toString('base64url'),
  );
  assert.equal(new Set([...all, kit.deps.keys.receipts]).size, 5);
});

test('a kiosk gets none, nor does somebody without a token or a key', async () => {
  const kiosk = await kit.device('kiosk');
  const body = { key: newKey() };
  const ask = (sent: object): Promise<string> => kit.refusal('POST', '/api/certify', sent);
  assert.equal(await ask({ body, token: kiosk.token }), '403 wrong-surface');
  assert.equal(await ask({ body }), '401 unauthorised');
  assert.equal(await ask({ body: { key: 'short' }, token: kit.desk.token }), '400 malformed');
});
