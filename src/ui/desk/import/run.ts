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
/** Rows in one transaction: planning one takes about a millisecond, and the page waits for a batch. */
const batch = 20;

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
  let done = 0;
  for (let at = 0; at < rows.length && !signal.aborted; at += batch) {
    const some = rows
      .slice(at, at + batch)
      .map(({ row, kind, entry, set }) => ({ row, kind, entry, set }));
    const result = await imports.write(form, mark, some);
    if (!result.ok) return { done, refused, stopped: result.problems };
    for (const [index, problems] of result.value.entries())
      if (problems.length > 0) refused.set(some[index]?.row ?? 0, problems);
    done = Math.min(at + batch, rows.length);
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
  let done = 0;
  let after: string | undefined = '';
  while (after !== undefined && !signal.aborted) {
    const step = await imports.undoNext(id, reason, after);
    if (!step.ok) return step;
    done += step.value.done;
    kept.push(...step.value.kept);
    after = step.value.next;
    told(done + kept.length);
    await tick();
  }
  return { ok: true, value: { done, kept } };
}
