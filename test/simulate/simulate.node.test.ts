/**
 * The simulator itself: `npm run simulate` runs more seeds, and `npm run simulate -- --mutants` plants every bug.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { mutants } from './mutants.ts';

/** A process of its own: in it, clock and timers are simulated. */
function simulate(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const file = new URL('simulate.ts', import.meta.url).pathname;
    const flags = ['--disable-warning=ExperimentalWarning', file];
    execFile(process.execPath, [...flags, ...args], { maxBuffer: 64 << 20 }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, said: out + err });
    });
  });
}

const seeds = process.env['SEEDS'] ?? '100';

describe('the simulated world', () => {
  it(`holds its promises whatever happens (${seeds} seeds)`, async () => {
    const { code, said } = await simulate('--seeds', seeds);
    assert.equal(code, 0, said);
    assert.match(said, new RegExp(`^${seeds} seeds from 1, .* 0 violations`, 'm'));
    // A world in which nothing is saved has nothing to lose.
    const [, promises = '0'] = /(\d+) promises/.exec(said.replaceAll(',', '')) ?? [];
    assert.ok(Number(promises) > Number(seeds), said);
  });

  it('replays a seed exactly', async () => {
    const [one, other] = await Promise.all([
      simulate('--seeds', '1', '--from', '17', '--say'),
      simulate('--seeds', '1', '--from', '17', '--say'),
    ]);
    const lines = one.said.split('\n').slice(0, -2);
    assert.ok(lines.length > 30, one.said);
    assert.deepEqual(other.said.split('\n').slice(0, -2), lines);
    assert.match(one.said, /^seed 17 trace [0-9a-f]{16}$/m);
  });

  // Those that few seeds suffice for; the hunt for all of them is `npm run simulate -- --mutants`.
  for (const { name } of mutants.slice(0, 6))
    it(`finds what was planted: ${name}`, async () => {
      const { code, said } = await simulate('--seeds', '1000', '--mutant', name);
      assert.equal(code, 1, said);
      assert.match(said, /^seed \d+: /m);
    });
});
