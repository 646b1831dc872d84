/**
 * What an expression's tree says before it is type-checked: what it reads, and whether it keeps to the language that
 * procedures may use (CEL without its bindings, byte strings and machine-dependent functions).
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { innerName, safeMatches, zoned } from './environment.ts';
import { faultOf } from './pattern.ts';

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

const own =
  'answered orElse count sum minutesBetween daysBetween addDays date time weekday idcardOk plateOk phoneOk';
const functions = new Set(`${own} has size int double string timestamp duration`.split(' '));
const methods = new Set(
  'all exists exists_one map filter sum size contains startsWith endsWith matches indexOf lastIndexOf substring lowerAscii upperAscii trim join getHours getMinutes getSeconds'.split(
    ' ',
  ),
);
const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** Loops within loops; each level multiplies the work. */
const mostLoops = 2;

export interface Syntax {
  readonly reads: Set<string>;
  /** Calls that loop over a list. */
  readonly loops: ASTNode[];
}

/**
 * Reads a freshly parsed tree, and puts our own safe functions and inner names in it. Throws `Refused`.
 */
export function readSyntax(tree: ASTNode): Syntax {
  const syntax: Syntax = { reads: new Set(), loops: [] };
  visit(tree, new Set(), 0, syntax);
  return syntax;
}

function visit(node: ASTNode, bound: ReadonlySet<string>, depth: number, syntax: Syntax): void {
  const each = (nodes: readonly ASTNode[]): void =>
    nodes.forEach((next) => visit(next, bound, depth, syntax));
  switch (node.op) {
    case 'value':
      return;
    case 'id':
      if (bound.has(node.args)) return;
      if (forbidden.has(node.args))
        throw new Refused('unknown-name', node, `Unknown name: ${node.args}`, { name: node.args });
      syntax.reads.add(node.args);
      (node as { args: string }).args = innerName(node.args);
      return;
    case '.':
    case '.?':
      if (forbidden.has(node.args[1]))
        throw new Refused('unknown-name', node, `Unknown name: ${node.args[1]}`, {
          name: node.args[1],
        });
      return visit(node.args[0], bound, depth, syntax);
    case 'call':
      if (!functions.has(node.args[0])) throw unknownFunction(node, node.args[0]);
      if (zoned.has(node.args[0])) syntax.reads.add('zone');
      return each(node.args[1]);
    case 'rcall':
      return visitMethod(node, bound, depth, syntax);
    case 'map':
      return node.args.forEach(each);
    case '!_':
    case '-_':
      return visit(node.args, bound, depth, syntax);
    default:
      return each(node.args);
  }
}

function visitMethod(
  node: Extract<ASTNode, { op: 'rcall' }>,
  bound: ReadonlySet<string>,
  depth: number,
  syntax: Syntax,
): void {
  const [name, receiver, args] = node.args;
  if (!methods.has(name)) throw unknownFunction(node, name);
  visit(receiver, bound, depth, syntax);
  const [first] = args;
  if (loops.has(name) && args.length > 1 && first?.op === 'id') {
    if (depth >= mostLoops)
      throw new Refused('too-nested', node, `At most ${mostLoops} loops within one another`, {
        most: mostLoops,
      });
    syntax.loops.push(node);
    const inner = new Set([...bound, first.args]);
    return args.slice(1).forEach((arg) => visit(arg, inner, depth + 1, syntax));
  }
  if (name === 'matches') {
    const pattern: unknown = first?.op === 'value' ? first.args : undefined;
    const fault = typeof pattern === 'string' ? faultOf(pattern) : 'unsafe-pattern';
    if (fault)
      throw new Refused(
        fault,
        first ?? node,
        'The pattern of matches() must be written out, be valid, and need bounded work',
        { pattern },
      );
    node.args[0] = safeMatches;
  }
  args.forEach((arg) => visit(arg, bound, depth, syntax));
}

function unknownFunction(node: ASTNode, name: string): Refused {
  const known = [...functions, ...methods]
    .filter((each, at, all) => all.indexOf(each) === at)
    .sort();
  return new Refused('unknown-function', node, `Unknown function: ${name}()`, { name, known });
}
