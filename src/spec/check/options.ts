/**
 * Texts that expressions compare choices with: a mistyped option would never hold, and nobody would notice.
 */
import type { Library } from '../check.ts';
import type { Expression } from '../expression.ts';
import { listNamed } from '../library.ts';
import type { Problem } from '../problem.ts';
import { role, surface } from '../basics.ts';
import type { Column, Item, Procedure } from '../procedure.ts';
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
  const known = new Map(around);
  for (const [name, item] of items) {
    const values = valuesOf(item, procedure, library);
    if (values) known.set(name, values);
  }
  return expressions.flatMap(({ written, expression }) =>
    expression.compares.flatMap(({ name, text, start, end }): Problem[] => {
      const column = `${written.table}/${name}`;
      const values = known.get(items.has(column) ? column : name);
      if (!values || values.includes(text)) return [];
      const params = { item: name, option: text, known: values, start, end };
      return [{ code: 'unknown-option', path: written.path, params }];
    }),
  );
}

const around: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['surface', Object.values(surface.def.entries)],
  ['user.roles', Object.values(role.def.entries)],
]);

function valuesOf(
  item: Column | Item,
  procedure: Procedure,
  library: Library,
): readonly string[] | undefined {
  if (item.type === 'check') return ['pass', 'fail', 'na'];
  if (item.type !== 'one' && item.type !== 'many') return undefined;
  const list = listNamed(item.options, procedure.options, library.options);
  return list?.map(({ value }) => value);
}
