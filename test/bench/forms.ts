/**
 * `npm run bench:forms [-- --runs 7 --only ours,floor]`: a page of 500 questions, drawn by us, by bare inputs and by
 * what people would use instead, one after another in the same minutes.
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { buildEngine, engines, type Built, type Engine } from './forms/build.ts';
import { measure, type Run } from './forms/measure.ts';
import { chromiumPath, environment, median, record, setting } from './report.ts';

const runs = Number(setting('runs') ?? 7);
const only = setting('only')?.split(',');
const names = (Object.keys(engines) as Engine[]).filter((name) => !only || only.includes(name));
const out = join(import.meta.dirname, 'dist/forms');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

const built = new Map<Engine, Built>();
for (const name of names) built.set(name, await buildEngine(name, out));

const server = createServer((request, reply) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/\/$/, '/index.html');
  try {
    const bytes = readFileSync(join(out, path));
    reply.writeHead(200, {
      'content-type': `${types[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`,
      'cache-control': 'max-age=600',
    });
    reply.end(bytes);
  } catch {
    reply.writeHead(404).end();
  }
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;

const cases = [
  { name: 'plain', logic: false, count: 500, slowdown: 1 },
  { name: 'logic', logic: true, count: 500, slowdown: 1 },
  { name: 'plain 4x', logic: false, count: 500, slowdown: 4 },
  { name: 'logic 4x', logic: true, count: 500, slowdown: 4 },
  { name: 'logic 5000', logic: true, count: 5000, slowdown: 1 },
];
const wanted = setting('cases')?.split(',');
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const results: object[] = [];
try {
  for (const each of cases.filter(({ name }) => !wanted || wanted.includes(name))) {
    const times = new Map<Engine, Run[]>(names.map((name) => [name, []]));
    // Round by round, so that a slow minute of the machine falls on all alike. 5,000: those that can, three times.
    const rounds = each.count > 500 ? Math.min(3, runs) : runs;
    for (let round = 0; round < rounds; round++)
      for (const name of names) {
        if (each.count > 500 && !['floor', 'ours', 'lit'].includes(name)) continue;
        try {
          const url = `http://127.0.0.1:${port}/${name}/`;
          times
            .get(name)
            ?.push(await measure(browser, { ...each, url, evaluates: name !== 'floor' }));
        } catch (error) {
          console.log(`${each.name} ${name}: ${error instanceof Error ? error.message : error}`);
        }
      }
    for (const [name, all] of times) {
      if (all.length === 0) continue;
      const of = (value: (run: Run) => number): number => median(all.map(value));
      const row = {
        case: each.name,
        engine: name,
        runs: all.length,
        first: of((run) => run.first),
        settled: of((run) => run.settled),
        key: of((run) => run.key),
        longest: of((run) => run.longest),
        heap: of((run) => run.heap),
        evaluated: all[0]?.evaluated,
        gzip: built.get(name)?.gzip,
      };
      results.push(row);
      console.log(
        [
          each.name.padEnd(11),
          name.padEnd(10),
          `first ${row.first.toFixed(0)} ms`,
          `settled ${row.settled.toFixed(0)} ms`,
          `key ${row.key.toFixed(1)} ms`,
          `longest ${row.longest.toFixed(0)} ms`,
          `heap ${(row.heap / 1e6).toFixed(1)} MB`,
          `${((row.gzip ?? 0) / 1000).toFixed(0)} kB gz`,
          row.evaluated === undefined ? '' : `${row.evaluated} evaluated`,
        ].join('  '),
      );
    }
  }
} finally {
  await browser.close();
  server.close();
}
if (!only && !wanted) record('forms', { ...environment(browser.version()), runs, results });
