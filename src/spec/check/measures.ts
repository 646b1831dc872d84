/**
 * Measures and statements: what they name exists, and what adds up is told in one way.
 */
import type { Library } from '../check.ts';
import type { Measure, Statement } from '../measure.ts';
import type { Problem } from '../problem.ts';
import type { Procedure } from '../procedure.ts';
import { itemNamed, topItems, unknown } from './references.ts';

/**
 * `unknown-reference` and `wrong-kind` of items, stages and deadlines; `mean-without-part`; `measures-differ` (params.id,
 * params.procedure) where two procedures measure something else under one id.
 */
export function measureProblems(procedure: Procedure, library: Library): Problem[] {
  const problems = (procedure.measures ?? []).flatMap((measure, at) => [
    ...namesOf(measure, `measures.${at}`, procedure),
    ...agreement(measure, `measures.${at}`, procedure, library),
  ]);
  return [...problems, ...statementProblems(procedure)];
}

/** A stage or deadline that is compared with: `stage == 'open'`, `entry.stage in ['a', 'b']`. */
const compared = /\b(stage|deadline)\s*(?:==|!=|in)\s*(\[[^\]]*\]|'[^']*')/g;

function namesOf(measure: Measure, path: string, procedure: Procedure): Problem[] {
  const items = topItems(procedure);
  const known = {
    stage: new Set((procedure.stages ?? [{ id: 'done' }]).map(({ id }) => id)),
    deadline: new Set(
      (procedure.stages ?? []).flatMap(({ deadlines = [] }) => deadlines.map(({ id }) => id)),
    ),
  };
  const problems: Problem[] = [];
  for (const name of ['of', 'part', 'at'] as const)
    for (const [, what = '', texts = ''] of (measure[name] ?? '').matchAll(compared))
      for (const [, text = ''] of texts.matchAll(/'([^']*)'/g))
        if (!known[what as keyof typeof known].has(text))
          problems.push(unknown(`${path}.${name}`, what, text));
  measure.alike?.items.forEach((id, at) =>
    problems.push(...itemNamed(items, id, `${path}.alike.items.${at}`)),
  );
  const types = { person: ['person'], dept: ['dept'], category: ['one'] } as const;
  for (const [group, id] of Object.entries(measure.by ?? {}))
    if (id !== undefined)
      problems.push(
        ...itemNamed(items, id, `${path}.by.${group}`, types[group as keyof typeof types]),
      );
  if (measure.as === 'mean' && measure.part === undefined)
    problems.push({ code: 'mean-without-part', path: `${path}.as` });
  return problems;
}

const told = ({ label, as, unit, part }: Measure): string =>
  JSON.stringify([label['zh-CN'], as ?? 'rate', unit?.['zh-CN'] ?? '', part === undefined]);

function agreement(
  measure: Measure,
  path: string,
  procedure: Procedure,
  { procedures = [] }: Library,
): Problem[] {
  for (const other of procedures) {
    if (other.id === procedure.id) continue;
    const same = other.measures?.find(({ id }) => id === measure.id);
    if (same && told(same) !== told(measure)) {
      const params = { id: measure.id, procedure: other.id };
      return [{ code: 'measures-differ', path: `${path}.id`, params }];
    }
  }
  return [];
}

const cells = {
  label: ['text', 'long'],
  part: ['num'],
  of: ['num'],
  value: ['text'],
  formula: ['text', 'long'],
} as const satisfies Record<keyof Statement['columns'], readonly string[]>;

function statementProblems(procedure: Procedure): Problem[] {
  const { statement } = procedure;
  if (!statement) return [];
  const items = topItems(procedure);
  const table = items.get(statement.table);
  const columns = new Map(
    table?.type === 'table' ? table.items.map((column) => [column.id, column] as const) : [],
  );
  return [
    ...itemNamed(items, statement.from, 'statement.from', ['date']),
    ...itemNamed(items, statement.to, 'statement.to', ['date']),
    ...itemNamed(items, statement.table, 'statement.table', ['table']),
    ...Object.entries(cells).flatMap(([name, types]) =>
      itemNamed(
        columns,
        statement.columns[name as keyof typeof cells],
        `statement.columns.${name}`,
        types,
      ),
    ),
  ];
}
