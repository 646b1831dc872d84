/**
 * `npm run bench:growth [-- --sizes 1000,10000,100000 --runs 7]`: what a device's work costs as its entries become ten and
 * a hundred times as many, and what a form costs as its questions do. What grows faster than its size is marked.
 */
import { compile } from '../../src/form/compile.ts';
import { openSession } from '../../src/form/session.ts';
import { around, procedureOf } from './forms/procedure.ts';
import { questions } from './forms/questions.ts';
import { environment, median, record, setting } from './report.ts';
import { measureStore } from './store/run.ts';

const sizes = (setting('sizes') ?? '1000,10000,100000').split(',').map(Number);
const runs = Number(setting('runs') ?? 7);

function form(count: number): { compiled: number; opened: number; answered: number } {
  const procedure = procedureOf(questions(count, true));
  const compiled: number[] = [];
  const opened: number[] = [];
  const answered: number[] = [];
  for (let run = 0; run < runs; run++) {
    let at = performance.now();
    const done = compile(procedure);
    compiled.push(performance.now() - at);
    at = performance.now();
    const session = openSession(done, { around, surface: 'desk' });
    session.sections();
    opened.push(performance.now() - at);
    const first = procedure.sections[0]?.items[0]?.id ?? '';
    at = performance.now();
    for (let key = 0; key < 20; key++) session.answer(first, `字${key}`);
    answered.push((performance.now() - at) / 20);
  }
  return { compiled: median(compiled), opened: median(opened), answered: median(answered) };
}

const forms = [50, 500, 5000].map((count) => ({ questions: count, ...form(count) }));
const { browser, all } = await measureStore(sizes, runs);
const store = all.map(({ entries, apply, open, home, filter, sort, search, save }) => ({
  entries,
  apply,
  open,
  home: median(home),
  filter: median(filter),
  sort: median(sort),
  search: median(search),
  save: median(save),
}));
console.table(forms);
console.table(store);
record('growth', { ...environment(browser), runs, forms, store });
