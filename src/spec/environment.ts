/**
 * The CEL environment: limits, functions and the mixed arithmetic that CEL leaves out.
 */
import { Environment, EvaluationError, type ASTNode } from '@marcbachmann/cel-js';
import { isIdCard, isPhone, isPlate } from './china.ts';
import { longestInput, matches } from './pattern.ts';
import { sharedRecords, type RecordType } from './record.ts';
import type { Scope } from './scope.ts';
import { isTimeText } from './value.ts';
import { addDays, daysBetween, localDate, localTime, weekdayOf } from './zoned.ts';

export const limits = {
  maxAstNodes: 500,
  maxDepth: 32,
  maxListElements: 100,
  maxMapEntries: 32,
  maxCallArguments: 8,
};

/**
 * Methods that stand for built-in ones which would take any pattern or make a text of any length. Their names cannot be
 * written in an expression; `syntax.ts` puts them in.
 */
export const safer: ReadonlyMap<string, string> = new Map([
  ['matches', '@matches'],
  ['join', '@join'],
]);
const longestText = 100_000;

// The parts of cel-js's checker and evaluator that macros work with; the package leaves them untyped.
interface CelType {
  readonly kind: string;
  readonly name: string;
  readonly valueType?: CelType;
  unify(registry: unknown, other: CelType): CelType | null;
}
interface Checker {
  readonly registry: unknown;
  check(node: ASTNode, context: unknown): CelType;
  getType(name: string): CelType;
  createError(code: string, message: string, node: ASTNode): Error;
}
interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}
interface Context {
  getValue(name: string): unknown;
}
interface Macro<State> {
  readonly typeCheck: (checker: Checker, macro: State, context: Context) => CelType;
  readonly evaluate: (evaluator: Evaluator, macro: State, context: Context) => unknown;
}

/** Registers a function whose arguments are evaluated by itself. */
function addMacro(
  env: Environment,
  signature: string,
  macro: Macro<{ readonly args: readonly ASTNode[] }>,
): void {
  env.registerFunction(
    signature,
    ({ args }: { args: ASTNode[] }) => ({ ...macro, args, async: false }),
    { async: false },
  );
}

const add = (
  env: Environment,
  signature: string,
  handler: (...values: never[]) => unknown,
): void => {
  env.registerFunction(signature, handler, { async: false });
};

function unknown(message: string): never {
  throw new EvaluationError(message);
}

/** cel-js's names of the two types that it spells the long way. */
export function longType(type: string): string {
  return type.replace(/\b(timestamp|duration)\b/g, (name) =>
    name === 'timestamp' ? 'google.protobuf.Timestamp' : 'google.protobuf.Duration',
  );
}
export function shortType(type: string): string {
  return type.replace(/google\.protobuf\.(Timestamp|Duration)/g, (_, name: string) =>
    name.toLowerCase(),
  );
}

function attempt(evaluator: Evaluator, node: ASTNode, context: unknown): unknown {
  try {
    return evaluator.run(node, context);
  } catch {
    return undefined;
  }
}

const argument = (args: readonly ASTNode[], at: number): ASTNode => {
  const node = args[at];
  if (!node) throw new Error(`Argument ${at} is missing.`);
  return node;
};

