/**
 * Expressions: CEL, with variables declared from the items of the procedure, so that each is type-checked when a
 * procedure loads. No field name is ever passed as text, so what an expression reads is known from its tree.
 */
import type { Problem } from './problem.ts';
import type { Procedure } from './procedure.ts';

/** Names an expression may use, with their CEL types. */
export interface Scope {
  readonly names: ReadonlyMap<string, string>;
}

export interface Expression {
  readonly source: string;
  /** CEL type of the result, e.g. `bool`, `int`, `string`, `dyn`. */
  readonly type: string;
  /** Names it reads: item ids, column ids (inside a table), and surroundings (`now`, `today`, `user`, `site`, `shift`, `surface`, `zone`, `open`, `row`). */
  readonly reads: ReadonlySet<string>;
  /**
   * `read` gives the CEL value of a name (see `value.ts`), or undefined when unanswered or hidden. The result is
   * undefined when unknown: an unanswered item makes CEL's error, which `||` and `&&` absorb.
   */
  evaluate(read: (name: string) => unknown): unknown;
}

/** What the procedure's expressions may name; with `table`, also that table's columns (which shadow nothing) and `row`. */
export declare function scopeOf(procedure: Procedure, table?: string): Scope;

export type Parsed = { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly problem: Problem };

/** Parses and type-checks; `expect` lists acceptable CEL types (`dyn` always is). `path` is where it stands in the file. */
export declare function parseExpression(source: string, scope: Scope, expect: readonly string[], path: string): Parsed;
