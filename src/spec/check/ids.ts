/**
 * Ids: each once, and none that expressions could not mean.
 */
import type { Problem } from '../problem.ts';
import type { Procedure } from '../procedure.ts';
import { reservedIds } from '../scope.ts';
import { placedItems } from '../walk.ts';

type Named = readonly { readonly id: string; readonly path: string }[];

/** `duplicate-id` (params.id, params.first: the path of the first) and `reserved-id`. */
export function idProblems(procedure: Procedure): Problem[] {
  const items = placedItems(procedure);
  const top = items.filter(({ table }) => !table).map(named);
  const problems = [
    ...duplicates(listed('sections', procedure.sections)),
    ...duplicates(top),
    ...duplicates(listed('stages', procedure.stages)),
    ...duplicates(listed('effects', procedure.effects)),
    ...duplicates(listed('outputs', procedure.outputs)),
    ...duplicates(listed('offers', procedure.offers)),
    ...duplicates(listed('hints', procedure.hints)),
    ...duplicates(listed('measures', procedure.measures)),
  ];
  // A column must not shadow an item, but two tables may both count something.
  for (const { item, path } of items)
    if (item.type === 'table')
      problems.push(...duplicates([...top, ...listed(`${path}.items`, item.items)], `${path}.`));
  procedure.stages?.forEach(({ deadlines }, at) =>
    problems.push(...duplicates(listed(`stages.${at}.deadlines`, deadlines))),
  );
  for (const [name, list] of Object.entries(procedure.options ?? {}))
    problems.push(
      ...duplicates(
        list.map(({ value }, at) => ({ id: value, path: `options.${name}.${at}` })),
        '',
        'value',
      ),
    );
  // A conflict about the stage is kept at the path `stage`.
  for (const { item, path, table } of items)
    if (reservedIds.has(item.id) || (item.id === 'stage' && !table))
      problems.push({ code: 'reserved-id', path: `${path}.id`, params: { id: item.id } });
  return problems;
}

const named = ({ item, path }: { item: { id: string }; path: string }): Named[number] => ({
  id: item.id,
  path,
});

function listed(path: string, list: readonly { readonly id: string }[] | undefined): Named {
  return (list ?? []).map(({ id }, at) => ({ id, path: `${path}.${at}` }));
}

/** Those whose id came before, if their path starts with `within`. */
function duplicates(list: Named, within = '', member = 'id'): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { id, path } of list) {
    const before = first.get(id);
    if (before === undefined) first.set(id, path);
    else if (path.startsWith(within))
      problems.push({
        code: 'duplicate-id',
        path: `${path}.${member}`,
        params: { id, first: before },
      });
  }
  return problems;
}
