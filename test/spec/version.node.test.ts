import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { canonicalJson, hashOf } from '../../src/spec/json.ts';
import { l10n } from '../../src/spec/basics.ts';
import { procedure, specFormat } from '../../src/spec/procedure.ts';

/** Format → hash of what its files may hold. */
const pinned: Readonly<Record<number, string>> = {
  1: '1ff7bd2a0699a772b5c6bc39073d9c4105ef54aab458a63e8416f0a04eea6922',
};

const advice = `
What a procedure file may hold has changed.
- Published versions are immutable and entries are pinned to them for life, so every file that was right before must
  still be read, and mean the same. Only made optional members, more values, wider bounds? Then pin the new hash here.
- Otherwise: raise specFormat, keep reading the old format (convert it in parse.ts), and add a line here.
- Until the first release files may change with the schema: correct public/procedures in the same commit.
Either way run "npm run schema".
`;

/** Of the schema as JSON, without titles and descriptions, which mean nothing to a reader of files. */
function shapeHash(schema: z.core.$ZodType): string {
  return hashOf(canonicalJson(z.toJSONSchema(schema, { io: 'input', reused: 'ref' })));
}

describe('the format of procedure files', () => {
  it(`is what is pinned as format ${specFormat}`, () => {
    assert.equal(shapeHash(procedure), pinned[specFormat], advice);
  });
  it('is noticed to change', () => {
    const before = shapeHash(procedure);
    const { shape } = procedure;
    const changes = [
      { ...shape, extra: z.optional(z.string()) },
      { ...shape, title: z.optional(l10n) },
      { ...shape, covers: z.array(z.string()) },
      { ...shape, format: z.literal(2) },
    ];
    for (const change of changes) assert.notEqual(shapeHash(z.strictObject(change)), before);
    assert.equal(shapeHash(z.strictObject(shape)), before);
  });
});
