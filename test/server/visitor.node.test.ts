/** What the server tells people without an account: where something stands, whether staff come, what a link is good for. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Entry } from '../../src/form/entry.ts';
import type { Procedure } from '../../src/spec/procedure.ts';
import { publish } from '../../src/spec/library.ts';
import { isNumber } from '../../src/server/routes/enquiry.ts';
import { publishVersion } from '../../src/server/sql/library.ts';
import { clock, openKit } from './kit.ts';
import type { Device, Kit, Person } from './kit.ts';

const label = { 'zh-CN': '示例', en: 'Sample' };
const base = {
  format: 1 as const,
  version: '1.0.0',
  title: label,
  covers: [],
  summary: label,
};
const surfaces = {
  kiosk: { icon: 'box', order: 1 },
  tablet: { icon: 'box', order: 1 },
  desk: { icon: 'box', order: 1 },
};

const repair: Procedure = {
  ...base,
  id: 'testrepair',
  code: 'T11',
  kind: 'case',
  surfaces,
  access: { create: ['visitor', 'frontdesk', 'supervisor'] },
  facets: { phone: 'phone' },
  number: '{site}-{code}-{date}-{device}{seq:3}',
  sections: [
    {
      id: 'who',
      title: label,
      items: [
        { id: 'phone', type: 'phone', label, required: true },
        { id: 'name', type: 'text', label },
      ],
    },
  ],
  stages: [
    {
      id: 'received',
      title: { 'zh-CN': '已受理', en: 'Received' },
      next: ['done'],
      tone: 'wait',
      deadlines: [{ id: 'visit', label: { 'zh-CN': '上门', en: 'Visit' }, within: 'PT1H' }],
    },
    { id: 'done', title: { 'zh-CN': '已办结', en: 'Done' }, next: [] },
  ],
};

const call: Procedure = {
  ...base,
  id: 'testcall',
  code: 'T12',
  kind: 'register',
  calls: true,
  surfaces,
  access: { create: ['visitor', 'frontdesk', 'supervisor'] },
  sections: [
    { id: 'call', title: label, items: [{ id: 'need', type: 'text', label, default: "'help'" }] },
  ],
  stages: [
    { id: 'waiting', title: label, next: ['coming'] },
    { id: 'coming', title: label, next: ['closed'] },
    { id: 'closed', title: label, next: [] },
  ],
};

const expected: Procedure = {
  ...base,
  id: 'testexpected',
  code: 'T13',
  kind: 'register',
  surfaces: { desk: { icon: 'box', order: 1 } },
  access: { create: ['frontdesk', 'supervisor'] },
  sections: [
    {
      id: 'who',
      title: label,
      items: [
        { id: 'name', type: 'text', label, required: true },
        { id: 'room', type: 'room', label, required: true },
      ],
    },
  ],
  stages: [
    { id: 'expected', title: { 'zh-CN': '预约中', en: 'Expected' }, next: ['arrived'] },
    { id: 'arrived', title: { 'zh-CN': '已到访', en: 'Arrived' }, next: [] },
  ],
};

const invitation: Procedure = {
  ...base,
  id: 'testinvite',
  code: 'T14',
  kind: 'register',
  surfaces: { desk: { icon: 'box', order: 1 } },
  access: { create: ['frontdesk', 'supervisor'] },
  facets: { room: 'room' },
  sections: [
    {
      id: 'where',
      title: label,
      items: [
        { id: 'room', type: 'room', label, required: true },
        { id: 'until', type: 'date', label, required: true },
      ],
    },
  ],
  stages: [
    { id: 'holds', title: label, next: ['ended'] },
    { id: 'ended', title: label, next: [] },
  ],
  invites: { procedure: 'testexpected', at: ['holds'], until: 'until', with: { room: 'room' } },
};

it('a number is named by the whole of it, its last block, or digits', () => {
  const number = 'SL-F07-20261124-K1007';
  for (const typed of [number, 'slf0720261124k1007', 'K1007', 'k1007', '1007', '07202611241007'])
    assert.ok(isNumber(number, typed), typed);
  for (const typed of ['007', '11007', 'F07', '20261124', '']) assert.ok(!isNumber(number, typed));
});

describe('people without an account', () => {
  let kit: Kit;
  let kiosk: Device;
  let tablet: Device;
  let clerk: Person;
  const hashes = new Map<string, string>();

  const made = (procedure: string, set: Record<string, string>, more = {}) => ({
    procedure: `${procedure}@${hashes.get(procedure)}`,
    set,
    ...more,
  });
  const entry = async (id: string): Promise<Entry | undefined> =>
    (await kit.pull(tablet, ['work'])).find((item) => item.kind === 'entry' && item.id === id)
      ?.doc as Entry | undefined;
  const open = async (
    procedure: string,
    set: Record<string, string>,
    more = {},
    at: Device = tablet,
  ): Promise<string> => {
    const author = at.surface === 'kiosk' ? null : await kit.author(clerk, at);
    const change = kit.create(at, author, made(procedure, set, more));
    const reply = await kit.push(at, [change]);
    assert.equal(reply.results[0]?.outcome, 'applied', JSON.stringify(reply.results));
    return change.entry;
  };
  const move = async (id: string, stage: string): Promise<void> => {
    const now = await entry(id);
    assert.ok(now);
    const change = kit.create(tablet, await kit.author(clerk, tablet), {
      entry: id,
      procedure: `${now.procedure}@${now.version}`,
      kind: 'move',
      base: now.rev,
      stage,
      set: {},
    });
    const reply = await kit.push(tablet, [change]);
    assert.equal(reply.results[0]?.outcome, 'applied', JSON.stringify(reply.results));
  };

  before(async () => {
    kit = await openKit();
    await kit.setUp();
    const [place] = await kit.deps.places.all();
    assert.ok(place);
    for (const procedure of [repair, call, expected, invitation]) {
      const published = publish(procedure, {});
      await kit.deps.database.inSite(place, (tx) =>
        publishVersion(tx, place, published, kit.iso()),
      );
      hashes.set(procedure.id, published.hash);
    }
    kiosk = await kit.device('kiosk');
    tablet = await kit.device('tablet');
    clerk = await kit.hire('示例前台', ['frontdesk'], '222222');
  });
  after(() => kit.close());

  describe('an enquiry', () => {
    const number = 'SL-T11-20261124-T1001';
    let id = '';
    before(async () => {
      id = await open('testrepair', { phone: '13800001234', name: '示例甲' }, { number });
    });

    it('tells the stage and the promise, and nothing of the person', async () => {
      const reply = await kit.request('POST', '/api/enquiry', {
        token: kiosk.token,
        body: { number: '1001', last4: '1234' },
      });
      const text = await reply.text();
      const told = JSON.parse(text) as Record<string, unknown>;
      assert.equal(told['entry'], id);
      assert.deepEqual(told['stage'], { 'zh-CN': '已受理', en: 'Received' });
      assert.equal((told['next'] as { label: { en: string } }).label.en, 'Visit');
      assert.equal(told['done'], false);
      assert.ok(!text.includes('示例甲') && !text.includes('1380000'));
    });

    it('does not tell a wrong phone from an unknown number', async () => {
      const ask = (body: object) =>
        kit.request('POST', '/api/enquiry', { token: kiosk.token, body });
      const wrong = await ask({ number, last4: '4321' });
      const unknown = await ask({ number: 'SL-T11-20261124-T1999', last4: '1234' });
      assert.deepEqual([wrong.status, await wrong.text()], [unknown.status, await unknown.text()]);
      assert.equal(wrong.status, 404);
    });

    it('of one number is soon too many', async () => {
      const statuses = new Set<string>();
      for (let at = 0; at < 8; at++)
        statuses.add(
          await kit.refusal('POST', '/api/enquiry', {
            token: kiosk.token,
            body: { number: 'SL-T11-20261124-T1555', last4: String(1000 + at) },
          }),
        );
      assert.ok(statuses.has('429 too-many'), [...statuses].join());
    });

    it('is for devices of the site only', async () => {
      const body = { number, last4: '1234' };
      assert.equal(await kit.refusal('POST', '/api/enquiry', { body }), '401 unauthorised');
    });
  });

  describe('a call of staff', () => {
    const state = (at: Device, id: string) =>
      kit.post<{ state: string; ahead: number }>('/api/call', {
        token: at.token,
        body: { entry: id },
      });

    it('hears how many wait before, and that somebody comes', async () => {
      const first = await open('testcall', { need: 'help' });
      clock.ahead += 1000;
      const second = await open('testcall', { need: 'help' });
      assert.deepEqual(await state(tablet, first), { state: 'waiting', ahead: 0 });
      assert.deepEqual(await state(tablet, second), { state: 'waiting', ahead: 1 });
      await move(first, 'coming');
      assert.deepEqual(await state(tablet, first), { state: 'coming', ahead: 0 });
      assert.deepEqual(await state(tablet, second), { state: 'waiting', ahead: 0 });
      await move(first, 'closed');
      assert.equal((await state(tablet, first)).state, 'closed');
    });

    it('is told to the device that made it only', async () => {
      const id = await open('testcall', { need: 'help' });
      const asked = { token: kiosk.token, body: { entry: id } };
      assert.equal(await kit.refusal('POST', '/api/call', asked), '404 not-found');
    });
  });

  describe('an invitation', () => {
    interface Opened {
      hash: string;
      filled: Record<string, string>;
      states: { id: string; stage: { en: string }; done: boolean }[];
    }
    const tomorrow = (): string => kit.iso(86_400_000).slice(0, 10);
    const link = async (id: string): Promise<string> => {
      const { url } = await kit.post<{ url: string }>('/api/invitation', {
        token: tablet.token,
        body: { entry: id },
      });
      return url.split('#')[1] ?? '';
    };

    it('adds entries in its own room, once each, and tells how they stand', async () => {
      const own = await open('testinvite', { room: '1-2-0301', until: tomorrow() });
      const token = await link(own);
      const opened = await kit.post<Opened>('/api/guest/open', { body: { token } });
      assert.deepEqual(opened.filled, { room: '1-2-0301' });
      const id = randomUUID();
      // Another room than the invitation's is not for the guest to choose.
      const body = { token, id, hash: opened.hash, answers: { name: '示例客', room: '1-2-0999' } };
      await kit.post('/api/guest/add', { body });
      await kit.post('/api/guest/add', { body });
      const added = await entry(id);
      assert.deepEqual(added?.answers, { name: '示例客', room: '1-2-0301' });
      assert.deepEqual([added?.rev, added?.by, added?.links?.[0]?.entry], [1, null, own]);
      const later = await kit.post<Opened>('/api/guest/open', { body: { token, ids: [id, own] } });
      assert.deepEqual(
        later.states.map((state) => [state.id, state.stage.en, state.done]),
        [[id, 'Expected', false]],
      );
    });

    it('refuses what does not fit, and what is there already', async () => {
      const own = await open('testinvite', { room: '1-2-0302', until: tomorrow() });
      const other = await open('testexpected', { room: '1-2-0303', name: '示例' });
      const token = await link(own);
      const hash = hashes.get('testexpected') ?? '';
      const add = (id: string, answers: object, version = hash) =>
        kit.refusal('POST', '/api/guest/add', { body: { token, id, hash: version, answers } });
      const id = randomUUID();
      assert.equal(await add(id, {}), '422 required');
      assert.equal(await add(id, { name: '示例', nothing: 1 }), '422 unknown-item');
      assert.equal(await add(id, { name: '示例' }, 'f'.repeat(64)), '422 outdated');
      assert.equal(await entry(id), undefined);
      assert.equal(await add(other, { name: '他人' }), '404 not-found');
      assert.equal((await entry(other))?.answers['name'], '示例');
    });

    it('ends when it is taken out of its stage, when its day is over, and when it was never made here', async () => {
      const own = await open('testinvite', { room: '1-2-0304', until: tomorrow() });
      const token = await link(own);
      const ask = (text: string) =>
        kit.refusal('POST', '/api/guest/open', { body: { token: text } });
      await move(own, 'ended');
      assert.equal(await ask(token), '422 link-over');
      const short = await open('testinvite', { room: '1-2-0305', until: tomorrow() });
      const brief = await link(short);
      const [site, id] = brief.split('.');
      assert.equal(await ask(`${site}.${id}.${'A'.repeat(22)}`), '422 link-over');
      assert.equal(await ask('x'), '422 link-over');
      clock.ahead += 3 * 86_400_000;
      assert.equal(await ask(brief), '422 link-over');
      clock.ahead -= 3 * 86_400_000;
      const asked = { token: kiosk.token, body: { entry: short } };
      assert.equal(await kit.refusal('POST', '/api/invitation', asked), '403 wrong-surface');
    });
  });
});
