// Brings node_modules into step with package-lock.json, and only then runs npm.
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, root, run, say } from './lib.mjs';

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** npm leaves node_modules/.package-lock.json when an installation is complete; it is the stamp. */
function installed() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const have = read('node_modules/.package-lock.json');
  for (const [path, wanted] of Object.entries(read('package-lock.json'))) {
    if (path === '') continue;
    if (have[path] ? have[path].version !== wanted.version : !wanted.optional && !wanted.peer)
      return false;
  }
  return true;
}

export async function ensureInstalled() {
  if (installed()) return;
  say('installing packages (npm ci)');
  const env = { ...process.env };
  // Not the Node inside the folder that npm is about to replace.
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const inside = join(root, 'node_modules');
  env[key] = env[key]
    .split(delimiter)
    .filter((part) => !part.startsWith(inside))
    .join(delimiter);
  // On Windows a running node.exe cannot be removed, so node_modules is corrected in place there.
  const windows = process.platform === 'win32';
  const args = [windows ? 'install' : 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run('npm', args, { env, shell: windows });
  if (code !== 0) throw new Failure(`npm ${args[0]} failed; see above.`);
  if (!installed()) throw new Failure('node_modules still differs from package-lock.json.');
}
