/**
 * What an entry brings about: entries that it opens (effects of stages, corrective actions of failed checks), and one
 * that it moves.
 */
import { v5 } from 'uuid';
import type { Expression } from '../spec/expression.ts';
import type { Json } from '../spec/json.ts';
import type { Effect } from '../spec/procedure.ts';
import { durationOf } from '../spec/value.ts';
import { isEmpty, type Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Cell, Scope } from './cell.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { passedStages } from './phase.ts';
import { Run } from './run.ts';

export interface Opening {
  /** uuidv5 of `entry/cause`, so that every device and the server open the same one. */
  readonly id: string;
  readonly procedure: string;
  readonly answers: Answers;
  /** `effect:<id>` or `fail:<path>`. */
  readonly cause: string;
}

/** Namespace of derived ids. Never to change: ids of entries that exist come from it. */
const namespace = '9c1f6d0e-5b7a-4c3e-8f52-6a2d40b7e913';

/** The id that every device and the server give to what `entry` opens because of `cause`. */
export function derivedId(entry: string, cause: string): string {
  return v5(`${entry}/${cause}`, namespace);
}

/**
 * Openings due after `after` came about from `before` (undefined: it was just created). An effect is due on entering its
 * stage; a failed check's action once the failure and what it requires (note, photo) are there, drafts included.
 */
export function effectsOf(form: Form, before: Entry | undefined, after: Entry): Opening[] {
  if (after.void) return [];
  const entered = enteredBy(form, before, after).filter(({ create }) => create);
  const failing = [...form.graph.spots.values()].some(
    ({ item }) => item.type === 'check' && item.fail?.action,
  );
  if (entered.length === 0 && !failing) return [];

  const run = runOf(form, after);
  const openings: Opening[] = [];
  for (const { id, create } of entered) {
    const answers = create && filledIf(run, `effect:${id}`, create.with, namesOf(after));
    if (answers) openings.push(opening(after, `effect:${id}`, create.procedure, answers));
  }
  const due = failing ? failuresOf(run) : [];
  const known =
    before && due.length > 0
      ? new Set(failuresOf(runOf(form, before)).map(({ path }) => path))
      : undefined;
  for (const cell of due) {
    const { item, key } = cell.spot;
    if (known?.has(cell.path) || item.type !== 'check' || !item.fail?.action) continue;
    const { procedure, with: targets } = item.fail.action;
    const extra = failureNames(cell);
    const answers = filled(
      targets,
      (target) => form.expressions.get(`fail:${key}/${target}`),
      (each) => run.evaluate(each, cell.scope, extra),
    );
    openings.push(opening(after, `fail:${cell.path}`, procedure, answers));
  }
  return openings;
}

export interface Moving {
  /** The entry that goes. */
  readonly entry: string;
  readonly to: string;
  /** Set with it. */
  readonly answers: Answers;
  /** `effect:<id>`. */
  readonly cause: string;
}

/** Entries that `after`, having come about from `before`, sends to another stage, if they may go. */
export function movesOf(form: Form, before: Entry | undefined, after: Entry): Moving[] {
  const entered = enteredBy(form, before, after).filter(({ move }) => move);
  if (after.void || entered.length === 0) return [];
  const run = runOf(form, after);
  return entered.flatMap(({ id, move }): Moving[] => {
    const entry = move && after.answers[move.entry];
    if (!move || typeof entry !== 'string' || entry === after.id) return [];
    const answers = filledIf(run, `effect:${id}`, move.with ?? {}, namesOf(after));
    return answers ? [{ entry, to: move.to, answers, cause: `effect:${id}` }] : [];
  });
}

/** Effects of a stage that was just entered. */
function enteredBy(form: Form, before: Entry | undefined, after: Entry): Effect[] {
  const { effects = [] } = form.procedure;
  return before?.stage === after.stage ? [] : effects.filter(({ on }) => on === after.stage);
}