function addUnansweredFunctions(env: Environment): void {
  addMacro(env, 'answered(ast): bool', {
    typeCheck(checker, { args }, context) {
      checker.check(argument(args, 0), context);
      return checker.getType('bool');
    },
    evaluate(evaluator, { args }, context) {
      const value = attempt(evaluator, argument(args, 0), context);
      return !(
        value === undefined ||
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0)
      );
    },
  });

  addMacro(env, 'orElse(ast, ast): dyn', {
    typeCheck(checker, { args }, context) {
      const [one, other] = [0, 1].map((at) => checker.check(argument(args, at), context)) as [
        CelType,
        CelType,
      ];
      const numbers = ['int', 'double'];
      if (one.name !== other.name && numbers.includes(one.name) && numbers.includes(other.name))
        return checker.getType('double');
      const both = one.unify(checker.registry, other);
      if (both) return both;
      const message = `orElse() needs two values of one type, got '${one.name}' and '${other.name}'`;
      throw checker.createError('incompatible_types', message, argument(args, 1));
    },
    evaluate(evaluator, { args }, context) {
      const mixed = args.map((arg) => (arg as { checkedType?: CelType }).checkedType?.name);
      const value =
        attempt(evaluator, argument(args, 0), context) ?? evaluator.run(argument(args, 1), context);
      return typeof value === 'bigint' && mixed.includes('double') ? Number(value) : value;
    },
  });
}

function total(values: readonly unknown[]): number | bigint {
  if (values.every((value) => typeof value === 'bigint'))
    return values.reduce((sum: bigint, value) => sum + value, 0n);
  if (!values.every((value) => typeof value === 'bigint' || typeof value === 'number'))
    unknown('sum() of something else than numbers');
  return values.reduce((sum: number, value) => sum + Number(value), 0);
}

function addListFunctions(env: Environment): void {
  add(env, 'count(list): int', (list: readonly unknown[]) => BigInt(list.length));
  add(env, 'list<int>.sum(): int', total);
  add(env, 'list<double>.sum(): double', (list: readonly unknown[]) => Number(total(list)));
  addMacro(env, 'sum(ast): dyn', {
    typeCheck(checker, { args }, context) {
      const type = checker.check(argument(args, 0), context);
      if (type.kind === 'dyn') return type;
      const of = type.kind === 'list' ? type.valueType : undefined;
      if (of?.kind === 'param') return checker.getType('int');
      if (of && ['int', 'double', 'dyn'].includes(of.name)) return of;
      throw checker.createError(
        'not_numbers',
        `sum() needs a list of numbers, got '${type.name}'`,
        argument(args, 0),
      );
    },
    evaluate(evaluator, { args }, context) {
      const list = evaluator.run(argument(args, 0), context);
      const sum = Array.isArray(list)
        ? total(list)
        : unknown('sum() of something else than a list');
      const type = (argument(args, 0) as { checkedType?: CelType }).checkedType;
      return type?.valueType?.name === 'double' ? Number(sum) : sum;
    },
  });
}

/** Functions that read `zone`; `syntax.ts` counts it among what the expression reads. */
export const zoned: ReadonlySet<string> = new Set(['date', 'time', 'weekday']);

function addZoned(
  env: Environment,
  name: string,
  type: string,
  convert: (at: Date, zone: string) => unknown,
): void {
  addMacro(env, `${name}(ast): ${type}`, {
    typeCheck(checker, { args }, context) {
      const of = checker.check(argument(args, 0), context);
      if (of.kind !== 'dyn' && of.name !== longType('timestamp'))
        throw checker.createError(
          'not_an_instant',
          `${name}() needs a timestamp, got '${of.name}'`,
          argument(args, 0),
        );
      return checker.getType(type);
    },
    evaluate(evaluator, { args }, context) {
      const at = evaluator.run(argument(args, 0), context);
      const zone = context.getValue('zone');
      return at instanceof Date && typeof zone === 'string'
        ? convert(at, zone)
        : unknown('no instant or no zone');
    },
  });
}

