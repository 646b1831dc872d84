/**
 * Three-way merge by path: what the author saw (`was`), what the author set (`set`), what is here now.
 *
 * | here now | result |
 * | --- | --- |
 * | is what the author saw | takes the new value |
 * | is already the new value | stays; both said the same |
 * | the author set what was there anyway | stays; the author changed nothing |
 * | something else | stays, and the author's value becomes a conflict for a person to settle |
 *
 * A table row is a path too, so rows merge like items. Its cells hang on it: taking away a row whose cells others have
 * filled in meanwhile, or filling in cells of a row that others have taken away, is a conflict on the row's path.
 */
import { sameJson, type Json } from '../spec/json.ts';
import { isEmpty, type Answers, type Path } from '../form/answers.ts';
import type { Conflict } from '../form/entry.ts';
import type { Change } from './change.ts';

export type Edit = Pick<Change, 'id' | 'set' | 'was' | 'author' | 'at'>;

export interface Merged {
  /** Empty answers are left out. The same object when nothing changed. */
  readonly answers: Answers;
  /** Paths that hold the author's value now. */
  readonly applied: readonly Path[];
  readonly conflicts: readonly Conflict[];
}

export const sameAnswer = (a: Json | undefined, b: Json | undefined): boolean =>
  (isEmpty(a) && isEmpty(b)) || sameJson(a, b);

/** `goods/01/count` → `goods/01`; undefined for anything but a cell. */
export function rowOf(path: Path): Path | undefined {
  const parts = path.split('/');
  return parts.length === 3 ? `${parts[0]}/${parts[1]}` : undefined;
}

const isRow = (path: Path): boolean => path.split('/').length === 2;

/** `others`: paths that others have set since the author's copy; only rows need to know. */
export function mergeAnswers(
  current: Answers,
  edit: Edit,
  others: ReadonlySet<Path> = new Set(),
): Merged {
  const set = edit.set ?? {};
  const was = edit.was ?? {};
  const answers: Record<Path, Json> = { ...current };
  const applied: Path[] = [];
  const conflicts = new Map<Path, Conflict>();
  const clash = (path: Path, base: Json, mine: Json): void => {
    const by = edit.author?.staff ?? null;
    const now = current[path] ?? null;
    conflicts.set(path, { change: edit.id, path, base, current: now, mine, by, at: edit.at });
  };

  for (const [path, mine] of Object.entries(set)) {
    const now = current[path];
    const base = was[path] ?? null;
    if (sameAnswer(now, mine)) applied.push(path);
    else if (sameAnswer(base, mine)) continue;
    else if (!sameAnswer(now, base)) clash(path, base, mine);
    else if (isRow(path) && isEmpty(mine) && [...others].some((other) => rowOf(other) === path))
      clash(path, base, mine);
    else {
      applied.push(path);
      if (isEmpty(mine)) delete answers[path];
      else answers[path] = mine;
    }
  }
  for (const path of applied) {
    const row = rowOf(path);
    if (row !== undefined && answers[row] !== true && !isEmpty(set[path]) && others.has(row))
      clash(row, true, true);
  }
  const changed = applied.some((path) => !sameAnswer(current[path], answers[path]));
  return { answers: changed ? answers : current, applied, conflicts: [...conflicts.values()] };
}

/**
 * The rows that remain: without those that this change settles (at the paths it sets, or all of theirs when it sets
 * none), and without the same author's earlier value that this change goes on from.
 */
export function mergeConflicts(
  rows: readonly Conflict[],
  change: Pick<Change, 'settles' | 'set' | 'was' | 'stage' | 'author'>,
  added: readonly Conflict[],
): readonly Conflict[] {
  const settles = new Set(change.settles);
  const paths = new Set(Object.keys(change.set ?? {}));
  if (change.stage !== undefined) paths.add('stage');
  const by = change.author?.staff ?? null;
  const settled = (row: Conflict): boolean =>
    settles.has(row.change) && (paths.size === 0 || paths.has(row.path));
  const overtaken = (row: Conflict): boolean =>
    row.by === by &&
    paths.has(row.path) &&
    sameAnswer(change.was?.[row.path], row.mine) &&
    !sameAnswer(change.set?.[row.path], row.mine);
  return [...rows.filter((row) => !settled(row) && !overtaken(row)), ...added];
}
