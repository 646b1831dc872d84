/**
 * What an expression's tree says before it is type-checked: what it reads, and whether it keeps to the language that
 * procedures may use (CEL without its bindings, byte strings and machine-dependent functions).
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { innerName, longType, safer, zoned } from './environment.ts';
import { linearWays, mostWays, waysOf } from './pattern.ts';

/** Something the language of procedures does not have. `start` and `end` are offsets in the source. */
export class Refused extends Error {
  readonly code: string;
  readonly node: ASTNode;
  readonly params: Readonly<Record<string, unknown>>;
  constructor(
    code: string,
    node: ASTNode,
    message: string,
    params: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = code;
    this.node = node;
    this.params = params;
  }
}

const words = (text: string): Set<string> => new Set(text.split(' '));
const functions = words(
  'answered orElse count sum minutesBetween daysBetween addDays date time weekday idcardOk plateOk phoneOk ' +
    'has size int double string timestamp duration',
);
const methods = words(
  'all exists exists_one map filter sum size contains startsWith endsWith matches indexOf lastIndexOf substring ' +
    'lowerAscii upperAscii trim join getHours getMinutes getSeconds',
);
const loops = words('all exists exists_one map filter');
/** Of a timestamp these would give UTC, which nobody at a front desk means: `date()` and `time()` give local texts. */
const durationOnly = words('getHours getMinutes getSeconds');
const forbidden = words('__proto__ constructor prototype');
/** Loops within loops; each level multiplies the work. */
const mostLoops = 2;

/** A comparison of something with a text that is written out. */
export interface Comparison {
  /** The item, or `table/column` for a field of a row. */
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Syntax {
  readonly reads: Set<string>;
  /** Calls that loop over a list. */
  readonly loops: ASTNode[];
  /** How much work one round of everything is, in nodes. */
  readonly weight: number;
  /** Call once the tree is type-checked: refuses methods on types that they are not for, and gives comparisons. */
  finish(): readonly Comparison[];
}

/** Reads a freshly parsed tree, and puts our own safe functions and inner names in it. Throws `Refused`. */
export function readSyntax(tree: ASTNode): Syntax {
  const reading = new Reading();
  reading.visit(tree, new Set(), 0);
  return reading;
}

type Call = Extract<ASTNode, { op: 'rcall' }>;
interface Pair {
  readonly side: ASTNode;
  /** The name of `side` before it became an inner one; undefined for a name that a loop binds. */
  readonly name: string | undefined;
  readonly literals: readonly ASTNode[];
}

class Reading implements Syntax {
  readonly reads = new Set<string>();
  readonly loops: ASTNode[] = [];
  weight = 0;
  #ways = 0;
  readonly #durations: Call[] = [];
  readonly #pairs: Pair[] = [];

  visit(node: ASTNode, bound: ReadonlySet<string>, depth: number): void {
    const each = (nodes: readonly ASTNode[]): void =>
      nodes.forEach((next) => this.visit(next, bound, depth));
    this.weight++;
    switch (node.op) {
      case 'value':
        if (typeof node.args === 'bigint' && BigInt.asIntN(64, node.args) !== node.args)
          throw new Refused('expression-limit', node, 'The number is too large');
        return;
      case 'id':
        if (bound.has(node.args)) return;
        this.#refuseForbidden(node, node.args);
        this.reads.add(node.args);
        (node as { args: string }).args = innerName(node.args);
        return;
      case '.':
      case '.?':
        this.#refuseForbidden(node, node.args[1]);
        return this.visit(node.args[0], bound, depth);
      case 'call':
        if (!functions.has(node.args[0])) throw unknownFunction(node, node.args[0]);
        if (zoned.has(node.args[0])) this.reads.add('zone');
        return each(node.args[1]);
      case 'rcall':
        return this.#visitMethod(node, bound, depth);
      case 'map':
        return node.args.forEach(each);
      case '!_':
      case '-_':
        return this.visit(node.args, bound, depth);
      case '==':
      case '!=':
      case 'in':
        this.#compare(node.args[0], node.args[1], bound);
        this.#compare(node.args[1], node.args[0], bound);
        return each(node.args);
      default:
        return each(node.args);
    }
  }

