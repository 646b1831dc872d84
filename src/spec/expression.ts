/**
 * Expressions: CEL, with variables declared from the items of the procedure, so that each is type-checked when a
 * procedure loads. No field name is ever passed as text, so what an expression reads is known from its tree.
 */
import {
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
  type ASTNode,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { environmentOf, innerName, shortType } from './environment.ts';
import type { Problem } from './problem.ts';
import { sharedRecords, toRecord, type RecordType } from './record.ts';
import type { Scope } from './scope.ts';
import { readSyntax, Refused } from './syntax.ts';

export { failureScopeOf, scopeOf, type Scope } from './scope.ts';

export interface Expression {
  readonly source: string;
  /** CEL type of the result, e.g. `bool`, `int`, `string`, `dyn`. */
  readonly type: string;
  /** Names it reads: item ids, column ids (inside a table), and surroundings (`now`, `today`, `user`, `site`, `shift`, `surface`, `zone`, `open`, `row`). */
  readonly reads: ReadonlySet<string>;
  /**
   * `read` gives the CEL value of a name (see `value.ts`), or undefined when unanswered or hidden. The result is
   * undefined when unknown: an unanswered item makes CEL's error, which `||` and `&&` absorb. Every name is read once,
   * before anything is evaluated; what `read` throws comes through, nothing else is ever thrown.
   */
  evaluate(read: (name: string) => unknown): unknown;
}

export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: Problem };

const longest = 2000;
/** Rounds of loops that one evaluation may take. */
const mostRounds = 100_000;

/**
 * Parses and type-checks; `expect` lists acceptable CEL types (`dyn` always is). `path` is where it stands in the file.
 * Problems: `expression-syntax`, `expression-type`, `expression-limit`, `unknown-name`, `unknown-function`, `too-nested`,
 * `bad-pattern`, `unsafe-pattern` and `expression-result` (another type than expected), with `message` (English) and
 * the offsets `start` and `end` in the source.
 */
export function parseExpression(
  source: string,
  scope: Scope,
  expect: readonly string[],
  path: string,
): Parsed {
  const fail = (code: string, message: string, params: object = {}): Parsed => ({
    ok: false,
    problem: { code, path, params: { source, message, ...params } },
  });
  if (source.length > longest)
    return fail('expression-limit', `Longer than ${longest} characters`, {
      source: source.slice(0, 80),
    });
  try {
    const parsed = environmentOf(scope).parse(source);
    const { reads, loops } = readSyntax(parsed.ast);
    const checked = parsed.check();
    if (checked.error) throw checked.error;
    const type = shortType(checked.type ?? 'dyn');
    if (!fits(type, expect))
      return fail('expression-result', `Expected ${expect.join(' or ')}, got ${type}`, {
        expect,
        type,
        start: 0,
        end: source.length,
      });
    const budget = limitRounds(loops);
    return {
      ok: true,
      expression: new Compiled(source, type, reads, parsed, convertersOf(scope, reads), budget),
    };
  } catch (error) {
    if (error instanceof Refused) {
      const { start, end } = error.node;
      return fail(error.code, error.message, { start, end, ...error.params });
    }
    if (
      error instanceof ParseError ||
      error instanceof CelTypeError ||
      error instanceof EvaluationError
    )
      return fail(codeOf(error), shortType(error.summary), { ...error.range, ...nameIn(error) });
    throw error;
  }
}

function codeOf(error: ParseError | CelTypeError | EvaluationError): string {
  if (error.code === 'unknown_variable') return 'unknown-name';
  if (error.code === 'limit_exceeded') return 'expression-limit';
  return error instanceof ParseError ? 'expression-syntax' : 'expression-type';
}

function nameIn(error: ParseError | CelTypeError | EvaluationError): { name?: string } {
  const name = error.code === 'unknown_variable' ? /: (\w+)$/.exec(error.summary)?.[1] : undefined;
  return name === undefined ? {} : { name };
}

function fits(type: string, expect: readonly string[]): boolean {
  if (type === 'dyn' || expect.length === 0) return true;
  const [kind] = type.split('<');
  return expect.some((wanted) => {
    if (wanted === type || wanted === kind) return true;
    // A literal without elements, or of unknown ones, may be any list.
    return wanted.split('<')[0] === kind && (type === kind || /<[A-Z]>$/.test(type));
  });
}

type Converter = (value: unknown) => unknown;

/** Rows and other structures come as plain objects (or Maps) and become instances of their type. */
function convertersOf(scope: Scope, reads: ReadonlySet<string>): ReadonlyMap<string, Converter> {
  const types = new Map<string, RecordType>([
    ...sharedRecords.map((type): [string, RecordType] => [type.name, type]),
    ...(scope.records ?? []),
  ]);
  const converters = new Map<string, Converter>();
  for (const name of reads) {
    const type = scope.names.get(name) ?? '';
    const one = types.get(type);
    const each = types.get(/^list<(\w+)>$/.exec(type)?.[1] ?? '');
    if (one) converters.set(name, (value) => toRecord(one, value));
    if (each)
      converters.set(name, (value) =>
        Array.isArray(value) ? value.map((line) => toRecord(each, line)) : undefined,
      );
  }
  return converters;
}

interface Budget {
  rounds: number;
}

interface Node {
  evaluate(evaluator: unknown, node: unknown, context: unknown): unknown;
}

/** Makes each round of a loop count. cel-js bounds the text of an expression, not its work. */
function limitRounds(loops: readonly ASTNode[]): Budget {
  const budget: Budget = { rounds: 0 };
  for (const loop of loops) {
    const { alternate } = (loop as unknown as { meta: { alternate: { args: { step: Node } } } })
      .meta;
    const { step } = alternate.args;
    alternate.args.step = {
      evaluate(evaluator, _, context) {
        if (--budget.rounds < 0) throw new EvaluationError('too many rounds');
        return step.evaluate(evaluator, step, context);
      },
    };
  }
  return budget;
}

class Compiled implements Expression {
  readonly source: string;
  readonly type: string;
  readonly reads: ReadonlySet<string>;
  readonly #parsed: ParseResult;
  readonly #converters: ReadonlyMap<string, Converter>;
  readonly #budget: Budget;

  constructor(
    source: string,
    type: string,
    reads: ReadonlySet<string>,
    parsed: ParseResult,
    converters: ReadonlyMap<string, Converter>,
    budget: Budget,
  ) {
    this.source = source;
    this.type = type;
    this.reads = reads;
    this.#parsed = parsed;
    this.#converters = converters;
    this.#budget = budget;
  }

  evaluate(read: (name: string) => unknown): unknown {
    const context: Record<string, unknown> = Object.create(null);
    for (const name of this.reads) {
      const value = read(name);
      if (value !== undefined && value !== null)
        context[innerName(name)] = this.#converters.get(name)?.(value) ?? value;
    }
    this.#budget.rounds = mostRounds;
    try {
      return this.#parsed(context) ?? undefined;
    } catch {
      // CEL's errors and those of its functions (a zone that is none, a date out of range): the result is unknown.
      return undefined;
    }
  }
}
