/**
 * Each runtime is type-checked with its own libraries: what does not exist there does not compile. Seen to fail: a
 * planted use of another runtime's global is reported in each.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** A folder of `src`, a line that its runtime has, and one that it has not. */
const runtimes = [
  { folder: 'src/spec', has: 'new Map<string, number>()', hasNot: 'document.title' },
  { folder: 'src/form', has: 'new Set<string>()', hasNot: 'fetch("/")' },
  { folder: 'src/sync', has: 'Promise.resolve(1)', hasNot: 'localStorage.length' },
  { folder: 'src/server', has: 'process.pid', hasNot: 'document.title' },
  { folder: 'src/sw', has: 'new FileReaderSync()', hasNot: 'document.title' },
  { folder: 'src', has: 'document.title', hasNot: 'process.pid' },
] as const;

async function errorsOf(folder: string, line: string): Promise<string> {
  // Inside the repository, so that packages and type roots are found as they are by the sources.
  const place = await mkdtemp(join(root, 'test/.planted-'));
  try {
    await writeFile(join(place, 'planted.ts'), `export const planted: unknown = ${line};\n`);
    const config = {
      extends: join(root, folder, 'tsconfig.json'),
      include: ['planted.ts'],
      exclude: [],
    };
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return await run(process.execPath, [tsc, '-p', place]).then(
      () => '',
      (error: { stdout?: string }) => error.stdout ?? String(error),
    );
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

describe('types of each runtime', () => {
  for (const { folder, has, hasNot } of runtimes)
    it(`${folder}: ${has} compiles, ${hasNot} does not`, async () => {
      assert.equal(await errorsOf(folder, has), '');
      assert.match(await errorsOf(folder, hasNot), /planted\.ts.*error TS\d+/);
    });
});
