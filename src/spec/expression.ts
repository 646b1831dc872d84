/**
 * Expressions: CEL, with variables declared from the items of the procedure, so that each is type-checked when a
 * procedure loads. No field name is ever passed as text, so what an expression reads is known from its tree.
 */
import { EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { Compiled } from './compiled.ts';
import { environmentOf, shortType } from './environment.ts';
import type { Problem } from './problem.ts';
import type { Scope } from './scope.ts';
import { readSyntax, Refused, type Comparison } from './syntax.ts';

export { failureScopeOf, measureScopeOf, openingScopeOf, scopeOf, type Scope } from './scope.ts';

export interface Expression {
  readonly source: string;
  /** CEL type of the result, e.g. `bool`, `int`, `string`, `dyn`. */
  readonly type: string;
  /** Names it reads: item ids, column ids (inside a table), and surroundings (`now`, `today`, `user`, `site`, `shift`, `surface`, `zone`, `open`, `units`, `pass`, `row`). */
  readonly reads: ReadonlySet<string>;
  /** Texts that items, fields of rows or surroundings are compared with, for `check` to look up. */
  readonly compares: readonly Comparison[];
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
    const syntax = readSyntax(parsed.ast);
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
    return { ok: true, expression: new Compiled(source, type, parsed, syntax, scope) };
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
