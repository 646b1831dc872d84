/**
 * Names that must be of something; those that lead to other entries are in `relations.ts`.
 */
import type { Library } from '../check.ts';
import { listNamed } from '../library.ts';
import type { Problem } from '../problem.ts';
import type { Block, Column, Item, ItemType, Procedure } from '../procedure.ts';
import { placedItems } from '../walk.ts';

/** `unknown-reference` (params.name, params.what) and `wrong-kind` (of an item: params.name, params.expect, params.type). */
export function referenceProblems(procedure: Procedure, library: Library): Problem[] {
  return [
    ...itemReferences(procedure, library),
    ...stageReferences(procedure, library),
    ...facetReferences(procedure),
    ...consentReference(procedure),
    ...shiftReferences(procedure),
    ...outputReferences(procedure),
  ];
}

export const unknown = (path: string, what: string, name: string): Problem => ({
  code: 'unknown-reference',
  path,
  params: { what, name },
});

/** What is wrong with naming an item that should be one of some types. */
export function itemNamed(
  items: ReadonlyMap<string, Column | Item>,
  name: string,
  path: string,
  types?: readonly ItemType[],
): Problem[] {
  const item = items.get(name);
  if (!item) return [unknown(path, 'item', name)];
  if (!types || types.includes(item.type)) return [];
  return [{ code: 'wrong-kind', path, params: { name, expect: types, type: item.type } }];
}

function byId<T extends { readonly id: string }>(items: readonly T[]): [string, T][] {
  return items.map((item) => [item.id, item]);
}

export function topItems(procedure: Procedure): Map<string, Item> {
  return new Map(procedure.sections.flatMap(({ items }) => byId(items)));
}

function itemReferences(procedure: Procedure, library: Library): Problem[] {
  const top = topItems(procedure);
  return placedItems(procedure).flatMap(({ item, path, table }): Problem[] => {
    switch (item.type) {
      case 'one':
      case 'many':
        return optionsNamed(item.options, `${path}.options`, procedure, library);
      case 'sign':
        return signReferences(item, path, table ? new Map([...top, ...byId(table.items)]) : top);
      case 'ref':
        return item.procedure === undefined
          ? []
          : procedureNamed(item.procedure, `${path}.procedure`, procedure, library);
      case 'check':
        return item.fail?.action
          ? openedProcedure(item.fail.action, `${path}.fail.action`, procedure, library)
          : [];
      default:
        return [];
    }
  });
}

/** Stages that are pinned, and the items of an acknowledgement. */
function shiftReferences(procedure: Procedure): Problem[] {
  const { pinned = [], acknowledges, stages = [] } = procedure;
  const items = topItems(procedure);
  const types = {
    procedure: ['text'],
    title: ['text'],
    version: ['text'],
    by: ['person'],
  } as const;
  return [
    ...pinned.flatMap((name, at) =>
      stages.some(({ id }) => id === name) ? [] : [unknown(`pinned.${at}`, 'stage', name)],
    ),
    ...(acknowledges
      ? (['procedure', 'title', 'version', 'by'] as const).flatMap((what) =>
          itemNamed(items, acknowledges[what], `acknowledges.${what}`, types[what]),
        )
      : []),
    ...rosterReferences(procedure, items),
  ];
}

function rosterReferences(
  { roster, stages = [] }: Procedure,
  items: ReadonlyMap<string, Item>,
): Problem[] {
  if (!roster) return [];
  const types = {
    day: ['date'],
    shift: ['one', 'text'],
    dept: ['dept'],
    person: ['person'],
    name: ['text'],
    phone: ['phone'],
  } as const;
  const who = ['person', 'name', 'phone'] as const;
  return [
    ...(['day', 'shift', 'dept', ...who] as const).flatMap((what) =>
      itemNamed(items, roster[what], `roster.${what}`, types[what]),
    ),
    ...who.flatMap((what) =>
      roster.instead
        ? itemNamed(items, roster.instead[what], `roster.instead.${what}`, types[what])
        : [],
    ),
    ...(roster.absent ?? []).flatMap((name, at) =>
      stages.some(({ id }) => id === name) ? [] : [unknown(`roster.absent.${at}`, 'stage', name)],
    ),
  ];
}

function signReferences(
  item: Extract<Item, { type: 'sign' }>,
  path: string,
  near: ReadonlyMap<string, Column | Item>,
): Problem[] {
  return [
    ...(item.by === undefined ? [] : itemNamed(near, item.by, `${path}.by`, ['person'])),
    ...(item.distinct ?? []).flatMap((name, at) =>
      itemNamed(near, name, `${path}.distinct.${at}`, ['sign']),
    ),
  ];
}

function optionsNamed(
  name: string,
  path: string,
  procedure: Procedure,
  library: Library,
): Problem[] {
  const list = listNamed(name, procedure.options, library.options);
  if (list)
    return list.some(({ retired }) => !retired)
      ? []
      : [{ code: 'no-options', path, params: { name } }];
  return library.options ? [unknown(path, 'options', name)] : [];
}

