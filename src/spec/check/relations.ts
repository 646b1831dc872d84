/**
 * What leads to other entries: refs, tables of entries, effects that move, offers, hints, passes; and what names one thing.
 */
import type { Library } from '../check.ts';
import type { Problem } from '../problem.ts';
import type { Item, ItemOf, ItemType, Procedure } from '../procedure.ts';
import type { Hint } from '../relation.ts';
import { celType } from '../value.ts';
import { placedItems, type Placed } from '../walk.ts';
import {
  filledItems,
  itemNamed,
  openedProcedure,
  procedureNamed,
  targetOf,
  topItems,
  unknown,
} from './references.ts';

/** What every entry has, whichever procedure it is of, for `anywhere.with`. */
export const anywhereNames = [
  'room',
  'name',
  'phone',
  'category',
  'plate',
  'until',
  'due',
  'assignee',
  'dept',
  'title',
  'number',
] as const;

/**
 * `unknown-reference`, `wrong-kind`, `computed`, `contradiction` (params.one, params.other), `no-effect` (it neither
 * creates nor moves), `unlike` (params.mine, params.theirs: types that never agree), `unknown-placeholder`.
 */
export function relationProblems(procedure: Procedure, library: Library): Problem[] {
  return [
    ...placedItems(procedure).flatMap((placed) => entryItemProblems(placed, procedure, library)),
    ...effectProblems(procedure, library),
    ...offerProblems(procedure, library),
    ...anywhereProblems(procedure),
    ...hintProblems(procedure, library),
    ...uniqueProblems(procedure),
    ...passProblems(procedure, library),
  ];
}

/** Names of stages; a procedure without any has the one that its form implies. */
function stagesNamed(target: Procedure, names: readonly string[] | undefined, path: string) {
  const known = new Set(target.stages?.map(({ id }) => id) ?? ['done']);
  return (names ?? []).flatMap((name, at) =>
    known.has(name) ? [] : [unknown(`${path}.${at}`, `stage of ${target.id}`, name)],
  );
}

const plain = ({ type }: Item): boolean => !['note', 'table', 'sign', 'photo'].includes(type);

/** An item with an answer of its own. */
function answerNamed(items: ReadonlyMap<string, Item>, name: string, path: string): Problem[] {
  const item = items.get(name);
  if (!item) return [unknown(path, 'item', name)];
  if (plain(item)) return [];
  const params = { name, expect: ['an item with one answer'], type: item.type };
  return [{ code: 'wrong-kind', path, params }];
}

function entryItemProblems(placed: Placed, procedure: Procedure, library: Library): Problem[] {
  const { item, path } = placed;
  if (item.type === 'ref') return refProblems(item, placed, procedure, library);
  if (item.type === 'photo') return besideProblems(item, placed, procedure, library);
  if (item.type !== 'table' || !item.from) return [];
  const problems = procedureNamed(
    item.from.procedure,
    `${path}.from.procedure`,
    procedure,
    library,
  );
  const target = targetOf(item.from.procedure, procedure, library);
  if (target) {
    problems.push(...stagesNamed(target, item.from.stages, `${path}.from.stages`));
    const theirs = topItems(target);
    for (const [at, name] of (item.from.with ?? []).entries())
      problems.push(...answerNamed(theirs, name, `${path}.from.with.${at}`));
  }
  if (item.rows !== undefined)
    problems.push({
      code: 'contradiction',
      path: `${path}.from`,
      params: { one: 'rows', other: 'from' },
    });
  return problems;
}

/** Pictures to compare with are pictures, of a procedure that is there. */
function besideProblems(
  item: ItemOf<'photo'>,
  { path, table }: Placed,
  procedure: Procedure,
  library: Library,
): Problem[] {
  return (item.beside ?? []).flatMap(({ procedure: named, table: lines, item: name }, at) => {
    const place = `${path}.beside.${at}`;
    const whose = named ?? table?.from?.procedure;
    if (whose === undefined) return [unknown(`${place}.procedure`, 'procedure', '')];
    const target = targetOf(whose, procedure, library);
    if (!target) return procedureNamed(whose, `${place}.procedure`, procedure, library);
    const items = topItems(target);
    const rows = lines === undefined ? undefined : items.get(lines);
    if (lines !== undefined && rows?.type !== 'table')
      return [unknown(`${place}.table`, 'table', lines)];
    const near =
      rows?.type === 'table'
        ? new Map<string, Item>(rows.items.map((each) => [each.id, each]))
        : items;
    return itemNamed(near, name, `${place}.item`, ['photo']);
  });
}

