/**
 * Every expression parsed and type-checked.
 */
import type { Library } from '../check.ts';
import {
  failureScopeOf,
  measureScopeOf,
  openingScopeOf,
  parseExpression,
  scopeOf,
  type Expression,
  type Scope,
} from '../expression.ts';
import type { Problem } from '../problem.ts';
import type { ItemType, Procedure } from '../procedure.ts';
import { celType, fittingTypes } from '../value.ts';
import { writtenExpressions, type Written } from '../walk.ts';

export interface Checked {
  readonly problems: Problem[];
  /** Those that are right, with where they stand. */
  readonly expressions: readonly { readonly written: Written; readonly expression: Expression }[];
}

const makers = {
  usual: scopeOf,
  failure: failureScopeOf,
  opening: openingScopeOf,
  measure: measureScopeOf,
};

/** Problems of `parseExpression`, and `rows-without-id` of a table whose lines cannot be told apart. */
export function expressionProblems(procedure: Procedure, library: Library): Checked {
  const scopes = new Map<string, Scope>();
  const scopeFor = ({ table, also }: Written): Scope => {
    const name = `${also ?? ''} ${table ?? ''}`;
    const scope = scopes.get(name) ?? makers[also ?? 'usual'](procedure, table);
    scopes.set(name, scope);
    return scope;
  };
  const problems: Problem[] = [];
  const expressions: { written: Written; expression: Expression }[] = [];
  for (const written of writtenExpressions(procedure)) {
    const expect = written.fills ? filledTypes(written.fills, procedure, library) : written.expect;
    const parsed = parseExpression(written.source, scopeFor(written), expect, written.path);
    if (!parsed.ok) {
      problems.push(parsed.problem);
      continue;
    }
    const { expression } = parsed;
    if (written.gives?.what === 'rows' && !linesHaveId(expression.type))
      problems.push({
        code: 'rows-without-id',
        path: written.path,
        params: { type: expression.type },
      });
    expressions.push({ written, expression });
  }
  return { problems, expressions };
}

/** Lines of surroundings, or maps made by hand (whose members only the evaluation knows). */
const linesHaveId = (type: string): boolean =>
  /^list(<(OpenLine|Serial|Unit|PassRow|dyn|map(<.*>)?)>)?$/.test(type);

/** What may be filled into an item of another procedure; anything when that is not known. */
function filledTypes(
  fills: NonNullable<Written['fills']>,
  procedure: Procedure,
  library: Library,
): readonly string[] {
  const target = [procedure, ...(library.procedures ?? [])].find(
    ({ id }) => id === fills.procedure,
  );
  const types = target?.sections.flatMap(({ items }) =>
    items.filter(({ id }) => id === fills.item),
  );
  const type: ItemType | undefined = types?.[0]?.type;
  return type === undefined || celType(type) === 'dyn' ? [] : fittingTypes(type);
}
