/**
 * Names that must be of something.
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
    ...outputReferences(procedure),
  ];
}

const unknown = (path: string, what: string, name: string): Problem => ({
  code: 'unknown-reference',
  path,
  params: { what, name },
});

/** What is wrong with naming an item that should be one of some types. */
function itemNamed(
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

function topItems(procedure: Procedure): Map<string, Item> {
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

function procedureNamed(
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

interface Opened {
  readonly procedure: string;
  readonly with: Readonly<Record<string, string>>;
}

/** A procedure that is opened, and the items of it that are filled in. */
function openedProcedure(
  opened: Opened,
  path: string,
  procedure: Procedure,
  library: Library,
): Problem[] {
  const problems = procedureNamed(opened.procedure, `${path}.procedure`, procedure, library);
  const target = [procedure, ...(library.procedures ?? [])].find(
    ({ id }) => id === opened.procedure,
  );
  if (!target) return problems;
  const items = topItems(target);
  for (const name of Object.keys(opened.with)) {
    const item = items.get(name);
    const at = `${path}.with.${name}`;
    if (!item) problems.push(unknown(at, `item of ${target.id}`, name));
    else if (['note', 'table', 'sign'].includes(item.type))
      problems.push({
        code: 'wrong-kind',
        path: at,
        params: { name, expect: ['an item with one answer'], type: item.type },
      });
    else if (item.value !== undefined)
      problems.push({ code: 'computed', path: at, params: { name, procedure: target.id } });
  }
  return problems;
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
      blockReferences(block, `outputs.${at}.blocks.${index}`, items),
    ),
  );
}

function blockReferences(block: Block, path: string, items: ReadonlyMap<string, Item>): Problem[] {
  if ('facts' in block)
    return block.facts.flatMap((name, at) => itemNamed(items, name, `${path}.facts.${at}`));
  if ('signs' in block)
    return block.signs.flatMap((name, at) =>
      itemNamed(items, name, `${path}.signs.${at}`, ['sign']),
    );
  return 'table' in block ? itemNamed(items, block.table, `${path}.table`, ['table']) : [];
}
