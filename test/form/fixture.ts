/**
 * Small made-up procedures for the tests of `form/`.
 */
import type { Around } from '../../src/form/around.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Item, L10n, Procedure, Section } from '../../src/spec/procedure.ts';

export const say = (text: string): L10n => ({ 'zh-CN': text, en: `${text} (en)` });

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** An item whose label is its id. */
export function item(id: string, rest: Without<Item, 'id' | 'label'>): Item {
  return { id, label: say(id), ...rest } as Item;
}

export function section(id: string, items: Item[], rest: Partial<Section> = {}): Section {
  return { id, title: say(id), items, ...rest };
}

export function procedure(sections: Section[], rest: Partial<Procedure> = {}): Procedure {
  return {
    format: 1,
    id: 'sample',
    code: 'F99',
    version: '1.0.0',
    title: say('样表'),
    kind: 'form',
    covers: [],
    surfaces: {},
    access: { create: ['frontdesk'] },
    summary: say('{name}'),
    sections,
    ...rest,
  };
}

export const around: Around = {
  now: '2026-11-24T02:30:00Z',
  zone: 'Asia/Shanghai',
  surface: 'desk',
  user: { id: 'lin', name: '林小样', roles: ['frontdesk'] },
  site: { id: 'xy', name: '样园', settings: { idCheck: true } },
};

export function entry(rest: Partial<Entry> = {}): Entry {
  return {
    id: '0190f2a0-0000-7000-8000-000000000001',
    procedure: 'sample',
    version: '0'.repeat(64),
    rev: 1,
    stage: 'done',
    created: '2026-11-24T02:30:00Z',
    staged: '2026-11-24T02:30:00Z',
    updated: '2026-11-24T02:30:00Z',
    by: 'lin',
    device: 'd1',
    surface: 'desk',
    answers: {},
    around,
    log: [],
    ...rest,
  };
}

export const photo = 'ab'.repeat(32);
