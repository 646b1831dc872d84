// The whole test run: checks, tests in Node, tests in Chromium, build, end to end; then one line of counts.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import * as checks from './checks.mjs';
import { chromium } from './chromium.mjs';
import { root, runNode, say, tool } from './lib.mjs';

const output = 'test-output';

/** One step that passes or fails as a whole. */
async function whole(name, action) {
  say(name);
  let code = 1;
  try {
    code = (await action()) ?? 0;
  } catch (error) {
    console.error(error.message);
  }
  if (code !== 0) say(`${name}: FAILED`);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** A step that runs test files and counts; a step, or a file, that ran no test is a failure. */
async function counted(name, files, action) {
  say(`${name} (${files.length} files)`);
  const report = join(root, output, `${name.replace(/\W+/g, '-')}.json`);
  mkdirSync(join(root, output), { recursive: true });
  rmSync(report, { force: true });
  let code = 1;
  let counts = { passed: 0, failed: 0, skipped: 0, empty: [] };
  try {
    if (files.length === 0) throw new Error('no test files');
    code = await action(report);
    counts = JSON.parse(readFileSync(report, 'utf8').trim().split('\n').pop());
  } catch (error) {
    console.error(error.message);
  }
  const { passed, skipped, empty } = counts;
  let { failed } = counts;
  for (const file of empty) say(`${file} holds no test`);
  failed += empty.length;
  if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  say(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return { name, passed, failed };
}

function nodeTests(files, { concurrency, timeout }) {
  return async (report) =>
    runNode(
      [
        '--test',
        `--test-concurrency=${concurrency}`,
        `--test-timeout=${timeout}`,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        '--test-reporter=./scripts/node-reporter.mjs',
        `--test-reporter-destination=${report}`,
        ...files,
      ],
      found ? { CHROMIUM_PATH: found } : {},
    );
}

let found = '';

export const steps = {
  node: (patterns) => {
    const files = checks.testFiles('node', patterns);
    return counted('tests in Node', files, nodeTests(files, { concurrency: 2, timeout: 180_000 }));
  },
  web: async (patterns) => {
    found = await chromium();
    const files = checks.testFiles('web', patterns);
    const extra = (report) => ({ CHROMIUM_PATH: found, WEB_REPORT: report });
    return counted('tests in Chromium', files, (report) =>
      tool('@web/test-runner', ['--files', ...files], extra(report)),
    );
  },
  e2e: async (patterns) => {
    found = await chromium();
    const files = checks.testFiles('e2e', patterns);
    return counted('end to end', files, nodeTests(files, { concurrency: 1, timeout: 300_000 }));
  },
};

export async function testAll() {
  const results = [];
  const add = async (result) => results.push(await result);
  found = await chromium();
  const quick = [
    ['lint', () => checks.lint()],
    ['format', () => checks.format(false)],
    ...Object.entries(checks.runtimes).map(([name, config]) => [
      `types: ${name}`,
      () => checks.types(config),
    ]),
    ['JSON Schema is current', () => checks.schema(['--check'])],
  ];
  // Two at a time, as the tests are: each keeps one processor busy.
  const next = async () => {
    for (let check = quick.shift(); check; check = quick.shift()) await add(whole(...check));
  };
  await Promise.all([next(), next()]);
  await add(steps.node());
  await add(steps.web());
  const built = await whole('build', () => ensureBuilt({ force: true }));
  await add(built);
  if (built.failed) say('end to end: not run, there is no build');
  await add(built.failed ? { name: 'end to end', passed: 0, failed: 1 } : steps.e2e());
  return results;
}

/** Prints the counts as the last line; gives the exit code. */
export function conclude(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  for (const { name, failed } of results) if (failed) say(`${name}: ${failed} failed`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  return total('failed') === 0 ? 0 : 1;
}
