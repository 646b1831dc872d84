/**
 * Two made-up procedures, goods that go out and the record of the gate, and devices of a real server that are loaded once
 * and then cut off.
 */
import assert from 'node:assert/strict';
import type { Procedure } from '../../src/spec/procedure.ts';
import type { Form } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import { openDatabase } from '../../src/store/database.ts';
import { enrol } from '../../src/store/enrol.ts';
import { openStore } from '../../src/store/open.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { cycle } from '../../src/store/sender.ts';
import type { CheckedPass, IssuedPass, Passes } from '../../src/store/store.ts';
import type { Site } from '../e2e/site.ts';

const say = (text: string) => ({ 'zh-CN': text, en: text });
const shared = { format: 1 as const, version: '1.0.0', covers: [], carry: false };

export const goods: Procedure = {
  ...shared,
  id: 'testgoods',
  code: 'T05',
  title: say('物品'),
  kind: 'case',
  surfaces: { desk: { icon: 'package', order: 1 }, tablet: { icon: 'package', order: 1 } },
  access: { create: ['frontdesk'], read: ['frontdesk', 'security'] },
  summary: say('{who}'),
  number: '{site}-{code}-{date}-{device}{seq:3}',
  sections: [
    {
      id: 'all',
      title: say('物品'),
      items: [
        { id: 'who', type: 'text', label: say('谁'), required: true },
        { id: 'day', type: 'date', label: say('有效期'), required: true },
        {
          id: 'things',
          type: 'table',
          label: say('物品'),
          items: [
            { id: 'what', type: 'text', label: say('名称'), required: true },
            { id: 'many', type: 'int', label: say('数量') },
          ],
        },
        { id: 'outAt', type: 'dt', label: say('出门时间') },
      ],
    },
  ],
  stages: [
    { id: 'issued', title: say('已签发'), next: ['atGate', 'out'] },
    { id: 'atGate', title: say('部分放行'), next: ['atGate', 'out'], by: ['security'] },
    { id: 'out', title: say('已放行'), next: [], by: ['security'], tone: 'good' },
  ],
  pass: {
    at: ['issued', 'atGate'],
    until: 'day',
    facts: ['who'],
    rows: { table: 'things', columns: ['what', 'many'] },
    once: true,
    gate: 'visitgate',
  },
};

/** In the place of the gate that the release brings: what one publishes may name only procedures of the release. */
export const gate: Procedure = {
  ...shared,
  version: '9.0.0',
  id: 'visitgate',
  code: 'T05g',
  title: say('放行'),
  kind: 'register',
  surfaces: { desk: { icon: 'scan-line', order: 2 }, tablet: { icon: 'scan-line', order: 2 } },
  access: { create: ['security'], read: ['frontdesk', 'security'] },
  summary: say('{number}'),
  sections: [
    {
      id: 'all',
      title: say('放行'),
      items: [
        { id: 'number', type: 'text', label: say('编号'), default: 'pass.number' },
        { id: 'goods', type: 'ref', label: say('单子'), default: 'pass.entry' },
        {
          id: 'things',
          type: 'table',
          label: say('物品'),
          rows: 'pass.rows',
          items: [
            { id: 'what', type: 'text', label: say('名称'), value: 'row.text' },
            { id: 'out', type: 'bool', label: say('放行') },
          ],
        },
        { id: 'at', type: 'dt', label: say('时间'), default: 'now' },
      ],
    },
  ],
  effects: [
    {
      id: 'out',
      on: 'done',
      when: 'things.all(each, each.out == true)',
      move: { entry: 'goods', to: 'out', with: { outAt: 'at' } },
    },
    {
      id: 'partly',
      on: 'done',
      when: 'things.exists(each, each.out != true)',
      move: { entry: 'goods', to: 'atGate', with: { outAt: 'at' } },
    },
  ],
};

export const pin = '246810';

export async function publishPasses(site: Site): Promise<void> {
  for (const procedure of [gate, goods])
    await site.command('publish-procedure', { text: JSON.stringify(procedure) });
  await site.hire('lin', '林示例', ['frontdesk', 'security'], pin);
}

export interface Cut {
  readonly store: OpenStore;
  readonly passes: Passes;
  readonly database: string;
  /** Meets the server until all is told. */
  sync(): Promise<void>;
}

let count = 0;

/** A device that was loaded as it was enrolled, and has no network from then on, until `sync`. */
export async function cutDevice(site: Site, surface: 'tablet' | 'desk'): Promise<Cut> {
  const database = `cut-${surface}-${process.pid}-${count++}`;
  const code = await site.enrolCode(surface, surface);
  const enrolled = await enrol(code, surface, surface, { base: site.url, database });
  assert.ok(enrolled.ok, JSON.stringify(enrolled));
  const sync = async () => {
    const db = openDatabase(database);
    try {
      // A cycle does not go on for ever: what is left is for the next.
      for (let cycles = 0, more = true; more && cycles < 20; cycles++) {
        const done = await cycle({ db, base: site.url });
        more = done.end !== 'ok' || done.nextIn === 0;
      }
      assert.equal(await db.outbox.where('state').equals('ready').count(), 0);
    } finally {
      db.close();
    }
  };
  await sync();
  const store = await openStore({ database, base: 'http://127.0.0.1:9' });
  assert.ok(store?.passes);
  const lin = site.staff.get('lin');
  assert.ok(lin && (await store.signIn(lin.id, lin.pin)).ok);
  return { store, passes: store.passes, database, sync };
}

export async function formOf({ store }: Cut, id: string): Promise<Form> {
  const form = await store.form(id);
  assert.ok(form);
  return form;
}

/** As forms make them: the time and a little chance. */
const rowId = (at: number): string =>
  Date.now().toString(36).padStart(9, '0') + at.toString(36).padStart(4, '0');

/** An entry whose pass holds until the end of `day`. */
export async function release(
  cut: Cut,
  day: string,
  things: readonly string[] = ['沙发'],
): Promise<Entry> {
  const form = await formOf(cut, 'testgoods');
  const rows = things.flatMap((what, at) => {
    const row = `things/${rowId(at)}`;
    return [
      [row, true],
      [`${row}/what`, what],
    ] as const;
  });
  const answers = { who: '示例住户', day, ...Object.fromEntries(rows) };
  const saved = await cut.store.submit(form, answers, await cut.store.around(form));
  assert.ok(saved.ok, JSON.stringify(saved));
  return saved.value;
}

export async function issue(cut: Cut, entry: Entry): Promise<IssuedPass> {
  const issued = await cut.passes.issue(entry.id);
  assert.ok(issued.ok, JSON.stringify(issued));
  return issued.value;
}

/** The guard lets these rows through: all that are left where none are named. */
export async function letThrough(
  cut: Cut,
  checked: CheckedPass,
  only?: (text: string) => boolean,
): Promise<Entry> {
  assert.ok('pass' in checked, checked.outcome);
  const form = await formOf(cut, checked.form?.procedure.pass?.gate ?? '');
  const { until, entry, number, code, title, facts } = checked.pass;
  const pass = { until, entry, number, code, title, facts, rows: checked.left };
  const around = { ...(await cut.store.around(form)), pass };
  const ticks = checked.left.flatMap(({ id, text }) => [
    [`things/${id}`, true],
    [`things/${id}/out`, only?.(text) ?? true],
  ]);
  const answers = {
    number,
    goods: entry,
    at: around.now,
    ...(Object.fromEntries(ticks) as Record<string, boolean>),
  };
  const saved = await cut.store.submit(form, answers, around);
  assert.ok(saved.ok, JSON.stringify(saved));
  return saved.value;
}
