/**
 * A checked expression, ready to be evaluated.
 */
import { EvaluationError, type ASTNode, type ParseResult } from '@marcbachmann/cel-js';
import { innerName } from './environment.ts';
import type { Expression } from './expression.ts';
import { sharedRecords, toRecord, type RecordType } from './record.ts';
import type { Scope } from './scope.ts';
import type { Comparison, Syntax } from './syntax.ts';

/** Rounds of loops that one evaluation may take, and nodes of the tree that those rounds may visit. */
const mostRounds = 100_000;
const mostNodes = 2_000_000;

type Converter = (value: unknown) => unknown;

/** Rows and other structures come as plain objects (or Maps) and become instances of their type. */
function convertersOf(scope: Scope, reads: ReadonlySet<string>): ReadonlyMap<string, Converter> {
  const types = new Map<string, RecordType>(scope.records);
  for (const type of sharedRecords) types.set(type.name, type);
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

interface Step {
  evaluate(evaluator: unknown, node: unknown, context: unknown): unknown;
}

/** Makes each round of a loop count. cel-js bounds the text of an expression, not its work. */
function limitRounds(loops: readonly ASTNode[]): Budget {
  const budget: Budget = { rounds: 0 };
  for (const loop of loops) {
    const { alternate } = (loop as unknown as { meta: { alternate: { args: { step: Step } } } })
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

/** Values by inner name. Made by a constructor, for engines keep such objects fast; nothing is inherited. */
const Context = function () {} as unknown as new () => Record<string, unknown>;
Context.prototype = Object.create(null);

export class Compiled implements Expression {
  readonly source: string;
  readonly type: string;
  readonly reads: ReadonlySet<string>;
  readonly compares: readonly Comparison[];
  readonly #parsed: ParseResult;
  readonly #inputs: readonly {
    readonly name: string;
    readonly inner: string;
    readonly convert: Converter | undefined;
  }[];
  readonly #budget: Budget;
  readonly #rounds: number;

  constructor(source: string, type: string, parsed: ParseResult, syntax: Syntax, scope: Scope) {
    this.source = source;
    this.type = type;
    this.reads = syntax.reads;
    this.compares = syntax.finish();
    this.#parsed = parsed;
    const converters = convertersOf(scope, syntax.reads);
    this.#inputs = [...syntax.reads].map((name) => ({
      name,
      inner: innerName(name),
      convert: converters.get(name),
    }));
    this.#budget = limitRounds(syntax.loops);
    this.#rounds = Math.min(mostRounds, Math.floor(mostNodes / syntax.weight));
  }

  evaluate(read: (name: string) => unknown): unknown {
    const context = new Context();
    for (const { name, inner, convert } of this.#inputs) {
      const value = read(name);
      if (value === undefined || value === null) continue;
      context[inner] = convert ? convert(value) : value;
    }
    this.#budget.rounds = this.#rounds;
    try {
      return this.#parsed(context) ?? undefined;
    } catch {
      // CEL's errors and those of its functions (a zone that is none, a date out of range): the result is unknown.
      return undefined;
    }
  }
}
