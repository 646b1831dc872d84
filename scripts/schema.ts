// Writes public/procedures.schema.json from src/spec, so that editors complete and check procedure files.
// With --check it only says whether the file is current. What members mean is taken from the comments of
// src/spec/procedure.ts, so that it is written down once.
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import * as spec from '../src/spec/procedure.ts';

const file = new URL('../public/procedures.schema.json', import.meta.url);
const source = readFileSync(new URL('../src/spec/procedure.ts', import.meta.url), 'utf8');

const plain = (comment: string): string => comment.replace(/\s*\n\s*\*?\s*/g, ' ').trim();

/** Member name → its comment, for names that the source has once. */
function memberComments(): Map<string, string> {
  const comments = new Map<string, string>();
  for (const [, comment = '', name = ''] of source.matchAll(
    /^ +\/\*\* ((?:(?!\*\/)[^])*?) ?\*\/\n +(\w+):/gm,
  ))
    if (source.match(new RegExp(`\\b${name}:`, 'g'))?.length === 1)
      comments.set(name, plain(comment));
  return comments;
}

/** Adds the comments to every member of that name. */
function describe(schema: unknown, comments: ReadonlyMap<string, string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const each of Object.values(schema)) describe(each, comments);
  const { properties } = schema as { properties?: Record<string, { description?: string }> };
  for (const [name, member] of Object.entries(properties ?? {})) {
    const comment = comments.get(name);
    if (comment !== undefined) member.description = comment;
  }
}

/** Exported schemas become named definitions with their comment. */
function namedSchemas(): z.core.$ZodRegistry<{ id: string; description?: string }> {
  const registry = z.registry<{ id: string; description?: string }>();
  for (const [id, schema] of Object.entries<unknown>(spec)) {
    if (!(schema instanceof z.core.$ZodType)) continue;
    if (id === 'procedure') continue;
    const comment = new RegExp(`/\\*\\* ((?:(?!\\*/)[^])*?) ?\\*/\\nexport const ${id} =`).exec(
      source,
    )?.[1];
    registry.add(schema, comment === undefined ? { id } : { id, description: plain(comment) });
  }
  return registry;
}

const generated = z.toJSONSchema(spec.procedure, {
  io: 'input',
  reused: 'ref',
  target: 'draft-2020-12',
  metadata: namedSchemas(),
});
const schema: unknown = JSON.parse(JSON.stringify({ title: 'Qiantai procedure', ...generated }));
describe(schema, memberComments());
const text = `${JSON.stringify(schema, null, 1)}\n`;

if (process.argv.includes('--check')) {
  let old = '';
  try {
    old = readFileSync(file, 'utf8');
  } catch {
    // Not there yet: not current.
  }
  if (old !== text) {
    console.error(
      'public/procedures.schema.json is not current: run "npm run schema" and commit it.',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
  console.log(`public/procedures.schema.json: ${text.length} characters`);
}
