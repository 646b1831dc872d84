/**
 * The verdict on answers, the same wherever it is asked.
 */
import { sameJson } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Surface } from '../spec/procedure.ts';
import { isEmpty, type Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Cell } from './cell.ts';
import type { Form } from './compile.ts';
import { fit } from './fit.ts';
import { isRowId } from './lines.ts';
import { Run } from './run.ts';

export interface Asked {
  readonly answers: Answers;
  readonly around: Around;
  readonly surface: Surface;
  /** The stage being entered; its sections and those without `at` must be complete. */
  readonly stage: string;
  readonly passed?: readonly string[];
  /**
   * What the entry held before a patch or move. With it, only changed answers can be `hidden`, and changed answers that
   * may not be set now are `readonly`. Without it (a new entry) every answer counts as set now.
   */
  readonly before?: Answers;
}

/**
 * Problems of the answers: unknown paths (`unknown-item`), wrong kinds (`wrong-type`), values out of option lists, missing
 * required ones, broken constraints, and answers of items that are not asked (`hidden`) or not to be set (`readonly`).
 * In a `draft` stage missing and hidden answers are no problem.
 */
export function validate(form: Form, asked: Asked): Problem[] {
  return judgeRun(new Run(form, asked, true), asked);
}

/** The same on a run that is already open (and judging). */
export function judgeRun(run: Run, asked: Asked): Problem[] {
  const problems = [...unknownPaths(run.form, asked.answers), ...rewritten(run.form, asked)];
  for (const cell of run.reading()) {
    problems.push(...(cell.state?.problems ?? []));
    const code = isEmpty(asked.answers[cell.path]) ? undefined : trespass(run, asked, cell);
    if (code) problems.push({ code, path: cell.path });
    if (!cell.on)
      problems.push(
        ...fit(
          cell.spot.item,
          run.form.procedure.options ?? {},
          cell.path,
          asked.answers[cell.path],
        ),
      );
  }
  return problems;
}

/**
 * The answers as a session would store them: computed ones derived anew, hidden ones left out. After a merge of two
 * patches a computed answer may be stale; this is what it should be.
 */
export function settled(form: Form, asked: Asked): Answers {
  return new Run(form, asked, true).submission();
}

function unknownPaths(form: Form, answers: Answers): Problem[] {
  const problems: Problem[] = [];
  for (const [path, value] of Object.entries(answers)) {
    const [id = '', row, column, ...rest] = path.split('/');
    const spot = form.graph.spots.get(column === undefined ? id : `${id}/${column}`);
    const inTable = spot?.place.table !== undefined || spot?.item.type === 'table';
    const known =
      spot &&
      rest.length === 0 &&
      spot.item.type !== 'note' &&
      (row === undefined ? !inTable : inTable && isRowId(row));
    if (!known) {
      if (value !== null) problems.push({ code: 'unknown-item', path });
    } else if (spot.item.type === 'table' && value !== null && value !== true)
      problems.push({ code: 'wrong-type', path, params: { type: 'table' } });
  }
  return problems;
}

/** Lines of an append-only table that are not as they were: `readonly`. */
function rewritten({ graph }: Form, { answers, before }: Asked): Problem[] {
  return Object.entries(before ?? {}).flatMap(([path, value]): Problem[] => {
    const [table = '', row] = path.split('/');
    const item = row === undefined || isEmpty(value) ? undefined : graph.spots.get(table)?.item;
    if (item?.type !== 'table' || !item.append || sameJson(answers[path], value)) return [];
    return [{ code: 'readonly', path }];
  });
}

/** Whether an answer was set where none may be. */
function trespass(run: Run, asked: Asked, cell: Cell): 'hidden' | 'readonly' | undefined {
  const { spot, path, on } = cell;
  const phase = run.phase(spot.place.section);
  const { before } = asked;
  if (before && sameJson(before[path], asked.answers[path])) return undefined;
  if (phase === 'later') return 'hidden';
  if (phase === 'locked') return before ? 'readonly' : undefined;
  if (!on) return run.draft ? undefined : 'hidden';
  if (spot.item.value !== undefined) return undefined;
  // Without `before`, an entry that has moved may hold what another surface asked.
  if (!run.here(spot)) return before || !asked.passed?.length ? 'hidden' : undefined;
  // A locked item's first value may come from its default or from the entry that opened this one.
  const set = before !== undefined && !isEmpty(before[path]);
  return set && spot.item.readonly ? 'readonly' : undefined;
}