function refProblems(
  item: ItemOf<'ref'>,
  { path, table }: Placed,
  procedure: Procedure,
  library: Library,
): Problem[] {
  if (item.procedure === undefined) {
    const needs = (['stages', 'copy'] as const).filter((what) => item[what] !== undefined);
    return needs.map((what) => unknown(`${path}.${what}`, 'member of this item', 'procedure'));
  }
  const target = targetOf(item.procedure, procedure, library);
  if (!target) return [];
  const near = new Map([
    ...topItems(procedure),
    ...(table?.items ?? []).map((each) => [each.id, each] as const),
  ]);
  const theirs = topItems(target);
  return [
    ...stagesNamed(target, item.stages, `${path}.stages`),
    ...Object.entries(item.copy ?? {}).flatMap(([mine, other]) => {
      const at = `${path}.copy.${mine}`;
      const here = near.get(mine);
      const there = theirs.get(other);
      const found = [...answerNamed(near, mine, at), ...answerNamed(theirs, other, at)];
      if (found.length > 0 || !here || !there) return found;
      if (here.value !== undefined)
        return [{ code: 'computed', path: at, params: { name: mine, procedure: procedure.id } }];
      return celType(here.type) === celType(there.type) ? [] : [unlike(at, here, there)];
    }),
  ];
}

const unlike = (path: string, mine: Item, theirs: Item): Problem => ({
  code: 'unlike',
  path,
  params: { mine: mine.type, theirs: theirs.type },
});

function effectProblems(procedure: Procedure, library: Library): Problem[] {
  const items = topItems(procedure);
  return (procedure.effects ?? []).flatMap(({ create, move }, at): Problem[] => {
    const path = `effects.${at}`;
    if (create && move)
      return [
        { code: 'contradiction', path: `${path}.move`, params: { one: 'create', other: 'move' } },
      ];
    if (!create && !move) return [{ code: 'no-effect', path }];
    if (!move) return [];
    const item = items.get(move.entry);
    if (item?.type !== 'ref') return itemNamed(items, move.entry, `${path}.move.entry`, ['ref']);
    if (item.procedure === undefined) return anyStage(move.to, `${path}.move.to`, library);
    const target = targetOf(item.procedure, procedure, library);
    if (!target) return [];
    return [
      ...stagesNamed(target, [move.to], `${path}.move.to`).map((each) => ({
        ...each,
        path: `${path}.move.to`,
      })),
      ...filledItems(target, Object.keys(move.with ?? {}), `${path}.move.with`),
    ];
  });
}

/** A `ref` to any procedure: some procedure must have such a stage. */
function anyStage(to: string, path: string, { procedures }: Library): Problem[] {
  const known =
    procedures === undefined ||
    procedures.some(({ stages }) => stages?.some(({ id }) => id === to));
  return known ? [] : [unknown(path, 'stage of any procedure', to)];
}

function offerProblems(procedure: Procedure, library: Library): Problem[] {
  return (procedure.offers ?? []).flatMap((offer, at) => [
    ...openedProcedure(offer, `offers.${at}`, procedure, library),
    ...stagesNamed(procedure, offer.at, `offers.${at}.at`),
  ]);
}

function anywhereProblems(procedure: Procedure): Problem[] {
  const { anywhere } = procedure;
  if (!anywhere) return [];
  const items = topItems(procedure);
  const names: readonly string[] = anywhereNames;
  return [
    ...itemNamed(items, anywhere.ref, 'anywhere.ref', ['ref']),
    ...filledItems(procedure, Object.keys(anywhere.with ?? {}), 'anywhere.with'),
    ...Object.entries(anywhere.with ?? {}).flatMap(([mine, theirs]) =>
      names.includes(theirs) ? [] : [unknown(`anywhere.with.${mine}`, 'facet', theirs)],
    ),
  ];
}

