import assert from 'node:assert/strict';
import 'fake-indexeddb/auto';
import { after, before, it } from 'node:test';
import { Api } from '../../src/store/api.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { Site } from '../e2e/site.ts';
import { seen } from '../store/sample.ts';

let site: Site;
let store: OpenStore;
let kiosk: OpenStore;
before(async () => {
  site = await Site.open();
  const lin = await site.hire('lin', '林示例', ['frontdesk'], '246810');
  const open = async (surface: 'desk' | 'kiosk') => {
    const database = `statistics-${surface}`;
    const code = await site.enrolCode(surface, surface);
    assert.ok((await enrol(code, surface, surface, { base: site.url, database })).ok);
    const opened = await openStore({ database, base: site.url, every: 300 });
    assert.ok(opened);
    opened.start();
    return opened;
  };
  store = await open('desk');
  kiosk = await open('kiosk');
  await seen(store.staff, (list) => list.some(({ id }) => id === lin.id));
  assert.ok((await store.signIn(lin.id, lin.pin)).ok);
});
after(async () => {
  store.close();
  kiosk.close();
  await site.close();
});

it('the server counts what desks have sent, with the rows behind a number, and only for desks', async () => {
  const form = await store.form('contact');
  assert.ok(form);
  for (const [contactKind, rings] of [
    ['call', 'one'],
    ['call', 'more'],
    ['visit', undefined],
  ] as const) {
    const saved = await store.submit(
      form,
      {
        outsider: true,
        caller: '示例人',
        verbatim: '问路',
        contactKind,
        ...(rings && { rings }),
        at: store.now(),
      },
      await store.around(form),
    );
    assert.ok(saved.ok, JSON.stringify(saved));
  }
  await seen(store.sync, ({ waiting, state }) => waiting === 0 && state === 'idle');
  const period = {
    from: new Date(Date.parse(store.now()) - 86_400_000).toISOString(),
    to: new Date(Date.parse(store.now()) + 60_000).toISOString(),
  };
  const asked = await store.statistics({
    ...period,
    by: 'surface',
    rows: { measure: 'threeRings' },
  });
  assert.ok(asked.ok, JSON.stringify(asked));
  const found = new Map(asked.value.measures.map((each) => [each.id, each]));
  assert.deepEqual(found.get('contacts'), {
    id: 'contacts',
    total: { of: 3, part: 0 },
    groups: { desk: { of: 3, part: 0 } },
  });
  assert.deepEqual(found.get('threeRings')?.total, { of: 2, part: 1 });
  assert.deepEqual(asked.value.rows?.map(({ part }) => part).toSorted(), [0, 1]);
  assert.equal(asked.value.more, 0);
  const other = await store.statistics({ ...period, from: period.to, by: 'site' });
  assert.equal(other.ok && other.value.measures.every(({ total }) => total.of === 0), true);

  const refused = await kiosk.statistics({ ...period, by: 'site' });
  assert.deepEqual(refused.ok ? [] : refused.problems.map(({ code }) => code), ['wrong-surface']);
  assert.equal(
    (
      await new Api({ base: site.url }).send({
        method: 'POST',
        path: '/api/statistics',
        json: '{}',
      })
    )?.status,
    401,
  );
});
