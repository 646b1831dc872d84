/** `npm run bench:size`: what each screen loads before it stands there, from the build. */
import { environment, record } from './report.ts';
import { budgets, weigh } from './sizes.ts';

const rows = budgets.map(({ name, goal, budget, chunks }) => {
  const { bytes, files } = weigh(chunks);
  return { name, goal, budget, kB: Math.round(bytes / 100) / 10, files: files.length };
});
console.table(rows);
record('size', { ...environment(), rows });
