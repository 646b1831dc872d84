/**
 * Items that contradict themselves.
 */
import type { Problem } from '../problem.ts';
import type { Column, Item, Procedure } from '../procedure.ts';
import { placedItems, type Placed } from '../walk.ts';

/**
 * `contradiction` (params.one, params.other: two members that cannot both be), `not-for-type` (params.what, params.type),
 * `bad-bounds` (params.min, params.max), `self-reference` and `not-kept` (an answer that is never stored is relied on).
 */
export function itemProblems(procedure: Procedure): Problem[] {
  const uses = usesOf(procedure);
  return placedItems(procedure).flatMap((placed) => [
    ...contradictions(placed),
    ...notForType(placed),
    ...boundsProblems(placed),
    ...signProblems(placed),
    ...keptProblems(placed, uses),
  ]);
}

const pairs = [
  ['value', 'required'],
  ['value', 'require'],
  ['value', 'default'],
  ['value', 'readonly'],
  ['required', 'require'],
] as const;

function contradictions({ item, path }: Placed): Problem[] {
  const has = (name: keyof Item): boolean => item[name] !== undefined && item[name] !== false;
  const problems = pairs
    .filter(([one, other]) => has(one) && has(other))
    .map(([one, other]) => ({
      code: 'contradiction',
      path: `${path}.${other}`,
      params: { one, other },
    }));
  // Nobody can fill it in, and nothing else does.
  if (has('readonly') && (has('required') || has('require')) && !has('default'))
    problems.push({
      code: 'contradiction',
      path: `${path}.readonly`,
      params: { one: 'required', other: 'readonly' },
    });
  return problems;
}

const answering = [
  'default',
  'value',
  'required',
  'require',
  'readonly',
  'check',
  'mask',
  'retain',
] as const;
const uncomputed = ['default', 'value'] as const;

function notForType({ item, path }: Placed): Problem[] {
  const members: readonly (keyof Item)[] =
    item.type === 'note'
      ? answering
      : ['table', 'sign', 'photo'].includes(item.type)
        ? uncomputed
        : [];
  return members
    .filter((what) => item[what] !== undefined)
    .map((what) => ({
      code: 'not-for-type',
      path: `${path}.${what}`,
      params: { what, type: item.type },
    }));
}

function boundsOf(
  item: Column | Item,
): { min?: number | undefined; max?: number | undefined; least: number; at: string } | undefined {
  switch (item.type) {
    case 'int':
    case 'num':
    case 'money':
      return { min: item.min, max: item.max, least: -Infinity, at: '' };
    case 'table':
      return { min: item.min, max: item.max, least: 0, at: '' };
    case 'photo':
      return { max: item.max, least: 1, at: '' };
    case 'text':
    case 'long':
      return { max: item.maxLength, least: 1, at: '' };
    case 'check':
      return (
        item.measure && {
          min: item.measure.min,
          max: item.measure.max,
          least: -Infinity,
          at: '.measure',
        }
      );
    default:
      return undefined;
  }
}

function boundsProblems({ item, path }: Placed): Problem[] {
  const bounds = boundsOf(item);
  if (!bounds) return [];
  const { min, max, least, at } = bounds;
  const isWhole = !['num', 'check'].includes(item.type);
  const given = [min, max].filter((each) => each !== undefined);
  const bad =
    (min !== undefined && max !== undefined && min > max) ||
    given.some((each) => each < least || (isWhole && !Number.isSafeInteger(each))) ||
    (item.type === 'num' && item.step !== undefined && item.step <= 0) ||
    (item.type === 'check' && given.length === 0);
  return bad ? [{ code: 'bad-bounds', path: path + at, params: { min, max } }] : [];
}

function signProblems({ item, path }: Placed): Problem[] {
  if (item.type !== 'sign') return [];
  return (item.distinct ?? []).flatMap((name, at) =>
    name === item.id
      ? [{ code: 'self-reference', path: `${path}.distinct.${at}`, params: { name } }]
      : [],
  );
}

/** Item → where something that lasts shows it. */
function usesOf(procedure: Procedure): Map<string, string> {
  const uses = new Map<string, string>();
  for (const [facet, name] of Object.entries(procedure.facets ?? {}))
    uses.set(name ?? '', `facets.${facet}`);
  for (const [locale, text] of Object.entries(procedure.summary))
    for (const [, name = ''] of (text ?? '').matchAll(/\{(\w+)\}/g))
      uses.set(name, `summary.${locale}`);
  procedure.outputs?.forEach(({ blocks }, at) =>
    blocks.forEach((block, index) => {
      if ('facts' in block)
        for (const name of block.facts) uses.set(name, `outputs.${at}.blocks.${index}`);
    }),
  );
  return uses;
}

/** `P0D`: looked at, never stored; so nothing that lasts may show it. */
function keptProblems({ item, path, table }: Placed, uses: ReadonlyMap<string, string>): Problem[] {
  if (item.retain === undefined || /[1-9]/.test(item.retain) || table) return [];
  const use = uses.get(item.id);
  return use === undefined
    ? []
    : [{ code: 'not-kept', path: `${path}.retain`, params: { id: item.id, use } }];
}
