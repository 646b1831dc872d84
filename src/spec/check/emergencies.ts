/**
 * An emergency: everything its screen relies on is there. And schedules that can come about.
 */
import type { Library } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Column, Item, ItemType, Procedure } from '../procedure.ts';
import { listNamed } from '../library.ts';

const unknown = (path: string, what: string, name: string): Problem => ({
  code: 'unknown-reference',
  path,
  params: { what, name },
});

const columns = {
  lines: { at: 'dt', what: 'long', step: 'text', by: 'person' },
  reports: { rung: 'text', to: 'text', at: 'dt', ack: 'dt', order: 'text' },
  people: { name: 'text', room: 'room', state: 'one', at: 'dt' },
} as const satisfies Record<string, Record<string, ItemType>>;

/** `unknown-reference`, `wrong-kind`; `not-append` (the timeline could be rewritten), `no-playbook` (params.kind). */
export function emergencyProblems(procedure: Procedure, library: Library): Problem[] {
  return [...ofEmergency(procedure, library), ...ofSchedule(procedure)];
}

function ofSchedule({ schedule, stages }: Procedure): Problem[] {
  if (!schedule) return [];
  const { each, times, on } = schedule;
  const misfit = (path: string): Problem => ({ code: 'bad-schedule', path: `schedule.${path}` });
  return [
    ...(times && each !== 'day' ? [misfit('times')] : []),
    ...(on !== undefined && !(each === 'month' || (each === 'week' && on <= 7))
      ? [misfit('on')]
      : []),
    // It is opened with nothing filled in: where that is no draft, it is refused for all that it asks.
    ...(stages?.[0]?.draft ? [] : [{ code: 'bad-schedule', path: 'stages.0.draft' }]),
  ];
}

function ofEmergency(procedure: Procedure, library: Library): Problem[] {
  const { emergency, stages = [] } = procedure;
  if (!emergency) return [];
  const items = new Map(procedure.sections.flatMap((each) => each.items.map((i) => [i.id, i])));
  const named = (
    name: string,
    what: string,
    known: ReadonlySet<string>,
    path: string,
  ): Problem[] => (known.has(name) ? [] : [unknown(`emergency.${path}`, what, name)]);
  const ids = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id));
  const contacts = ids(emergency.contacts);

  const typed = (['kind', 'level', 'drill'] as const).flatMap((name) =>
    ofType(items, emergency[name], name === 'drill' ? 'bool' : 'one', `emergency.${name}`),
  );
  const tables = Object.entries(columns).flatMap(([name, wanted]) => {
    const key = name as keyof typeof columns;
    return ofTable(items.get(emergency[key]), emergency[key], `emergency.${key}`, wanted);
  });
  const lines = items.get(emergency.lines);
  if (lines?.type === 'table' && !lines.append)
    tables.push({ code: 'not-append', path: 'emergency.lines' });
  const kind = items.get(emergency.kind);
  const list =
    kind?.type === 'one' ? listNamed(kind.options, procedure.options, library.options) : undefined;
  const kinds = new Set(emergency.playbooks.map((playbook) => playbook.kind));
  const without = (list ?? []).filter(({ value, retired }) => !retired && !kinds.has(value));
  return [
    ...typed,
    ...named(emergency.place, 'item', new Set(items.keys()), 'place'),
    ...tables,
    ...without.map(({ value }): Problem => ({
      code: 'no-playbook',
      path: 'emergency.playbooks',
      params: { kind: value },
    })),
    ...emergency.active.flatMap((stage, at) => named(stage, 'stage', ids(stages), `active.${at}`)),
    ...emergency.ladder.flatMap(({ contact }, at) =>
      contact ? named(contact, 'contact', contacts, `ladder.${at}.contact`) : [],
    ),
    ...emergency.playbooks.flatMap(({ steps }, at) =>
      steps.flatMap(({ contact }, index) =>
        contact
          ? named(contact, 'contact', contacts, `playbooks.${at}.steps.${index}.contact`)
          : [],
      ),
    ),
    ...emergency.inside.flatMap(({ procedure: id, stages: wanted }, at) => {
      const path = `inside.${at}`;
      if (!library.procedures) return [];
      const other = library.procedures.find((each) => each.id === id);
      if (!other) return [unknown(`emergency.${path}.procedure`, 'procedure', id)];
      return wanted.flatMap((stage) =>
        named(stage, `stage of ${id}`, ids(other.stages ?? []), `${path}.stages`),
      );
    }),
  ];
}

function ofType(
  items: ReadonlyMap<string, Item | Column>,
  name: string,
  type: ItemType,
  path: string,
): Problem[] {
  const item = items.get(name);
  if (!item) return [unknown(path, 'item', name)];
  return item.type === type
    ? []
    : [{ code: 'wrong-kind', path, params: { name, expect: [type], type: item.type } }];
}

function ofTable(
  item: Item | undefined,
  name: string,
  path: string,
  wanted: Readonly<Record<string, ItemType>>,
): Problem[] {
  if (item?.type !== 'table') return ofType(new Map(item && [[name, item]]), name, 'table', path);
  const own = new Map(item.items.map((column) => [column.id, column]));
  return Object.entries(wanted).flatMap(([column, type]) => ofType(own, column, type, path));
}
