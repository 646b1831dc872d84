import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { canonicalJson, hashOf } from '../../src/spec/json.ts';
import * as documents from '../../src/sync/documents.ts';
import * as protocol from '../../src/sync/protocol.ts';

type Schema = z.core.$ZodType;
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** Of every schema that the modules export, by name. */
function hashOfSchemas(...modules: readonly object[]): string {
  const schemas = modules
    .flatMap((module) => Object.entries(module) as [string, unknown][])
    .filter((pair): pair is [string, Schema] => isSchema(pair[1]))
    .map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any' })]);
  return hashOf(canonicalJson(Object.fromEntries(schemas)));
}

describe('the protocol', () => {
  it('does not change unnoticed', () => {
    const found = hashOfSchemas(protocol, documents);
    assert.equal(
      found,
      protocol.protocolHash,
      `A schema of the wire has changed. Can an end that does not know of it still read what is said? Then put
${found} into protocolHash (src/sync/protocol.ts). If not, raise protocolVersion too.`,
    );
  });

  it('is told apart by its hash when a schema changes', () => {
    const { poke } = protocol;
    const before = hashOfSchemas({ poke });
    const planted = [
      z.strictObject({ ...poke.shape, more: z.optional(z.string()) }),
      z.strictObject({ ...poke.shape, seq: z.string() }),
      z.strictObject({ ...poke.shape, seq: z.optional(z.number()) }),
      z.strictObject({ scope: poke.shape.scope }),
      z.strictObject({ ...poke.shape, scope: z.enum(['public', 'work', 'other']) }),
    ];
    for (const changed of planted) assert.notEqual(hashOfSchemas({ poke: changed }), before);
    assert.equal(hashOfSchemas({ poke: z.strictObject({ ...poke.shape }) }), before);
  });
});
