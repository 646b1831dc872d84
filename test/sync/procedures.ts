/**
 * The made-up procedures of these tests, and changes on their entries.
 */
import type { Procedure } from '../../src/spec/procedure.ts';
import { publish } from '../../src/spec/library.ts';
import { compile } from '../../src/form/compile.ts';
import type { Around } from '../../src/form/around.ts';
import type { Who } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';

const label = { 'zh-CN': '项', en: 'Item' };

/** A parcel: may be shared as a draft, waits, is handed out or sent back. A failed seal opens a `fix`. */
const parcel: Procedure = {
  format: 1,
  id: 'parcel',
  code: 'T01',
  version: '1.0.0',
  title: label,
  kind: 'case',
  covers: [],
  surfaces: { kiosk: { icon: 'box', order: 1 }, desk: { icon: 'box', order: 1 } },
  access: { create: ['visitor', 'frontdesk', 'supervisor'] },
  summary: label,
  sections: [
    {
      id: 'what',
      title: label,
      items: [
        { id: 'name', type: 'text', label, required: true },
        { id: 'room', type: 'text', label },
        { id: 'shelf', type: 'text', label, require: "room == 'big'" },
        { id: 'count', type: 'int', label, min: 0, max: 99 },
        { id: 'fee', type: 'int', label, value: 'count * 2' },
        { id: 'idLast4', type: 'text', label, retain: 'P0D' },
        {
          id: 'goods',
          type: 'table',
          label,
          items: [
            { id: 'kind', type: 'text', label },
            { id: 'qty', type: 'int', label },
          ],
        },
        {
          id: 'seal',
          type: 'check',
          label,
          fail: { action: { procedure: 'fix', with: { what: 'label' } } },
        },
      ],
    },
    {
      id: 'out',
      title: label,
      at: ['given'],
      items: [
        { id: 'taker', type: 'text', label, required: true },
        { id: 'left', type: 'int', label, max: 99 },
        { id: 'twice', type: 'int', label, value: 'left * 2' },
      ],
    },
  ],
  stages: [
    { id: 'waiting', title: label, next: ['asking', 'given', 'returned'] },
    { id: 'asking', title: label, next: ['waiting', 'given'], paused: true },
    {
      id: 'given',
      title: label,
      next: [],
      by: ['frontdesk', 'supervisor'],
      guard: { ok: "room != ''", say: label },
    },
    { id: 'returned', title: label, next: [], by: ['supervisor'] },
  ],
  effects: [
    {
      id: 'tell',
      on: 'returned',
      create: { procedure: 'call', with: { what: "'returned'" } },
    },
  ],
};

const fix: Procedure = {
  format: 1,
  id: 'fix',
  code: 'T02',
  version: '1.0.0',
  title: label,
  kind: 'case',
  covers: [],
  surfaces: { desk: { icon: 'wrench', order: 2 } },
  access: { create: ['frontdesk', 'engineering'] },
  summary: label,
  sections: [
    {
      id: 'what',
      title: label,
      items: [
        { id: 'what', type: 'text', label },
        { id: 'cause', type: 'text', label },
      ],
    },
  ],
  stages: [
    { id: 'open', title: label, next: ['done'], draft: true },
    { id: 'done', title: label, next: [] },
  ],
};

const call: Procedure = { ...fix, id: 'call', code: 'T03' };

/** Asks how it went, and what comes of it moves the parcel that it is about. */
const recall: Procedure = {
  ...fix,
  id: 'recall',
  code: 'T04',
  access: { create: ['visitor', 'frontdesk', 'supervisor'] },
  sections: [
    {
      id: 'what',
      title: label,
      items: [
        { id: 'of', type: 'ref', label, procedure: 'parcel' },
        { id: 'said', type: 'text', label },
        { id: 'much', type: 'int', label },
      ],
    },
  ],
  stages: [
    { id: 'asking', title: label, next: ['good', 'bad'] },
    { id: 'good', title: label, next: [] },
    { id: 'bad', title: label, next: ['good'] },
  ],
  effects: [
    {
      id: 'give',
      on: 'good',
      move: { entry: 'of', to: 'given', with: { taker: 'said', left: 'much' } },
    },
    { id: 'back', on: 'bad', when: "said != ''", move: { entry: 'of', to: 'returned' } },
  ],
};

export const published = [parcel, fix, call, recall].map((procedure) => {
  const { hash, procedure: whole } = publish(procedure, {});
  return { hash, form: compile(whole) };
});

export function named(id: string): { hash: string; form: ReturnType<typeof compile> } {
  const found = published.find(({ form }) => form.procedure.id === id);
  if (!found) throw new Error(`no procedure ${id}`);
  return found;
}

export const frontdesk: Who = { staff: 'li', roles: ['frontdesk'], surface: 'desk' };
export const supervisor: Who = { staff: 'wang', roles: ['supervisor'], surface: 'desk' };
export const visitor: Who = { staff: null, roles: ['visitor'], surface: 'kiosk' };

export const around: Around = {
  now: '2026-11-24T08:00:00Z',
  zone: 'Asia/Shanghai',
  surface: 'desk',
  site: { id: 's1', name: '示例花园', settings: {} },
};

let last = 0;
/** Ids that count up, so that a failing test reads the same each time. */
export function nextId(): string {
  return `00000000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`;
}

/** A change by `who` on a device named after the staff member. */
export function changeBy(who: Who, kind: Change['kind'], more: Partial<Change> = {}): Change {
  const author = who.staff && {
    staff: who.staff,
    session: '00000000-0000-7000-8000-00000000abcd',
    from: '2026-11-24T00:00:00Z',
    until: '2026-11-25T00:00:00Z',
    proof: 'p',
  };
  return {
    id: nextId(),
    entry: '00000000-0000-7000-8000-0000000000e1',
    procedure: `parcel@${named('parcel').hash}`,
    kind,
    base: 0,
    n: 1,
    at: '2026-11-24T08:00:00.000Z',
    author: author || null,
    device: `device-of-${who.staff ?? 'nobody'}`,
    clock: { wall: 0, mono: 0, boot: 'b', offset: 0 },
    ...(kind === 'create' && { around: around as Change['around'], set: { name: '王小示' } }),
    ...more,
  };
}
