/**
 * From what zod found to problems that say what would have been right.
 */
import type * as z from 'zod/mini';
import type { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
}

const definitionOf = (schema: z.core.$ZodType): Definition =>
  schema._zod.def as unknown as Definition;
const pathText = (path: Path): string => path.map(String).join('.');
const member = (value: unknown, name: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<PropertyKey, unknown>)[name]
    : undefined;

/** The alternative of a union that a value means: the one its `type` names, else the first that has its first member. */
function alternative(definition: Definition, value: unknown): z.core.$ZodType | undefined {
  return definition.options?.find((option) => {
    const shape = definitionOf(option).shape ?? {};
    const name = definition.discriminator;
    if (name === undefined)
      return Object.keys(shape).some((key) => member(value, key) !== undefined);
    const { values } = (shape[name] as { _zod: { def: { values?: unknown[] } } })._zod.def;
    return values?.includes(member(value, name));
  });
}

/** Member names that an object may have at a path; undefined when no object of fixed members is expected there. */
function allowedAt(schema: z.core.$ZodType, value: unknown, path: Path): string[] | undefined {
  const definition = definitionOf(schema);
  if (definition.innerType) return allowedAt(definition.innerType, value, path);
  if (definition.options) {
    const option = alternative(definition, value);
    return option && allowedAt(option, value, path);
  }
  const [name, ...rest] = path;
  if (name === undefined) return definition.shape && Object.keys(definition.shape);
  const next = definition.element ?? definition.valueType ?? definition.shape?.[String(name)];
  return next && allowedAt(next, member(value, name), rest);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce(member, value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Of a union without a discriminator, what the most fitting alternative says. */
function unionIssues(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const unknownMembers = (issues: readonly Issue[]): number =>
    issues.filter(({ code, path }) => path.length === 0 && code !== 'too_big').length;
  return (
    [...issue.errors].sort(
      (a, b) => unknownMembers(a) - unknownMembers(b) || a.length - b.length,
    )[0] ?? []
  );
}

function problem(code: string, path: Path, params: Record<string, unknown>): Problem {
  return { code, path: pathText(path), params };
}

/**
 * The problems that an issue stands for: `missing`, `wrong-type`, `unknown-member` (params.allowed), `wrong-value`
 * (params.allowed), `wrong-format` (params.pattern), `too-small`, `too-large` (params.least, params.most).
 */
export function problemsOf(schema: z.core.$ZodType, whole: unknown, issue: Issue): Problem[] {
  const { path } = issue;
  const value = at(whole, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        problem('unknown-member', [...path, key], {
          name: key,
          allowed: allowedAt(schema, whole, path) ?? [],
        }),
      );
    case 'invalid_union':
      // Its path ends with the discriminator.
      if (issue.discriminator !== undefined)
        return [
          problem('wrong-value', path, {
            got: short(value),
            allowed: typesAt(schema, whole, path.slice(0, -1)),
          }),
        ];
      return unionIssues(issue).flatMap((inner) =>
        problemsOf(schema, whole, { ...inner, path: [...path, ...inner.path] }),
      );
    case 'invalid_type':
      if (value === undefined) return [problem('missing', path, { expected: issue.expected })];
      return [problem('wrong-type', path, { expected: issue.expected, got: kindOf(value) })];
    case 'invalid_value':
      return [
        problem(value === undefined ? 'missing' : 'wrong-value', path, {
          allowed: issue.values,
          got: short(value),
        }),
      ];
    case 'invalid_format':
      return [problem('wrong-format', path, { pattern: issue.pattern, got: short(value) })];
    case 'too_big':
      return [problem('too-large', path, { most: issue.maximum, what: issue.origin })];
    case 'too_small':
      return [problem('too-small', path, { least: issue.minimum, what: issue.origin })];
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        problemsOf(schema, whole, { ...inner, path, code: 'invalid_format' } as Issue),
      );
    default:
      return [problem('wrong-value', path, { got: short(value) })];
  }
}

/** The discriminator values of the union at a path. */
function typesAt(schema: z.core.$ZodType, whole: unknown, path: Path): unknown[] {
  let [next, value] = [schema as z.core.$ZodType | undefined, whole];
  for (const name of path) {
    while (next && definitionOf(next).innerType) next = definitionOf(next).innerType;
    const definition: Definition | undefined = next && definitionOf(next);
    const from = definition?.options ? alternative(definition, value) : next;
    const { element, valueType, shape } = from ? definitionOf(from) : {};
    next = element ?? valueType ?? shape?.[String(name)];
    value = member(value, name);
  }
  while (next && definitionOf(next).innerType) next = definitionOf(next).innerType;
  const definition = next && definitionOf(next);
  const name = definition?.discriminator ?? '';
  return (definition?.options ?? []).flatMap((option) => {
    const tag = definitionOf(option).shape?.[name] as
      { _zod: { def: { values?: unknown[] } } } | undefined;
    return tag?._zod.def.values ?? [];
  });
}

const short = (value: unknown): unknown =>
  typeof value === 'string' && value.length > 80 ? `${value.slice(0, 80)}…` : value;
