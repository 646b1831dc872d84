/**
 * What a change makes of an entry that is here.
 */
import { isBlocking, type Problem } from '../spec/problem.ts';
import { isEmpty, type Answers, type Path } from '../form/answers.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Conflict, Entry, LogLine } from '../form/entry.ts';
import { checkMove, passedStages } from '../form/stage.ts';
import type { Applied, Who } from './apply.ts';
import type { Change } from './change.ts';
import { mergeAnswers, mergeConflicts, type Merged } from './merge.ts';
import { isEcho, mayCreate } from './permit.ts';
import { patchProblems, settleAnswers, typedOnly } from './verdict.ts';

export interface Amendment {
  readonly entry: Entry;
  readonly change: Change;
  readonly form: Form;
  readonly who: Who;
  readonly around: Around;
  /** What it follows never arrived. */
  readonly forced: boolean;
}

/** An amendment with its answers merged. */
interface Ground extends Amendment {
  readonly set: Answers;
  readonly merged: Merged;
  /** Lines that other devices wrote since the author's copy. */
  readonly others: readonly LogLine[];
}

/** What the kind of change adds to the merged answers. */
interface Step {
  readonly ground: Ground;
  readonly stage: string;
  readonly line?: Partial<LogLine>;
  readonly conflict?: Conflict;
  readonly also?: Partial<Entry>;
}

type Outcome = Step | { readonly problems: readonly Problem[] };

export function amend(amendment: Amendment): Applied {
  const ground = prepare(amendment);
  const outcome = ground.change.kind === 'move' ? move(ground) : add(ground);
  return 'problems' in outcome
    ? { outcome: 'rejected', problems: outcome.problems }
    : accept(outcome.ground, outcome);
}

function prepare(amendment: Amendment): Ground {
  const { entry, change, form } = amendment;
  // Each accepted change raises `rev` by one and adds one line, so the newest lines are those since `base`.
  const since = Math.max(0, entry.rev - change.base);
  const others = entry.log
    .slice(Math.max(0, entry.log.length - since))
    .filter((line) => line.device !== change.device);
  const set = isEcho(entry, change) ? fillOf(amendment) : typedOnly(form, change.set);
  const paths = new Set(others.flatMap((line) => line.paths ?? []));
  return {
    ...amendment,
    set,
    others,
    merged: mergeAnswers(entry.answers, { ...change, set }, paths),
  };
}

/** What an echo may still fill in. */
function fillOf({ entry, change, form, who }: Amendment): Answers {
  if (!mayCreate(form, who)) return {};
  const untouched = ([path]: [Path, unknown]): boolean =>
    isEmpty(entry.answers[path]) && !entry.log.some((line) => line.paths?.includes(path));
  return Object.fromEntries(Object.entries(typedOnly(form, change.set)).filter(untouched));
}

function problemsAt(ground: Ground, stage: string): readonly Problem[] {
  const { entry, form, who, around, set, merged } = ground;
  if (Object.keys(set).length === 0) return [];
  const asked = { around, surface: who.surface, stage, passed: passedStages(entry) };
  const { answers: after, applied } = merged;
  return patchProblems(form, asked, { before: entry.answers, after, applied, set });
}

/**
 * What the author set in time, but others have moved the entry meanwhile and it may not be set any more: it is kept as
 * a conflict.
 */
function withoutLate(ground: Ground): Ground {
  const { entry, change, who, set, merged } = ground;
  const closed = problemsAt(ground, entry.stage).filter(
    ({ code, path }) => (code === 'readonly' || code === 'hidden') && merged.applied.includes(path),
  );
  if (closed.length === 0) return ground;
  const late = new Set(closed.map(({ path }) => path));
  const rest = Object.fromEntries(Object.entries(set).filter(([path]) => !late.has(path)));
  const answers = { ...merged.answers };
  for (const path of late) {
    const current = entry.answers[path];
    if (current === undefined) delete answers[path];
    else answers[path] = current;
  }
  const rows = [...late].map((path): Conflict => {
    const [base, mine] = [change.was?.[path] ?? null, set[path] ?? null];
    const current = entry.answers[path] ?? null;
    return { change: change.id, path, base, current, mine, by: who.staff, at: change.at };
  });
  const applied = merged.applied.filter((path) => !late.has(path));
  const kept = { answers, applied, conflicts: [...merged.conflicts, ...rows] };
  return { ...ground, set: rest, merged: kept };
}