function addTimeFunctions(env: Environment): void {
  addZoned(env, 'date', 'string', localDate);
  addZoned(env, 'time', 'string', localTime);
  addZoned(env, 'weekday', 'int', (at, zone) => BigInt(weekdayOf(localDate(at, zone))));
  const instant = longType('timestamp');
  add(env, `minutesBetween(${instant}, ${instant}): int`, (from: Date, to: Date) =>
    BigInt(Math.trunc((to.getTime() - from.getTime()) / 60_000)),
  );
  // Two times of day: the later one may be on the next day.
  add(env, 'minutesBetween(string, string): int', (from: string, to: string) => {
    if (!isTimeText(from) || !isTimeText(to)) unknown('not a time of day');
    const [a, b] = [from, to].map(
      (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)),
    ) as [number, number];
    return BigInt((b - a + 1440) % 1440);
  });
  add(env, 'daysBetween(string, string): int', (from: string, to: string) =>
    BigInt(daysBetween(from, to)),
  );
  add(env, 'addDays(string, int): string', (date: string, days: bigint) =>
    addDays(date, Number(days)),
  );
}

function addArithmetic(env: Environment): void {
  type Numbers = readonly [number | bigint, number | bigint];
  const operators: Readonly<Record<string, (...pair: Numbers) => number>> = {
    '+': (a, b) => Number(a) + Number(b),
    '-': (a, b) => Number(a) - Number(b),
    '*': (a, b) => Number(a) * Number(b),
    '/': (a, b) => Number(a) / Number(b),
  };
  for (const [operator, handler] of Object.entries(operators)) {
    env.registerOperator(`int ${operator} double: double`, handler);
    env.registerOperator(`double ${operator} int: double`, handler);
  }
  env.registerOperator('int == double', (a: bigint, b: number) => Number(a) === b);
}

function addRecord(env: Environment, { name, fields, ctor }: RecordType): void {
  const types = Object.fromEntries([...fields].map(([field, type]) => [field, longType(type)]));
  env.registerType(name, { ctor, fields: types });
}

function addSaferMethods(env: Environment): void {
  const method = (
    name: string,
    receiverType: string,
    returnType: string,
    handler: (...values: never[]) => unknown,
    arity: number,
  ): void => {
    const params = Array.from({ length: arity }, () => ({ type: 'string' }));
    env.registerFunction({
      name: `@${name}`,
      receiverType,
      returnType,
      params,
      handler,
      async: false,
    });
  };
  const join = (list: readonly unknown[], separator = ''): string => {
    const texts = list.map((each) =>
      typeof each === 'string' ? each : unknown('join() of something else than texts'),
    );
    const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
    return length <= longestText ? texts.join(separator) : unknown('join() of too much');
  };
  method('join', 'list<string>', 'string', (list: readonly unknown[]) => join(list), 0);
  method('join', 'list<string>', 'string', join, 1);
  const matching = (text: string, pattern: string): boolean =>
    text.length <= longestInput ? matches(text, pattern) : unknown('matches() of too much');
  method('matches', 'string', 'bool', matching, 1);
}

let shared: Environment | undefined;
function sharedEnvironment(): Environment {
  if (shared) return shared;
  const env = new Environment({ limits });
  for (const record of sharedRecords) addRecord(env, record);
  addUnansweredFunctions(env);
  addListFunctions(env);
  addTimeFunctions(env);
  addArithmetic(env);
  add(env, 'idcardOk(string): bool', isIdCard);
  add(env, 'plateOk(string): bool', isPlate);
  add(env, 'phoneOk(string): bool', isPhone);
  addSaferMethods(env);
  return (shared = env);
}

/** CEL's own names for its types; an item may have such an id, and is then known inside as `@type`. */
const typeNames = new Set([
  'string',
  'bool',
  'int',
  'uint',
  'double',
  'map',
  'list',
  'bytes',
  'type',
]);
export function innerName(name: string): string {
  return typeNames.has(name) ? `@${name}` : name;
}

const environments = new WeakMap<Scope, Environment>();

/** The environment of a scope; made once for each scope object. */
export function environmentOf(scope: Scope): Environment {
  const known = environments.get(scope);
  if (known) return known;
  const env = sharedEnvironment().clone();
  for (const record of scope.records?.values() ?? []) addRecord(env, record);
  for (const [name, type] of scope.names) env.registerVariable(innerName(name), longType(type));
  environments.set(scope, env);
  return env;
}
