/**
 * Stages and the moves between them.
 */
import type { Problem } from '../spec/problem.ts';
import type { Role, Stage } from '../spec/procedure.ts';
import type { Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { passedStages, stageOf } from './phase.ts';
import { Run } from './run.ts';
import { judgeRun } from './validate.ts';

export { passedStages } from './phase.ts';

/** Stages this person may bring the entry to now. */
export function movesFrom(
  form: Form,
  entry: Pick<Entry, 'stage'>,
  roles: readonly Role[],
): Stage[] {
  const next = stageOf(form, entry.stage)?.next ?? [];
  return form.stages.filter((stage) => next.includes(stage.id) && mayEnter(form, stage, roles));
}

function mayEnter(form: Form, stage: Stage, roles: readonly Role[]): boolean {
  return (stage.by ?? form.procedure.access.create).some((role) => roles.includes(role));
}

/**
 * Why the entry may not move: `wrong-stage` (out of order), `wrong-role`, `guard` (params.say), `unknown-stage`, or the
 * problems of what the target stage asks. Empty: it may. `answers` are the entry's with what the move sets; with
 * `before` (the entry's own) what the move may not set is found too. An unknown guard does not hold.
 */
export function checkMove(
  form: Form,
  entry: Pick<Entry, 'stage' | 'log'>,
  to: string,
  by: {
    readonly roles: readonly Role[];
    readonly answers: Answers;
    readonly around: Around;
    readonly before?: Answers;
  },
): Problem[] {
  const target = form.stages.find((stage) => stage.id === to);
  if (!target) return [{ code: 'unknown-stage', path: '', params: { stage: to } }];
  if (!stageOf(form, entry.stage)?.next.includes(to))
    return [{ code: 'wrong-stage', path: '', params: { from: entry.stage, to } }];
  if (!mayEnter(form, target, by.roles))
    return [
      {
        code: 'wrong-role',
        path: '',
        params: { roles: target.by ?? form.procedure.access.create },
      },
    ];

  const asked = {
    answers: by.answers,
    around: by.around,
    surface: by.around.surface,
    stage: to,
    passed: passedStages(entry, to),
    ...(by.before && { before: by.before }),
  };
  const run = new Run(form, asked, true);
  const guard = form.expressions.get(`guard:${to}`);
  const refused = guard && run.evaluate(guard) !== true;
  return [
    ...(refused ? [{ code: 'guard', path: '', params: { say: target.guard?.say } }] : []),
    ...judgeRun(run, asked),
  ];
}

/** Finished: no stage follows. */
export function isFinished(form: Form, stage: string): boolean {
  return stageOf(form, stage)?.next.length === 0;
}
