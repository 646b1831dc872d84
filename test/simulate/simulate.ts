/**
 * `npm run simulate -- --seeds N --from S`: N worlds from seed S on. `--say` tells what happens in each; `--mutant NAME`
 * plants that bug first; `--mutants` plants each until it is found; `--all` goes on after a violation. Ends at the first violation with code 1, and says how to replay it.
 */
import { parseArgs } from 'node:util';
import { hunt } from './hunt.ts';
import { mutants } from './mutants.ts';
import { install } from './platform.ts';

const write = (line: string): void => void process.stdout.write(`${line}\n`);
/** Seconds of processor time. */
const clock = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    say: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
});
if (values.mutants) process.exit(hunt(values.seeds, write) > 0 ? 1 : 0);
const [seeds, from] = [Number(values.seeds), Number(values.from)];
const mutant =
  values.mutant === undefined ? undefined : mutants.find(({ name }) => name === values.mutant);
if (values.mutant !== undefined && !mutant) throw new Error(`there is no mutant ${values.mutant}`);

install(mutant?.edits ?? []);
const { simulate } = await import('./world.ts');

// Errors are values here, made by the thousand.
if (!values.say) Error.stackTraceLimit = 0;
const began = clock();
const happened = new Map<string, number>();
let [done, told, violations] = [0, 0, 0];
let stopped = false;
// Asked to stop, it says how far it has come.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopped = true));
for (let seed = from; seed < from + seeds && !stopped; seed++) {
  const outcome = await simulate(seed, values.say ? write : undefined);
  done++;
  told += outcome.told;
  for (const [what, times] of outcome.happened)
    happened.set(what, (happened.get(what) ?? 0) + times);
  if (values.say) write(`seed ${seed} trace ${outcome.trace}`);
  if (outcome.violation === undefined) continue;
  violations++;
  write(`seed ${seed}: ${outcome.violation}`);
  if (!values.all) break;
}
const took = clock() - began;
write(
  [...happened]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${what} ${times}`)
    .join(', '),
);
write(
  `${done} seeds from ${from}, ${told} promises, ${violations} violations, ${(done / took).toFixed(1)} seeds a second of one processor`,
);
process.exitCode = violations > 0 ? 1 : 0;
