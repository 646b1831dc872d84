import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SharedFilling } from '../../src/ui/tablet/shared-filling.ts';
import { pins, sample, seen } from './sample.ts';
import type { Sample } from './sample.ts';

let desk: Sample;
before(async () => {
  desk = await sample('desk');
  const signedIn = await desk.store.signIn('lin', pins.lin);
  assert.ok(signedIn.ok, JSON.stringify(signedIn));
});
after(() => desk.close());

async function opened() {
  const form = await desk.store.form('lamp');
  assert.ok(form);
  const { store } = desk;
  const made = await store.submit(form, { name: '一楼大堂' }, await store.around(form));
  assert.ok(made.ok, JSON.stringify(made));
  const { id } = made.value;
  const now = async () => {
    const listed = await seen(store.entry(id), (one) => one !== undefined);
    assert.ok(listed);
    return listed;
  };
  const listener = {
    told: (problems: readonly unknown[]) => assert.deepEqual(problems, []),
    reopened: () => undefined,
  };
  return { id, now, filling: await SharedFilling.open(store, await now(), listener) };
}

test('a look from before what was saved takes nothing away that was touched', async () => {
  const { filling, now } = await opened();
  const before = await now();
  filling.session.answer('light', 'pass');
  await filling.save();
  filling.meet(before);
  assert.equal(filling.session.answers['light'], 'pass');
  filling.session.answer('detail', '换过灯泡');
  await filling.save();
  filling.meet(await now());
  assert.equal(filling.session.answers['light'], 'pass');
  assert.equal(filling.session.answers['detail'], '换过灯泡');
  filling.close();
});

test('what others set is taken in, also after a look from before', async () => {
  const { filling, id, now } = await opened();
  const before = await now();
  filling.session.answer('light', 'pass');
  await filling.save();
  assert.ok((await desk.store.patch(id, { detail: '换过灯泡' })).ok);
  filling.meet(before);
  filling.meet(await now());
  assert.equal(filling.session.answers['light'], 'pass');
  assert.equal(filling.session.answers['detail'], '换过灯泡');
  filling.close();
});

test('what was saved and then refused goes from the screen in the end', async () => {
  const { filling, now } = await opened();
  const before = await now();
  filling.session.answer('light', 'pass');
  await filling.save();
  filling.meet(before);
  while (filling.session.get('light')?.value !== undefined)
    await new Promise((later) => setTimeout(later, 50));
  filling.close();
});
