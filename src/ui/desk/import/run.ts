/**
 * Going through a file and through its entries: a little at a time, so that the page answers all the while.
 */
import type { Problem } from '../../../spec/problem.ts';
import type { Form } from '../../../form/compile.ts';
import type { ImportRow, Imports, Result, UndoStep } from '../../../store/store.ts';
import type { Check, Verdict } from './check.ts';
import type { Source } from './source.ts';

/** Milliseconds that the page is held up for at a time. */
const slice = 12;
const read = 500;

/**
 * Rows in one transaction: few at first, then as many as are on disk within half a second. So a slow computer tells how
 * far it is, and can be stopped, as well as a fast one, which waits for its disk less often.
 */
class Batch {
  size = 50;
  #begun = performance.now();

  begin(): number {
    this.#begun = performance.now();
    return this.size;
  }
  end(): void {
    const took = performance.now() - this.#begun;
    if (took < 250) this.size = Math.min(this.size * 2, 400);
    else if (took > 1000) this.size = Math.max(this.size / 2, 50);
  }
}

interface Watched {
  readonly signal: AbortSignal;
  told(done: number): void;
}

const tick = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Judges every row below the headings. Fewer verdicts than rows: it was broken off, or rows were empty. */
export async function checkRows(
  source: Source,
  {
    sheet,
    header,
    check,
  }: { readonly sheet: number; readonly header: number; readonly check: Check },
  { signal, told }: Watched,
): Promise<Verdict[]> {
  const count = source.head.sheets[sheet]?.count ?? 0;
  const verdicts: Verdict[] = [];
  for (let from = header + 1; from < count; from += read) {
    const rows = await source.rows(sheet, from, from + read);
    let begun = performance.now();
    for (const [at, cells] of rows.entries()) {
      if (signal.aborted) return verdicts;
      const verdict = check.judge(from + at + 1, cells);
      if (verdict) verdicts.push(verdict);
      if (performance.now() - begun < slice) continue;
      told(from + at - header);
      await tick();
      begun = performance.now();
    }
    told(Math.min(from + read, count) - header - 1);
  }
  return verdicts;
}

/** What the store refused though the check had not, by row. */
export interface Written {
  readonly done: number;
  readonly refused: ReadonlyMap<number, readonly Problem[]>;
  /** Nothing more could be written; what was, stays. */
  readonly stopped?: readonly Problem[];
}

export const isWritable = (verdict: Verdict): verdict is Verdict & ImportRow =>
  verdict.kind === 'create' || verdict.kind === 'patch';

export async function writeRows(
  imports: Imports,
  form: Form,
  mark: { readonly id: string; readonly file: string },
  rows: readonly ImportRow[],
  { signal, told }: Watched,
): Promise<Written> {
  const refused = new Map<number, readonly Problem[]>();
  const batch = new Batch();
  let done = 0;
  while (done < rows.length && !signal.aborted) {
    const some = rows
      .slice(done, done + batch.begin())
      .map(({ row, kind, entry, set }) => ({ row, kind, entry, set }));
    const result = await imports.write(form, mark, some);
    if (!result.ok) return { done, refused, stopped: result.problems };
    for (const [index, problems] of result.value.entries())
      if (problems.length > 0) refused.set(some[index]?.row ?? 0, problems);
    batch.end();
    done += some.length;
    told(done);
    await tick();
  }
  return { done, refused };
}

export interface Undone {
  readonly done: number;
  readonly kept: UndoStep['kept'];
}

export async function undoRows(
  imports: Imports,
  id: string,
  reason: string,
  { signal, told }: Watched,
): Promise<Result<Undone>> {
  const kept: UndoStep['kept'][number][] = [];
  const batch = new Batch();
  let done = 0;
  let after: string | undefined = '';
  while (after !== undefined && !signal.aborted) {
    const step = await imports.undoNext(id, reason, after, batch.begin());
    if (!step.ok) return step;
    batch.end();
    done += step.value.done;
    kept.push(...step.value.kept);
    after = step.value.next;
    told(done + kept.length);
    await tick();
  }
  return { ok: true, value: { done, kept } };
}
