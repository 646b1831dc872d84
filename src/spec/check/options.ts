/**
 * Texts that expressions compare choices with: a mistyped option would never hold, and nobody would notice.
 */
import type { Library } from '../check.ts';
import type { Expression } from '../expression.ts';
import { listNamed } from '../library.ts';
import type { Problem } from '../problem.ts';
import { role, surface, type Column, type Item, type Procedure } from '../procedure.ts';
import { placedItems, type Written } from '../walk.ts';

type Found = readonly { readonly written: Written; readonly expression: Expression }[];

/** `unknown-option`, with params.item, params.option, params.known and the offsets in the expression. */
export function comparisonProblems(
  procedure: Procedure,
  library: Library,
  expressions: Found,
): Problem[] {
  const items = new Map(
    placedItems(procedure).map(({ item, table }) => [
      table ? `${table.id}/${item.id}` : item.id,
      item,
    ]),
  );
  return expressions.flatMap(({ written, expression }) =>
    expression.compares.flatMap(({ name, text, start, end }): Problem[] => {
      const item = items.get(`${written.table}/${name}`) ?? items.get(name);
      const known = item ? valuesOf(item, procedure, library) : around.get(name);
      if (!known || known.includes(text)) return [];
      return [
        {
          code: 'unknown-option',
          path: written.path,
          params: { item: name, option: text, known, start, end },
        },
      ];
    }),
  );
}

const around: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ['surface', surface.def.entries],
    ['user.roles', role.def.entries],
  ].map(([name, entries]) => [name as string, Object.values(entries as Record<string, string>)]),
);

function valuesOf(
  item: Column | Item,
  procedure: Procedure,
  library: Library,
): readonly string[] | undefined {
  if (item.type === 'check') return ['pass', 'fail', 'na'];
  if (item.type !== 'one' && item.type !== 'many') return undefined;
  return listNamed(item.options, procedure.options, library.options)?.map(({ value }) => value);
}
