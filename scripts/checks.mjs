// The checks that run no product code in a browser: format, lint, types, the JSON Schema, the procedures.
import { dirname } from 'node:path';
import { Failure, filesBelow, need, runNode, tool } from './lib.mjs';

/** One TypeScript configuration for each runtime, so that each sees only the globals that it has. */
export const runtimes = {
  spec: 'src/spec/tsconfig.json',
  form: 'src/form/tsconfig.json',
  sync: 'src/sync/tsconfig.json',
  page: 'src/tsconfig.json',
  worker: 'src/sw/tsconfig.json',
  server: 'src/server/tsconfig.json',
  'tests in Node': 'test/tsconfig.json',
  'tests in Chromium': 'test/tsconfig.web.json',
};

export const format = (write) =>
  tool('prettier', [write ? '--write' : '--check', '.', '--log-level=warn']);

export const lint = (args = []) => tool('oxlint', ['--type-aware', '--deny-warnings', ...args]);

export async function types(config) {
  // The compiler is content with no files at all.
  const sources = filesBelow(dirname(config), (path) => path.endsWith('.ts'));
  if (sources.length === 0) throw new Failure(`there is nothing to check beside ${config}.`);
  return tool('typescript', ['-p', config, '--pretty', 'false']);
}

export const schema = (args = []) =>
  runNode([need('scripts/schema.ts', 'it writes the JSON Schema of procedures.'), ...args]);

export const procedures = (args = []) =>
  runNode([need('scripts/procedures.ts', 'it checks the procedure files.'), ...args]);

export const screenshots = (args, chromium) =>
  runNode([need('scripts/screenshots.ts', 'it takes the screenshots.'), ...args], {
    CHROMIUM_PATH: chromium,
  });

/** Test files of one runtime (`node`, `web`, `e2e`), those whose path holds one of the patterns. */
export const testFiles = (kind, patterns = []) =>
  filesBelow('test', (path) => path.endsWith(`.${kind}.test.ts`)).filter(
    (path) => patterns.length === 0 || patterns.some((pattern) => path.includes(pattern)),
  );