  #refuseForbidden(node: ASTNode, name: string): void {
    if (forbidden.has(name))
      throw new Refused('unknown-name', node, `Unknown name: ${name}`, { name });
  }

  #visitMethod(node: Call, bound: ReadonlySet<string>, depth: number): void {
    const [name, receiver, args] = node.args;
    if (!methods.has(name)) throw unknownFunction(node, name);
    this.visit(receiver, bound, depth);
    const [first] = args;
    if (loops.has(name) && args.length > 1 && first?.op === 'id') {
      if (depth >= mostLoops)
        throw new Refused('too-nested', node, `At most ${mostLoops} loops within one another`, {
          most: mostLoops,
        });
      this.loops.push(node);
      const inner = new Set([...bound, first.args]);
      return args.slice(1).forEach((arg) => this.visit(arg, inner, depth + 1));
    }
    if (durationOnly.has(name)) this.#durations.push(node);
    if (name === 'matches') this.#addPattern(first ?? node, depth);
    node.args[0] = safer.get(name) ?? name;
    args.forEach((arg) => this.visit(arg, bound, depth));
  }

  #addPattern(node: ASTNode, depth: number): void {
    const pattern: unknown = node.op === 'value' ? node.args : undefined;
    const refuse = (code: string, message: string): never => {
      throw new Refused(code, node, message, { pattern });
    };
    if (typeof pattern !== 'string')
      return refuse('unsafe-pattern', 'The pattern of matches() must be written out');
    const ways = waysOf(pattern);
    if (ways === 'bad-pattern') return refuse(ways, 'This is no regular expression');
    if (
      ways === 'unsafe-pattern' ||
      (this.#ways += ways) > mostWays ||
      (depth > 0 && ways > linearWays)
    )
      return refuse(
        'unsafe-pattern',
        'This pattern could take very long; begin it with ^, repeat fewer parts, nest no repetitions',
      );
    // Within a loop, about as long as so many nodes take.
    if (depth > 0) this.weight += Math.ceil(ways / 40);
  }

  #compare(side: ASTNode, other: ASTNode, bound: ReadonlySet<string>): void {
    const literals = other.op === 'list' ? other.args : [other];
    if (side.op !== 'id' && side.op !== '.') return;
    const name = side.op === 'id' && !bound.has(side.args) ? side.args : undefined;
    this.#pairs.push({ side, name, literals });
  }

  finish(): Comparison[] {
    for (const node of this.#durations)
      if (node.args[2].length > 0 || ![longType('duration'), 'dyn'].includes(typeOf(node.args[1])))
        throw new Refused(
          'expression-type',
          node,
          `${node.args[0]}() is for a duration; date() and time() give local texts`,
        );
    return this.#pairs.flatMap(({ side, name, literals }) => {
      const compared = name ?? fieldOf(side);
      return compared === undefined
        ? []
        : literals.flatMap(({ op, args, start, end }) =>
            op === 'value' && typeof args === 'string'
              ? [{ name: compared, text: args, start, end }]
              : [],
          );
    });
  }
}

const typeOf = (node: ASTNode): string =>
  (node as unknown as { checkedType?: { name: string } }).checkedType?.name ?? 'dyn';

/** `goods/kind` for `r.kind` where `r` is a row of `goods`; `user.roles` and the like as they are. */
function fieldOf(side: ASTNode): string | undefined {
  if (side.op !== '.') return undefined;
  const [owner, field] = side.args;
  const table = /^Row_(\w+)$/.exec(typeOf(owner))?.[1];
  if (table !== undefined) return `${table}/${field}`;
  return typeOf(owner) === 'User' ? `user.${field}` : undefined;
}

function unknownFunction(node: ASTNode, name: string): Refused {
  const known = [...new Set([...functions, ...methods])].sort();
  return new Refused('unknown-function', node, `Unknown function: ${name}()`, { name, known });
}
