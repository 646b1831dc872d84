/**
 * New entries: by a create change, or by the server itself because another entry opened it.
 */
import { isBlocking } from '../spec/problem.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import { aroundNow, type Opening } from '../form/effect.ts';
import type { Entry, LogLine } from '../form/entry.ts';
import { validate } from '../form/validate.ts';
import type { Applied, Who } from './apply.ts';
import type { Change } from './change.ts';
import { fitting, settleAnswers } from './verdict.ts';

const firstStage = (form: Form): string => form.stages[0]?.id ?? 'done';

interface Opened {
  readonly id: string;
  readonly version: string;
  readonly answers: Entry['answers'];
  readonly around: Around;
  readonly number: string | undefined;
  readonly parent: string | undefined;
  readonly cause: string | undefined;
}

function entryOf(form: Form, change: Change, who: Who, opened: Opened): Entry {
  const stage = firstStage(form);
  const { id, version, answers, around, number, parent, cause } = opened;
  const text = cause ?? change.text;
  const line: LogLine = {
    change: change.id,
    at: change.at,
    by: who.staff,
    device: change.device,
    kind: 'create',
    to: stage,
    paths: Object.keys(answers),
    ...(text !== undefined && { text }),
  };
  return {
    id,
    procedure: form.procedure.id,
    version,
    ...(number !== undefined && { number }),
    rev: 1,
    stage,
    created: change.at,
    staged: change.at,
    updated: change.at,
    by: who.staff,
    device: change.device,
    surface: who.surface,
    answers,
    around,
    log: [line],
    ...(parent !== undefined && { links: [{ entry: parent, why: cause ?? 'parent' }] }),
  };
}

/** The entry that a create change opens, or why it may not: `wrong-stage`, `no-surroundings`, or what `validate` says. */
export function openEntry(
  change: Change,
  form: Form,
  who: Who,
  around: Around | undefined,
): Applied {
  const stage = firstStage(form);
  if (change.stage !== undefined && change.stage !== stage)
    return { outcome: 'rejected', problems: [{ code: 'wrong-stage', path: 'stage' }] };
  if (!around) return { outcome: 'rejected', problems: [{ code: 'no-surroundings', path: '' }] };
  const given = { answers: change.set ?? {}, around, surface: who.surface, stage };
  // What an opening filled in need not be all that the procedure asks; the rest is asked of whoever takes it up.
  const asked = change.cause === undefined ? given : { ...given, answers: fitting(form, given) };
  const problems = change.cause === undefined ? validate(form, asked).filter(isBlocking) : [];
  if (problems.length > 0) return { outcome: 'rejected', problems };
  const { entry: id, number, parent, cause } = change;
  const version = change.procedure.split('@')[1] ?? '';
  const answers = settleAnswers(form, asked);
  return {
    outcome: 'applied',
    entry: entryOf(form, change, who, { id, version, answers, around, number, parent, cause }),
  };
}

/** The entry that `parent` opened when this change was applied to it; in the name of the same author. */
export function openedBy(
  parent: Entry,
  change: Change,
  opening: Opening,
  published: { readonly hash: string; readonly form: Form },
  who: Who,
): Entry {
  const { form, hash: version } = published;
  const { id, cause } = opening;
  const around = aroundNow(parent);
  const given = { answers: opening.answers, around, surface: who.surface, stage: firstStage(form) };
  const answers = settleAnswers(form, { ...given, answers: fitting(form, given) });
  const opened = { id, version, answers, around, number: undefined, parent: parent.id, cause };
  return entryOf(form, change, who, opened);
}