type Same = Hint['same'][number];
const rooms: readonly ItemType[] = ['room', 'text'];
const digits: readonly ItemType[] = ['phone', 'text', 'plate', 'scan'];
const typesBy: Readonly<Record<NonNullable<Same['by']>, readonly ItemType[] | undefined>> = {
  equal: undefined,
  last4: digits,
  building: rooms,
  riser: rooms,
};

function hintProblems(procedure: Procedure, library: Library): Problem[] {
  return (procedure.hints ?? []).flatMap((hint, at) => {
    const path = `hints.${at}`;
    const problems = procedureNamed(hint.procedure, `${path}.procedure`, procedure, library);
    if (hint.offer)
      problems.push(...openedProcedure(hint.offer, `${path}.offer`, procedure, library));
    const target = targetOf(hint.procedure, procedure, library);
    const mine = topItems(procedure);
    const theirs = target && topItems(target);
    hint.same.forEach((same, index) =>
      problems.push(...sameProblems(same, `${path}.same.${index}`, mine, theirs)),
    );
    if (!target || !theirs) return problems;
    problems.push(...stagesNamed(target, hint.stages, `${path}.stages`));
    const known = ['count', ...[...theirs.values()].filter(plain).map(({ id }) => id)];
    for (const [locale, text] of Object.entries(hint.say))
      for (const [, placeholder = ''] of (text ?? '').matchAll(/\{([^{}]*)\}/g))
        if (!known.includes(placeholder))
          problems.push({
            code: 'unknown-placeholder',
            path: `${path}.say.${locale}`,
            params: { placeholder, known },
          });
    return problems;
  });
}

function sameProblems(
  { mine, theirs, by = 'equal' }: Same,
  path: string,
  here: ReadonlyMap<string, Item>,
  there: ReadonlyMap<string, Item> | undefined,
): Problem[] {
  const types = typesBy[by];
  const named = (items: ReadonlyMap<string, Item>, name: string, at: string): Problem[] =>
    types && items.has(name) ? itemNamed(items, name, at, types) : answerNamed(items, name, at);
  const problems = named(here, mine, `${path}.mine`);
  if (!there) return problems;
  problems.push(...named(there, theirs, `${path}.theirs`));
  const [a, b] = [here.get(mine), there.get(theirs)];
  if (problems.length === 0 && a && b && celType(a.type) !== celType(b.type))
    problems.push(unlike(path, a, b));
  return problems;
}

function uniqueProblems({ unique, ...procedure }: Procedure): Problem[] {
  const items = topItems(procedure);
  return (unique ?? []).flatMap((names, at) =>
    names.flatMap((name, index) => answerNamed(items, name, `unique.${at}.${index}`)),
  );
}

function passProblems(procedure: Procedure, library: Library): Problem[] {
  const { pass } = procedure;
  if (!pass) return [];
  const items = topItems(procedure);
  const problems = [
    ...stagesNamed(procedure, pass.at, 'pass.at'),
    ...itemNamed(items, pass.until, 'pass.until', ['date', 'dt']),
    ...(pass.from === undefined ? [] : itemNamed(items, pass.from, 'pass.from', ['date', 'dt'])),
    ...pass.facts.flatMap((name, at) => answerNamed(items, name, `pass.facts.${at}`)),
    ...procedureNamed(pass.gate, 'pass.gate', procedure, library),
  ];
  if (!pass.rows) return problems;
  const table = items.get(pass.rows.table);
  if (table?.type !== 'table')
    return [...problems, ...itemNamed(items, pass.rows.table, 'pass.rows.table', ['table'])];
  const columns = new Map(table.items.map((each) => [each.id, each] as const));
  return [
    ...problems,
    ...pass.rows.columns.flatMap((name, at) =>
      answerNamed(columns, name, `pass.rows.columns.${at}`),
    ),
  ];
}
