/**
 * An entry that another one moves (`effects.move`): a change that nobody sends. Server and device derive it from the change
 * that made the other one enter its stage, under the same id. It is made in the name of that change's author, and what the
 * author's role may not do the procedure does: whether its own stages let the entry go is asked all the same.
 */
import { canonicalJson, hashOf } from '../spec/json.ts';
import { isBlocking, type Problem } from '../spec/problem.ts';
import { isEmpty, type Answers } from '../form/answers.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import { derivedId, type Moving } from '../form/effect.ts';
import type { Entry, LogLine } from '../form/entry.ts';
import { passedStages } from '../form/stage.ts';
import { validate } from '../form/validate.ts';
import { amend } from './amend.ts';
import { hasApplied, type Applied, type Who } from './apply.ts';
import type { Change } from './change.ts';
import { aroundOf } from './permit.ts';

/** Devices never send one: it would move what its author may not. */
export const isMoved = ({ kind, cause }: Change): boolean => kind === 'move' && cause !== undefined;

/** What `change`, having made of `parent` what it is, brings about elsewhere; `target` where it is here. */
export function movedBy(
  parent: Entry,
  form: Form,
  change: Change,
  { entry, to, answers, cause }: Moving,
  target: Entry | undefined,
): Change {
  const effect = form.procedure.effects?.find(({ id }) => `effect:${id}` === cause);
  const item = effect?.move && form.items.get(effect.move.entry);
  const named = (item?.type === 'ref' ? item.procedure : undefined) ?? parent.procedure;
  const { n, at, author, device, clock } = change;
  const moved: Change = {
    id: derivedId(change.id, cause),
    entry,
    // Of one that has not arrived no version is known yet; `fitted` puts its own.
    procedure: `${named}@${parent.version}`,
    kind: 'move',
    base: 0,
    n,
    at,
    set: { ...answers },
    stage: to,
    cause,
    parent: parent.id,
    // At the time of the change, as the effect that fills it in: what it sets as now is not later than its own now.
    around: lean({ ...((change.around as Around | undefined) ?? parent.around), now: at }),
    author,
    device,
    clock,
  };
  return target ? fitted(moved, target) : moved;
}

/** What is asked at the counter does not matter here, and may be long. */
function lean({ open: _, lists: __, ...around }: Around): NonNullable<Change['around']> {
  return around as NonNullable<Change['around']>;
}

/** As if its author had seen the entry as it is now. */
export function fitted(moved: Change, target: Entry): Change {
  const seen = Object.keys(moved.set ?? {}).flatMap((path) => {
    const value = target.answers[path];
    return isEmpty(value) ? [] : [[path, value] as const];
  });
  return {
    ...moved,
    procedure: `${target.procedure}@${target.version}`,
    base: target.rev,
    was: Object.fromEntries(seen) as NonNullable<Change['was']>,
  };
}

/** Like `applyChange`. What does not fit of the answers stays out: the entry that moved this one has them. */
export function applyMoved(entry: Entry, moved: Change, form: Form, who: Who): Applied {
  if (hasApplied(entry, moved.id)) return { outcome: 'applied', entry };
  if (entry.void) return { outcome: 'rejected', problems: [{ code: 'void', path: '' }] };
  const to = moved.stage ?? '';
  const { by } = form.stages.find(({ id }) => id === to) ?? {};
  const rights = { ...who, roles: [...who.roles, ...(by ?? form.procedure.access.create)] };
  const around = aroundOf(moved, who) ?? entry.around;
  const change = { ...fitted(moved, entry), set: { ...fit(entry, moved, form, who, around) } };
  return amend({ entry, change, form, who: rights, around, forced: false });
}

function fit(entry: Entry, moved: Change, form: Form, who: Who, around: Around): Answers {
  const set = moved.set ?? {};
  const stage = moved.stage ?? '';
  const problems = validate(form, {
    answers: { ...entry.answers, ...set },
    before: entry.answers,
    around,
    surface: who.surface,
    stage,
    passed: passedStages(entry, stage),
  });
  const unfit = new Set(
    problems
      .filter((problem) => problem.code !== 'required' && isBlocking(problem))
      .map(({ path }) => path),
  );
  return Object.fromEntries(Object.entries(set).filter(([path]) => !unfit.has(path)));
}

/** The line that tells, on the entry that wanted it, that another could not be moved. */
export function missed(
  cause: Entry,
  moved: Change,
  who: Who,
  why: { readonly problem: Problem | undefined; readonly form: Form | undefined },
): { readonly change: Change; readonly hash: string; readonly entry: Entry } {
  const { at, n, author, device, clock, stage: to = '' } = moved;
  const title = why.form?.stages.find(({ id }) => id === to)?.title;
  const change: Change = {
    id: derivedId(moved.id, 'missed'),
    entry: cause.id,
    procedure: `${cause.procedure}@${cause.version}`,
    kind: 'note',
    base: cause.rev,
    n,
    at,
    author,
    device,
    clock,
  };
  const line: LogLine = {
    change: change.id,
    at,
    by: who.staff,
    device,
    kind: 'note',
    missed: {
      entry: moved.entry,
      to,
      ...(title && { title }),
      code: why.problem?.code ?? 'wrong-stage',
    },
  };
  return {
    change,
    hash: hashOf(canonicalJson(change)),
    entry: { ...cause, rev: cause.rev + 1, log: [...cause.log, line] },
  };
}