/** What effects and offers may name of the entry itself. */
export function namesOf(entry: Pick<Entry, 'id' | 'number'>): ReadonlyMap<string, unknown> {
  const names = new Map<string, unknown>([
    ['self', entry.id],
    ['lot', BigInt(lotOf(entry.id))],
  ]);
  if (entry.number !== undefined) names.set('selfNumber', entry.number);
  return names;
}

/** 0–99, from the end of the id, which is chance. Never to change: who was drawn stays drawn. */
export function lotOf(id: string): number {
  const end = Number.parseInt(id.slice(-8), 16);
  return Number.isNaN(end) ? 0 : end % 100;
}

/**
 * What is filled in of another entry; undefined where the condition at `path` does not hold. A target whose expression
 * gives nothing is left out.
 */
export function filledIf(
  run: Run,
  path: string,
  targets: Readonly<Record<string, string>>,
  names: ReadonlyMap<string, unknown>,
): Answers | undefined {
  const when = run.form.expressions.get(path);
  if (when && run.evaluate(when, run.root, names) !== true) return undefined;
  return filled(
    targets,
    (target) => run.form.expressions.get(`${path}/${target}`),
    (each) => run.evaluate(each, run.root, names),
  );
}

function runOf(form: Form, entry: Entry): Run {
  const { answers, surface, stage } = entry;
  const around = aroundNow(entry);
  return new Run(form, { answers, around, surface, stage, passed: passedStages(entry) }, true);
}

/**
 * Surroundings of what was done to an entry last: its own, at that time and in the name of whoever did it. What follows
 * from a step days later is due from then, and asked for by who took it.
 */
export function aroundNow({ around, log }: Entry): Around {
  const last = log.at(-1);
  if (!last) return around;
  const { user, ...rest } = around;
  const by =
    user?.id === last.by
      ? user
      : last.by === null
        ? undefined
        : { id: last.by, name: '', roles: [] };
  return { ...rest, now: last.at, ...(by && { user: by }) };
}

function opening(entry: Entry, cause: string, procedure: string, answers: Answers): Opening {
  return { id: derivedId(entry.id, cause), procedure, answers, cause };
}

/** Failed checks with an action whose required follow-ups are complete. */
function failuresOf(run: Run): Cell[] {
  return Array.from(run.reading()).filter((cell) => {
    const { item, followUps } = cell.spot;
    if (item.type !== 'check' || !item.fail?.action || cell.value !== 'fail') return false;
    return (['note', 'photo'] as const).every((name) => {
      const spot = followUps.get(name);
      return !spot || !isEmpty(cell.scope.cells.get(spot)?.value);
    });
  });
}

/** What `with` may read of the failure itself. */
function failureNames({
  spot,
  scope,
}: {
  readonly spot: Cell['spot'];
  readonly scope: Scope;
}): Map<string, unknown> {
  const names = new Map<string, unknown>([['label', spot.item.label['zh-CN']]]);
  for (const [follow, name] of [
    ['note', 'note'],
    ['photo', 'photos'],
  ] as const) {
    const own = spot.followUps.get(follow);
    names.set(name, own && scope.cells.get(own)?.cel);
  }
  return names;
}

function filled(
  targets: Readonly<Record<string, string>>,
  expressionOf: (target: string) => Expression | undefined,
  evaluate: (expression: Expression) => unknown,
): Answers {
  const answers: Record<string, Json> = {};
  for (const target of Object.keys(targets)) {
    const expression = expressionOf(target);
    const value = expression && jsonOf(evaluate(expression));
    if (value !== undefined) answers[target] = value;
  }
  return answers;
}

/** A CEL value as an answer, by what it is: the procedure of the target item is not at hand here. */
function jsonOf(value: unknown): Json | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint' || typeof value === 'number') {
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) {
    const items = value.map(jsonOf);
    return items.every((each) => each !== undefined) ? (items as Json[]) : undefined;
  }
  if (typeof value === 'object' && value !== null && 'seconds' in value)
    return durationOf(Number((value as { seconds: bigint }).seconds));
  return undefined;
}