/** create on an existing entry, patch, tick, note, link, void. */
function add(given: Ground): Outcome {
  const moved = given.others.some((line) => line.kind === 'move');
  const ground = moved ? withoutLate(given) : given;
  const { entry, change, who } = ground;
  const { stage } = entry;
  const problems = problemsAt(ground, stage);
  if (problems.length > 0) return { problems };
  const needsText = change.kind === 'note' || change.kind === 'void';
  if (needsText && isEmpty(change.text?.trim()))
    return { problems: [{ code: 'required', path: 'text' }] };
  switch (change.kind) {
    case 'create':
      return { ground, stage, also: numberOf(entry, change) };
    case 'link': {
      const { link } = change;
      if (!link) return { problems: [{ code: 'required', path: 'link' }] };
      const links = entry.links ?? [];
      const known = links.some((each) => each.entry === link.entry && each.why === link.why);
      const also = known ? {} : { links: [...links, link] };
      return { ground, stage, line: { text: link.why }, also };
    }
    case 'void': {
      const at = { at: change.at, by: who.staff, reason: change.text ?? '' };
      return { ground, stage, also: entry.void ? {} : { void: at } };
    }
    default:
      return { ground, stage };
  }
}

/** A number that the device has printed on its own copy counts, unless there is one already. */
function numberOf(entry: Entry, change: Change): Partial<Entry> {
  return entry.number === undefined && change.number !== undefined ? { number: change.number } : {};
}

function move(ground: Ground): Outcome {
  const { entry, change, form, who, around, merged } = ground;
  const to = change.stage ?? '';
  const by = { roles: who.roles, answers: merged.answers, around, before: entry.answers };
  const here = to === entry.stage;
  const problems = here
    ? problemsAt(ground, to)
    : checkMove(form, entry, to, by).filter(isBlocking);
  const halted = entry.void !== undefined && !here;
  if (problems.length === 0 && !halted)
    return {
      ground,
      stage: to,
      line: here ? { to } : { from: entry.stage, to },
      also: here ? {} : arrival(ground, to),
    };
  if (!(halted || isOvertaken(ground)) || !problems.every(isOfTheMoment)) return { problems };
  const kept = withoutLate(ground);
  const unfit = problemsAt(kept, entry.stage).filter(({ path }) => kept.set[path] !== undefined);
  if (unfit.length > 0) return { problems: unfit };
  return {
    ground: kept,
    stage: entry.stage,
    line: { kind: 'note', from: entry.stage, to },
    conflict: { ...conflictBase(ground), path: 'stage', current: entry.stage, mine: to },
  };
}

const isOfTheMoment = ({ code }: Problem): boolean =>
  code !== 'wrong-role' && code !== 'unknown-stage' && code !== 'wrong-type';

/** Others have moved it or answered something since the author's copy. */
const isOvertaken = ({ others }: Ground): boolean =>
  others.some((line) => line.kind === 'move' || (line.paths ?? []).length > 0);

function conflictBase({
  change,
  who,
  others,
}: Ground): Omit<Conflict, 'path' | 'current' | 'mine'> {
  const seen = others.find((line) => line.kind === 'move')?.from ?? null;
  return { change: change.id, base: seen, by: who.staff, at: change.at };
}

function arrival({ entry, form, change }: Ground, to: string): Partial<Entry> {
  const staged = later(entry.staged, change.at);
  const left = form.stages.find((stage) => stage.id === entry.stage);
  const stood = left?.paused ? Date.parse(staged) - Date.parse(entry.staged) : 0;
  const paused = (entry.paused ?? 0) + stood;
  return { stage: to, staged, ...(paused > 0 && { paused }) };
}

/** ISO instants may differ in their fractions of a second, so they compare as times. */
const later = (a: string, b: string): string => (Date.parse(a) < Date.parse(b) ? b : a);

function accept(ground: Ground, step: Step): Applied {
  const { entry, change, form, who, around, merged, others, forced } = ground;
  const asked = { around, surface: who.surface, stage: step.stage, passed: passedStages(entry) };
  const answers =
    merged.answers === entry.answers && step.stage === entry.stage
      ? entry.answers
      : settleAnswers(form, { ...asked, answers: merged.answers });
  const line: LogLine = {
    change: change.id,
    at: change.at,
    by: who.staff,
    device: change.device,
    kind: change.kind,
    ...(merged.applied.length > 0 && { paths: merged.applied }),
    ...(change.text !== undefined && { text: change.text }),
    ...step.line,
    ...(forced && { forced }),
  };
  const added = [...merged.conflicts, ...(step.conflict ? [step.conflict] : [])];
  const { conflicts: rows = [], ...rest } = entry;
  const conflicts = mergeConflicts(rows, change, added);
  return {
    outcome: added.length > 0 ? 'conflict' : others.length > 0 ? 'merged' : 'applied',
    entry: {
      ...rest,
      ...step.also,
      rev: entry.rev + 1,
      updated: later(entry.updated, change.at),
      answers,
      log: [...entry.log, line],
      ...(conflicts.length > 0 && { conflicts }),
    },
  };
}