export function procedureNamed(
  name: string,
  path: string,
  procedure: Procedure,
  { procedures }: Library,
): Problem[] {
  const known =
    procedures === undefined || name === procedure.id || procedures.some(({ id }) => id === name);
  return known ? [] : [unknown(path, 'procedure', name)];
}

function consentReference(procedure: Procedure): Problem[] {
  const name = procedure.privacy?.consent;
  if (name === undefined) return [];
  return itemNamed(topItems(procedure), name, 'privacy.consent', ['bool']);
}

export interface Opened {
  readonly procedure: string;
  readonly with: Readonly<Record<string, string>>;
}

/** A procedure that is opened, and the items of it that are filled in. */
export function openedProcedure(
  opened: Opened,
  path: string,
  procedure: Procedure,
  library: Library,
): Problem[] {
  const problems = procedureNamed(opened.procedure, `${path}.procedure`, procedure, library);
  const target = targetOf(opened.procedure, procedure, library);
  if (target) problems.push(...filledItems(target, Object.keys(opened.with), `${path}.with`));
  return problems;
}

/** The procedure of that id, as far as it is known. */
export function targetOf(
  id: string | undefined,
  procedure: Procedure,
  { procedures }: Library,
): Procedure | undefined {
  return [procedure, ...(procedures ?? [])].find((each) => each.id === id);
}

/** Items of another procedure that are filled in from here. */
export function filledItems(target: Procedure, names: readonly string[], path: string): Problem[] {
  const items = topItems(target);
  return names.flatMap((name): Problem[] => {
    const item = items.get(name);
    const at = `${path}.${name}`;
    if (!item) return [unknown(at, `item of ${target.id}`, name)];
    if (['note', 'table', 'sign'].includes(item.type)) {
      const params = { name, expect: ['an item with one answer'], type: item.type };
      return [{ code: 'wrong-kind', path: at, params }];
    }
    return item.value === undefined
      ? []
      : [{ code: 'computed', path: at, params: { name, procedure: target.id } }];
  });
}

function stageReferences(procedure: Procedure, library: Library): Problem[] {
  const stages = new Set(procedure.stages?.map(({ id }) => id));
  const named = (name: string, path: string): Problem[] =>
    stages.has(name) ? [] : [unknown(path, 'stage', name)];
  return [
    ...procedure.sections.flatMap(({ at: names }, at) =>
      (names ?? []).flatMap((name, index) => named(name, `sections.${at}.at.${index}`)),
    ),
    ...(procedure.stages ?? []).flatMap(({ next }, at) =>
      next.flatMap((name, index) => named(name, `stages.${at}.next.${index}`)),
    ),
    ...(procedure.stages ?? []).flatMap(({ deadlines }, at) =>
      (deadlines ?? []).flatMap(({ opens }, index) => {
        const path = `stages.${at}.deadlines.${index}.opens`;
        return opens ? openedProcedure(opens, path, procedure, library) : [];
      }),
    ),
    ...(procedure.effects ?? []).flatMap(({ on, create }, at) => [
      // A procedure without stages has the one that its form implies.
      ...(procedure.stages || on !== 'done' ? named(on, `effects.${at}.on`) : []),
      ...(create ? openedProcedure(create, `effects.${at}.create`, procedure, library) : []),
    ]),
  ];
}

const texts: readonly ItemType[] = ['text', 'person', 'ref', 'scan'];
const facetTypes: Readonly<Record<string, readonly ItemType[]>> = {
  room: ['room', 'text', 'one'],
  name: texts,
  phone: ['phone', 'text'],
  category: ['one', 'many', 'text'],
  plate: ['plate', 'text'],
  until: ['date', 'dt'],
  due: ['date', 'dt'],
  assignee: ['person'],
  dept: ['dept', 'one'],
};

function facetReferences(procedure: Procedure): Problem[] {
  const items = topItems(procedure);
  return Object.entries(procedure.facets ?? {}).flatMap(([facet, name]) =>
    name === undefined ? [] : itemNamed(items, name, `facets.${facet}`, facetTypes[facet]),
  );
}

function outputReferences(procedure: Procedure): Problem[] {
  const items = topItems(procedure);
  return (procedure.outputs ?? []).flatMap(({ blocks }, at) =>
    blocks.flatMap((block, index) =>
      blockReferences(block, `outputs.${at}.blocks.${index}`, items, procedure),
    ),
  );
}

function blockReferences(
  block: Block,
  path: string,
  items: ReadonlyMap<string, Item>,
  { pass, guide }: Procedure,
): Problem[] {
  if ('pass' in block)
    return pass ? [] : [unknown(`${path}.pass`, 'member of this procedure', 'pass')];
  if ('guide' in block)
    return guide ? [] : [unknown(`${path}.guide`, 'member of this procedure', 'guide')];
  if ('facts' in block)
    return block.facts.flatMap((name, at) => itemNamed(items, name, `${path}.facts.${at}`));
  if ('signs' in block)
    return block.signs.flatMap((name, at) =>
      itemNamed(items, name, `${path}.signs.${at}`, ['sign']),
    );
  return 'table' in block ? itemNamed(items, block.table, `${path}.table`, ['table']) : [];
}
