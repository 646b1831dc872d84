/**
 * A procedure file read with distrust: bounded before anything works on it, then held against the schema.
 */
import * as z from 'zod/mini';
import { depthOf, faultIn, visitJson } from './json-text.ts';
import type { Problem } from './problem.ts';
import { optionLists, procedure, type OptionLists, type Procedure } from './procedure.ts';
import { problemsOf } from './shape.ts';

export const fileLimits = {
  /** UTF-8 bytes. */
  bytes: 1_048_576,
  depth: 32,
  /** Of one array, and members of one object. */
  members: 2000,
  /** Strings, numbers, arrays and so on, in all. */
  values: 100_000,
  /** Items and columns. */
  items: 2000,
  tables: 20,
  expressions: 5000,
} as const;

/** Problems reported of one file; more help nobody. */
export const mostProblems = 100;

export type ParsedProcedure =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly problems: readonly Problem[] };
export type ParsedOptions =
  | { readonly ok: true; readonly options: OptionLists }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a procedure file. Problems have JSON paths and are `too-large`, `too-deep`, `not-json`, `byte-order-mark`,
 * `forbidden-name`, `duplicate-member`, `bad-text`, `too-many` (params.what), or those of `shape.ts`. Never throws.
 */
export function parseProcedure(text: string): ParsedProcedure {
  const read = readJson(text);
  if (!read.ok) return read;
  const problems = countProblems(read.value);
  if (problems.length > 0) return { ok: false, problems };
  const shaped = shape(procedure, read.value);
  return shaped.ok ? { ok: true, procedure: shaped.value } : shaped;
}

/** Reads a file of shared option lists; problems as of `parseProcedure`. */
export function parseOptions(text: string): ParsedOptions {
  const read = readJson(text);
  if (!read.ok) return read;
  const shaped = shape(optionLists, read.value);
  return shaped.ok ? { ok: true, options: shaped.value } : shaped;
}

type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function shape<T>(schema: z.core.$ZodType<T>, value: unknown): Result<T> {
  const result = z.core.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const problems: Problem[] = [];
  for (const issue of result.error.issues) {
    problems.push(...problemsOf(schema, value, issue));
    if (problems.length >= mostProblems) break;
  }
  return { ok: false, problems: problems.slice(0, mostProblems) };
}

function readJson(text: string): Result<unknown> {
  const refuse = (code: string, params: Record<string, unknown> = {}): Result<unknown> => ({
    ok: false,
    problems: [{ code, path: '', params }],
  });
  if (isLarger(text, fileLimits.bytes))
    return refuse('too-large', { most: fileLimits.bytes, what: 'file' });
  if (text.startsWith('\uFEFF')) return refuse('byte-order-mark');
  const depth = depthOf(text);
  if (depth > fileLimits.depth) return refuse('too-deep', { most: fileLimits.depth, got: depth });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return refuse('not-json', { message, offset: faultIn(text) ?? 0 });
  }
  const problems = contentProblems(value);
  if (problems.length === 0) problems.push(...duplicateMembers(text));
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

function isLarger(text: string, bytes: number): boolean {
  // Each UTF-16 unit is one to three bytes.
  if (text.length > bytes) return true;
  if (text.length * 3 <= bytes) return false;
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    size += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return size > bytes;
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
// Control characters other than tab and line feed, and halves of surrogate pairs.
const badText = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** What no member may hold, whatever the schema says: names that objects inherit, broken text, and too much of anything. */
function contentProblems(root: unknown): Problem[] {
  const problems: Problem[] = [];
  let values = 0;
  const report = (code: string, path: string, params: Record<string, unknown>): void => {
    if (problems.length < mostProblems) problems.push({ code, path, params });
  };
  const visit = (value: unknown, path: string): void => {
    if (++values > fileLimits.values) return;
    if (typeof value === 'string') {
      const at = badText.exec(value)?.index;
      if (at !== undefined)
        report('bad-text', path, {
          offset: at,
          character: `U+${value.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`,
        });
    }
    if (typeof value !== 'object' || value === null) return;
    const members = Object.entries(value);
    if (members.length > fileLimits.members)
      return report('too-many', path, {
        what: 'members',
        most: fileLimits.members,
        got: members.length,
      });
    for (const [name, each] of members) {
      const inner = path === '' ? name : `${path}.${name}`;
      if (forbidden.has(name)) report('forbidden-name', inner, { name });
      else visit(each, inner);
    }
  };
  visit(root, '');
  if (values > fileLimits.values)
    report('too-many', '', { what: 'values', most: fileLimits.values });
  return problems;
}

function duplicateMembers(text: string): Problem[] {
  const problems: Problem[] = [];
  visitJson(text, (path, _, again) => {
    if (again && problems.length < mostProblems)
      problems.push({
        code: 'duplicate-member',
        path: path.join('.'),
        params: { name: path.at(-1) },
      });
  });
  return problems;
}

const expressionNames = new Set([
  'show',
  'require',
  'default',
  'value',
  'rows',
  'ok',
  'when',
  'until',
]);

/** Too many items, tables or expressions; counted loosely, for the shape is not known yet. */
function countProblems(root: unknown): Problem[] {
  const count = { items: 0, tables: 0, expressions: 0 };
  const visit = (value: unknown, name: string): void => {
    if (typeof value === 'string' && expressionNames.has(name)) count.expressions++;
    if (typeof value !== 'object' || value === null) return;
    if (name === 'with') count.expressions += Object.keys(value).length;
    if (name === 'items' && Array.isArray(value)) count.items += value.length;
    if ((value as { type?: unknown }).type === 'table') count.tables++;
    for (const [inner, each] of Object.entries(value)) visit(each, inner);
  };
  visit(root, '');
  const found = (['items', 'tables', 'expressions'] as const).filter(
    (what) => count[what] > fileLimits[what],
  );
  return found.map((what) => ({
    code: 'too-many',
    path: 'sections',
    params: { what, most: fileLimits[what], got: count[what] },
  }));
}
