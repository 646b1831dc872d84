/**
 * Plants every bug in turn, each in a process of its own, and runs seeds until it is found.
 */
import { spawnSync } from 'node:child_process';
import { mutants } from './mutants.ts';

/** Says for each the first seed that finds it; the number of those that no seed found. */
export function hunt(seeds: string, say: (line: string) => void): number {
  const file = new URL('simulate.ts', import.meta.url).pathname;
  let missed = 0;
  for (const { name } of mutants) {
    const flags = ['--disable-warning=ExperimentalWarning', file, '--seeds', seeds];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--mutant', name], {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    });
    const [, seed, why] = /^seed (\d+): (.*)$/m.exec(stdout) ?? [];
    if (seed === undefined) missed++;
    say(
      `${name}: ${seed === undefined ? `NOT FOUND ${stderr.slice(0, 300)}` : `seed ${seed}, ${why}`}`,
    );
  }
  say(`${mutants.length - missed} of ${mutants.length} planted bugs found`);
  return missed;
}
