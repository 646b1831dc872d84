/**
 * `npm run soak -- server 500`, `… poison 10000`, `… herd 500 200`: long runs with real processes. What they last said is
 * in docs/reliability.md.
 */
import { herd } from './herd.ts';
import { poison } from './poison.ts';
import { killServer } from './server.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [what = '', ...numbers] = process.argv.slice(2);
const [first, second] = numbers.map(Number);

const runs: Readonly<Record<string, () => Promise<unknown>>> = {
  server: () => killServer(first ?? 500, say),
  poison: () => poison(first ?? 10_000),
  herd: () => herd(first ?? 500, second ?? 200),
};
const run = runs[what];
if (!run) throw new Error(`there is no "${what}". Known: ${Object.keys(runs).join(', ')}`);
say(JSON.stringify(await run()));
