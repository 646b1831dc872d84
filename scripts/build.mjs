// Builds the client into dist/, only when something that goes into it has changed.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, filesBelow, hashOfFiles, need, root, say, tool } from './lib.mjs';

const inputs = [
  'index.html',
  'guest.html',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
  'public',
  'src',
];
const goesIn = (path) => !path.startsWith('src/server/') && !path.endsWith('.md');

export async function ensureBuilt({ force = false } = {}) {
  need('src/main.ts', 'the browser starts there.');
  const stamp = join(root, 'dist/.stamp');
  const hash = hashOfFiles(inputs.flatMap((path) => filesBelow(path, goesIn)));
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('building the client');
  // Beside dist/ and then renamed, so that a server never serves half a build.
  const fresh = `dist.${process.pid}`;
  const code = await tool('vite', [
    'build',
    '--outDir',
    fresh,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) {
    rmSync(join(root, fresh), { recursive: true, force: true });
    throw new Failure('the client did not build; see above.');
  }
  writeFileSync(join(root, fresh, '.stamp'), hash);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(join(root, fresh), join(root, 'dist'));
}
