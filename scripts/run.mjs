// Every npm script comes through here: `node scripts/run.mjs <command> [arguments]`. Runs on Node 20 or newer with
// nothing installed; installs the packages (which bring Node 24), builds what has changed, then does what was asked.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import * as checks from './checks.mjs';
import { chromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { Failure, need, node, root, run, runNode, say, tool, environment } from './lib.mjs';
import { conclude, steps, testAll } from './test.mjs';

async function serve(args) {
  const main = need('src/server/main.ts', 'the server starts there.');
  await ensureBuilt();
  say(`starting the server ${args.join(' ')}`.trimEnd());
  return runNode([main, ...args]);
}

/** Vite for the client and Node for the server, each reloading on change; ends with Vite. */
async function dev(args) {
  const main = need('src/server/main.ts', 'the server starts there.');
  const watched = ['--disable-warning=ExperimentalWarning', '--watch', main, ...args];
  const stop = new AbortController();
  run(node(), watched, { env: environment(), signal: stop.signal }).catch(() => 0);
  return tool('vite', []).finally(() => stop.abort());
}

/** The peers that a benchmark compares with are installed into its own folder, never into the product. */
async function bench(name, args) {
  if (!existsSync(join(root, 'test/bench/node_modules'))) {
    say('installing what the benchmark compares with');
    const options = ['--prefix', 'test/bench', '--ignore-scripts', '--no-audit', '--no-fund'];
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const code = await run(npm, ['ci', ...options], { env: environment() });
    if (code !== 0) return code;
  }
  await chromium();
  return runNode([need(`test/bench/${name}.ts`, 'it measures.'), ...args]);
}

/** A benchmark of ours alone, or beside the least there could be: nothing is installed for it. */
async function measured(name, args) {
  await ensureBuilt();
  const found = { CHROMIUM_PATH: await chromium() };
  return runNode([need(`test/bench/${name}.ts`, 'it measures.'), ...args], found);
}

/** All of them, one after another, then the page that says what came out. */
async function benchAll() {
  for (const name of ['size', 'forms', 'server', 'store', 'start', 'sync', 'growth']) {
    say(`bench:${name}`);
    const code = await commands[`bench:${name}`]([]);
    if (code !== 0) return code;
  }
  return commands.docs([]);
}

async function allTypes() {
  let code = 0;
  for (const [name, config] of Object.entries(checks.runtimes)) {
    say(`types: ${name}`);
    const mine = await checks.types(config).catch((error) => (say(error.message), 1));
    code = mine || code;
  }
  return code;
}

const commands = {
  start: serve,
  demo: (args) => serve(['--demo', ...args]),
  dev,
  backup: (args) =>
    runNode([need('src/server/backup/main.ts', 'it makes backups.'), 'backup', ...args]),
  restore: (args) =>
    runNode([need('src/server/backup/main.ts', 'it restores.'), 'restore', ...args]),
  soak: (args) => runNode([need('test/soak/soak.ts', 'it runs for long.'), ...args]),
  simulate: (args) => runNode([need('test/simulate/simulate.ts', 'it simulates.'), ...args]),
  build: () => ensureBuilt({ force: true }),
  test: async () => conclude(await testAll()),
  'test:node': async (args) => conclude([await steps.node(args)]),
  'test:web': async (args) => conclude([await steps.web(args)]),
  'test:e2e': async (args) => (await ensureBuilt(), conclude([await steps.e2e(args)])),
  types: allTypes,
  lint: checks.lint,
  format: () => checks.format(true),
  schema: checks.schema,
  'procedures:check': checks.procedures,
  'bench:forms': (args) => bench('forms', args),
  ...Object.fromEntries(
    ['size', 'store', 'start', 'sync', 'growth'].map((name) => [
      `bench:${name}`,
      (args) => measured(name, args),
    ]),
  ),
  bench: benchAll,
  'bench:server': (args) => runNode([need('test/bench/server.ts', 'it measures.'), ...args]),
  docs: () => runNode([need('scripts/docs.ts', 'it writes the tables of the READMEs.')]),
  screenshots: async (args) => (await ensureBuilt(), checks.screenshots(args, await chromium())),
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
const isTest = name.startsWith('test');
try {
  if (!command)
    throw new Failure(`there is no "${name}". Known: ${Object.keys(commands).join(', ')}`);
  await ensureInstalled();
  process.exitCode = (await command(args)) ?? 0;
} catch (error) {
  console.error(error instanceof Failure ? `qiantai: ${error.message}` : error);
  if (isTest) console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
