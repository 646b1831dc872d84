import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SiteDocument, StaffDocument } from '../../src/sync/documents.ts';
import { openKit, parcel } from './kit.ts';
import type { Kit, Person, Sent } from './kit.ts';

describe('commands', () => {
  let kit: Kit;
  let clerk: Person;
  let manager: Person;
  before(async () => {
    kit = await openKit();
    await kit.setUp();
    clerk = await kit.hire('示例前台', ['frontdesk'], '222222');
    manager = await kit.hire('示例经理', ['manager'], '333333');
  });
  after(() => kit.close());
  const staff = async (id: string): Promise<StaffDocument | undefined> =>
    (await kit.pull(kit.desk, ['work'])).find((item) => item.id === id)?.doc as StaffDocument;
  const send = (name: string, sent: Sent): Promise<string> =>
    kit.refusal('POST', `/api/command/${name}`, { token: kit.desk.token, ...sent });

  it('need a supervisor or manager, signed in now, on this device', async () => {
    const body = { surface: 'tablet', name: '示例' };
    const by = (person: Person, device = kit.desk, more = {}) => kit.author(person, device, more);
    const kiosk = await kit.device('kiosk');
    const over = { from: kit.iso(-7_200_000), until: kit.iso(-600_000) };
    assert.equal(await send('enrol-code', { body }), '403 not-signed-in');
    assert.equal(await send('enrol-code', { body, author: await by(clerk) }), '403 wrong-role');
    assert.equal(
      await send('enrol-code', { body, author: await by(manager, kiosk) }),
      '403 bad-proof',
    );
    assert.equal(
      await send('enrol-code', { body, author: await by(manager, kit.desk, over) }),
      '403 session-over',
    );
    assert.equal(
      await send('enrol-code', { body, author: await by(manager, kiosk), token: kiosk.token }),
      '403 staff-at-kiosk',
    );
    assert.equal(await send('enrol-code', { body, author: await by(manager) }), '200 no problem');
    assert.equal(await send('launch', { body, author: await by(manager) }), '404 not-found');
    assert.equal(
      await send('enrol-code', {
        body: { surface: 'phone', name: 'x' },
        author: await by(manager),
      }),
      '400 malformed',
    );
  });

  it('save-staff gives a new person a random PIN once, and devices only a verifier', async () => {
    const made = await kit.command<{ id: string; pin: string }>('save-staff', {
      name: '示例新人',
      roles: ['security'],
      dept: 'security',
      active: true,
    });
    assert.match(made.pin, /^\d{6}$/);
    const person = { id: made.id, name: '示例新人', pin: made.pin };
    const key = await kit.key(person);
    const doc = await staff(made.id);
    assert.deepEqual([doc?.roles, doc?.dept, doc?.active], [['security'], 'security', true]);
    assert.ok(!JSON.stringify(doc).includes(key.toString('base64url')));
    assert.ok(!JSON.stringify(doc).includes(key.toString('hex')));
    const before = doc?.pin;
    const edit = { id: made.id, name: '示例改名', roles: ['security', 'cleaning'], active: true };
    assert.deepEqual(await kit.command('save-staff', edit), { id: made.id });
    assert.deepEqual((await staff(made.id))?.pin, before, 'the PIN stays');
    assert.deepEqual((await staff(made.id))?.roles, ['security', 'cleaning']);
    const renewed = await kit.command<{ pin: string }>('save-staff', { ...edit, newPin: true });
    assert.match(renewed.pin, /^\d{6}$/);
    assert.notDeepEqual((await staff(made.id))?.pin, before);
    await kit.command('save-staff', { ...edit, active: false });
    assert.equal((await staff(made.id))?.pin, undefined, 'who left has no PIN on any device');
  });

  it('the last who can command cannot be taken away', async () => {
    const author = await kit.author(kit.supervisor, kit.desk);
    const demote = (person: Person) => ({
      id: person.id,
      name: person.name,
      roles: ['frontdesk'],
      active: true,
    });
    assert.equal(await send('save-staff', { body: demote(manager), author }), '200 no problem');
    assert.equal(
      await send('save-staff', { body: demote(kit.supervisor), author }),
      '422 last-supervisor',
    );
    assert.equal(
      await send('save-staff', { body: { ...demote(clerk), id: 'nobody' }, author }),
      '404 not-found',
    );
  });

  it('save-site changes what it names and reaches every device', async () => {
    const kiosk = await kit.device('kiosk');
    await kit.command('save-site', { phone: '000-1234', settings: { idCheck: true } });
    const items = await kit.pull(kiosk, ['public']);
    const doc = items.find(({ kind }) => kind === 'site')?.doc as SiteDocument;
    assert.equal(doc.phone, '000-1234');
    assert.equal(doc.settings['idCheck'], true);
    assert.equal(doc.name, '示例花园');
    assert.ok(doc.departments.length > 3, 'what is not named stays');
    const author = await kit.author(kit.supervisor, kit.desk);
    assert.equal(await send('save-site', { body: { id: 'other' }, author }), '400 malformed');
  });

  it('publish-procedure checks, never changes a version, and moves on', async () => {
    const author = await kit.author(kit.supervisor, kit.desk);
    const text = (procedure: object): Sent => ({
      body: { text: JSON.stringify(procedure) },
      author,
    });
    assert.equal(
      await send('publish-procedure', text({ format: 2 })).then((said) => said.slice(0, 3)),
      '422',
    );
    const broken = structuredClone(parcel('1.1.0'));
    Object.assign(broken.sections[0]?.items[0] ?? {}, { show: 'nosuch == 1' });
    assert.equal((await send('publish-procedure', text(broken))).slice(0, 3), '422');
    const other = { ...parcel('1.0.0'), code: 'T02' };
    assert.equal(await send('publish-procedure', text(other)), '422 version-not-newer');
    assert.equal(
      await send('publish-procedure', text(parcel('1.0.0'))),
      '200 no problem',
      'the same again',
    );
    assert.equal(await send('publish-procedure', text(parcel('1.10.0'))), '200 no problem');
    assert.equal(await send('publish-procedure', text(parcel('1.9.0'))), '422 version-not-newer');
    const tablet = await kit.device('tablet');
    const versions = (await kit.pull(tablet, ['public']))
      .map(({ doc }) => doc as { procedure?: { id: string; version: string }; current: boolean })
      .filter(({ procedure }) => procedure?.id === 'testparcel')
      .map(({ procedure, current }) => `${procedure?.version} ${current}`);
    assert.deepEqual(versions, ['1.0.0 false', '1.10.0 true'], 'old entries keep their version');
  });

  it('are written down, without names', async () => {
    const [place] = await kit.deps.places.all();
    assert.ok(place);
    const rows = await kit.deps.database.inSite(place, (tx) =>
      tx.selectFrom('command').selectAll().execute(),
    );
    assert.ok(
      rows.some(({ name, staff: by }) => name === 'save-staff' && by === kit.supervisor.id),
    );
    assert.ok(!JSON.stringify(rows).includes('示例'));
  });
});
