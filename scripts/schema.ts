// Writes public/procedures.schema.json from src/spec, so that editors complete and check procedure files.
// With --check it only says whether the file is current.
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { procedure } from '../src/spec/procedure.ts';

const file = new URL('../public/procedures.schema.json', import.meta.url);
const schema = {
  title: 'Qiantai procedure',
  ...z.toJSONSchema(procedure, { io: 'input', reused: 'ref', target: 'draft-2020-12' }),
};
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
