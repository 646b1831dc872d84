/**
 * Answers that depend on themselves. `require` and `check` give no answer, so two items may each be required while the
 * other is empty.
 */
import type { Expression } from '../expression.ts';
import type { Problem } from '../problem.ts';
import type { Procedure } from '../procedure.ts';
import { placedItems, type Written } from '../walk.ts';

/** More cycles than these say nothing more. */
const mostCycles = 20;

interface Edge {
  readonly to: string;
  /** Where in the file it says so. */
  readonly path: string;
}

type Found = readonly { readonly written: Written; readonly expression: Expression }[];

/** `cycle`, with `params.through`: the ids on the way round, the first again at the end (`goods/count` for a column). */
export function cycleProblems(procedure: Procedure, expressions: Found): Problem[] {
  return findCycles(edgesOf(procedure, expressions));
}

function edgesOf(procedure: Procedure, expressions: Found): Map<string, Edge[]> {
  const items = placedItems(procedure);
  const edges = new Map<string, Edge[]>(
    items.map(({ item, table }) => [table ? `${table.id}/${item.id}` : item.id, []]),
  );
  const node = (name: string, table: string | undefined): string =>
    table !== undefined && edges.has(`${table}/${name}`) ? `${table}/${name}` : name;
  for (const { item, table, path } of items)
    if (table) edges.get(table.id)?.push({ to: `${table.id}/${item.id}`, path });
  for (const { written, expression } of expressions) {
    const { gives, shows, table, path } = written;
    const from = gives ? [node(gives.item.id, table)] : (shows?.items ?? []).map(({ id }) => id);
    for (const name of expression.reads) {
      const to = node(name, table);
      if (edges.has(to)) for (const each of from) edges.get(each)?.push({ to, path });
    }
  }
  return edges;
}

function findCycles(edges: ReadonlyMap<string, readonly Edge[]>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const at = new Map<string, number>();
  const visit = (node: string): void => {
    at.set(node, way.push(node) - 1);
    for (const { to, path } of edges.get(node) ?? []) {
      const start = at.get(to);
      if (problems.length >= mostCycles) break;
      if (start !== undefined)
        problems.push({ code: 'cycle', path, params: { through: [...way.slice(start), to] } });
      else if (!done.has(to)) visit(to);
    }
    at.delete(node);
    way.pop();
    done.add(node);
  };
  for (const node of edges.keys()) if (!done.has(node)) visit(node);
  return problems;
}
