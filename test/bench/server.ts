/**
 * `npm run bench:server [-- --runs 5 --seconds 5 --only group,sqlite]`: single changes pushed by 16 clients that keep
 * their connections, to the real server and to the least that could store them, in turns.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres } from '../server/postgres.ts';
import { environment, median, record, setting } from './report.ts';
import { load } from './server/load.ts';
import type { Call, Measured } from './server/load.ts';
import { notApplied, openOurs } from './server/ours.ts';

const runs = Number(setting('runs') ?? 5);
const seconds = Number(setting('seconds') ?? 5);
const clients = 16;
const body = JSON.stringify({ name: '示例包裹'.repeat(10), rest: 'x'.repeat(400) });
const bare: Call = { path: '/', headers: {}, body };

interface Run {
  readonly full: Measured;
  /** At half of the full rate. */
  readonly half: Measured;
}

async function both(
  port: number,
  next: () => Call,
  wrong: (status: number, body: string) => string | undefined,
): Promise<Run> {
  // What is compiled and opened at the first requests is not what a day costs.
  await load({ port, clients, seconds: 1, next, wrong });
  const full = await load({ port, clients, seconds, next, wrong });
  const half = await load({ port, clients, seconds, next, wrong, rate: full.rate / 2 });
  return { full, half };
}

async function floor(kind: string, place?: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'qiantai-floor-'));
  const port = await freePort();
  const script = join(import.meta.dirname, 'server/floor.ts');
  const server = spawn(process.execPath, [script, kind, String(port), place ?? folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(server.stdout, 'data');
    return await both(
      port,
      () => bare,
      (status) => (status === 200 ? undefined : String(status)),
    );
  } finally {
    server.kill('SIGKILL');
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function ours(env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const { site, port, next } = await openOurs(env);
  try {
    return await both(port, next, notApplied);
  } finally {
    await site.close();
  }
}

const postgres = await startPostgres({ durable: true });
const kinds: Record<string, () => Promise<Run>> = {
  nothing: () => floor('nothing'),
  each: () => floor('each'),
  group: () => floor('group'),
  sqlite: () => ours(),
  pooled: async () => floor('postgres', await postgres.database()),
  postgres: async () => ours({ DATABASE_URL: await postgres.database() }),
};
const only = setting('only')?.split(',');
const names = Object.keys(kinds).filter((name) => !only || only.includes(name));
const times = new Map<string, Run[]>(names.map((name) => [name, []]));
try {
  for (let round = 0; round < runs; round++)
    for (const name of names) {
      const run = await kinds[name]?.();
      if (run) times.get(name)?.push(run);
    }
} finally {
  await postgres.stop();
}
const results = names.map((name) => {
  const all = times.get(name) ?? [];
  const of = (value: (run: Run) => number): number => median(all.map(value));
  return {
    server: name,
    runs: all.length,
    rate: of((run) => run.full.rate),
    p50: of((run) => run.full.p50),
    p99: of((run) => run.full.p99),
    halfP50: of((run) => run.half.p50),
    halfP99: of((run) => run.half.p99),
  };
});
for (const row of results)
  console.log(
    `${row.server.padEnd(9)} ${row.rate.toFixed(0).padStart(6)} requests/s  p50 ${row.p50.toFixed(1)} ms  ` +
      `p99 ${row.p99.toFixed(1)} ms  at half: p50 ${row.halfP50.toFixed(1)} ms  p99 ${row.halfP99.toFixed(1)} ms`,
  );
const rateOf = (name: string): number =>
  results.find(({ server }) => server === name)?.rate ?? Number.NaN;
console.log(`SQLite: ${(rateOf('sqlite') / rateOf('group')).toFixed(2)} of its floor`);
console.log(`PostgreSQL: ${(rateOf('postgres') / rateOf('pooled')).toFixed(2)} of its floor`);
if (!only) record('server', { ...environment(), runs, seconds, clients, results });
