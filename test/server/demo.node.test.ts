import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { devices, people, stories } from '../../src/server/demo/data.ts';
import { fill, readLinks } from '../../src/server/demo/fill.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { StaffDocument } from '../../src/sync/documents.ts';
import { openKit } from './kit.ts';
import type { Kit } from './kit.ts';

let kit: Kit;
let said = '';
before(async () => {
  kit = await openKit();
  said = await fill(kit.deps);
});
after(() => kit.close());

it('tells every story through the hub: entries with their stages, actions and promises', async () => {
  const left = kit.lines.filter((line) => line.includes('story-left-out'));
  assert.deepEqual(left, []);
  const desk = await kit.enrol(readLinks(said)[2] ?? '', 'desk');
  const items = await kit.pull(desk, ['work']);
  const entries = items.filter(({ kind }) => kind === 'entry').map(({ doc }) => doc as Entry);
  for (const { procedure, steps } of stories) {
    const stage = steps.at(-1)?.to;
    const found = entries.some(
      (each) => each.procedure === procedure && (!stage || each.stage === stage),
    );
    assert.ok(found, `${procedure} ${stage}`);
  }
  for (const opened of ['action', 'promise'])
    assert.ok(
      entries.some(({ procedure }) => procedure === opened),
      opened,
    );
  const staff = items.filter(({ kind }) => kind === 'staff').map(({ doc }) => doc as StaffDocument);
  assert.equal(staff.length, people.length);
  const roles = new Set(staff.flatMap((each) => each.roles));
  for (const role of ['frontdesk', 'supervisor', 'engineering', 'security', 'cleaning', 'manager'])
    assert.ok(roles.has(role as never), role);
});

it('prints PINs that work and links that make each surface, again and again', async () => {
  const links = readLinks(said);
  assert.equal(links.length, devices.length);
  for (const [index, { surface }] of devices.entries())
    for (let times = 0; times < 2; times++)
      assert.equal((await kit.enrol(links[index] ?? '', 'desk')).surface, surface);
  for (const { name, pin } of people) assert.match(said, new RegExp(`${name}.*${pin}`));
});

it('a second start changes nothing that is there', async () => {
  const [place] = await kit.deps.places.all();
  assert.ok(place);
  const count = async (): Promise<unknown> =>
    kit.deps.database.inSite(place, (tx) =>
      tx
        .selectFrom('change_seen')
        .select((each) => each.fn.countAll().as('n'))
        .executeTakeFirst(),
    );
  const before = await count();
  await fill(kit.deps);
  assert.deepEqual(await count(), before);
  assert.equal((await kit.deps.places.all()).length, 1);
});
