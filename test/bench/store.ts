/**
 * `npm run bench:store [-- --entries 100000 --runs 15]`: a desk with very many entries on it, in Chromium: what the home
 * screen asks for, filtering, sorting, searching, and a save that is on disk, strictly, when it is told.
 */
import { environment, median, quantile, record, setting } from './report.ts';
import { measureStore } from './store/run.ts';

const entries = Number(setting('entries') ?? 100_000);
const runs = Number(setting('runs') ?? 15);
const { browser, all } = await measureStore([entries], runs);
const [one] = all;
if (!one) throw new Error('nothing was measured');
const rows = (['home', 'filter', 'sort', 'search', 'save'] as const).map((name) => ({
  name,
  runs: one[name].length,
  p50: median(one[name]),
  p95: quantile(one[name], 0.95),
  p99: quantile(one[name], 0.99),
}));
console.log(`${entries} entries; opened in ${one.open.toFixed(0)} ms`);
for (const { name, p50, p95, p99 } of rows)
  console.log(
    `${name.padEnd(7)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms`,
  );
record('store', { ...environment(browser), entries, runs, open: one.open, apply: one.apply, rows });
