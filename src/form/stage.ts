/**
 * Stages and the moves between them.
 */
import type { Problem } from '../spec/problem.ts';
import type { Role, Stage } from '../spec/procedure.ts';
import type { Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Entry } from './entry.ts';
import type { Form } from './compile.ts';

/** Stages this person may bring the entry to now. */
export declare function movesFrom(form: Form, entry: Pick<Entry, 'stage'>, roles: readonly Role[]): Stage[];

/**
 * Why the entry may not move: `wrong-stage` (out of order), `wrong-role`, `guard` (params.say), `unknown-stage`, or the
 * problems of what the target stage asks. Empty: it may.
 */
export declare function checkMove(
  form: Form,
  entry: Pick<Entry, 'stage' | 'log'>,
  to: string,
  by: { readonly roles: readonly Role[]; readonly answers: Answers; readonly around: Around },
): Problem[];

/** Finished: no stage follows. */
export declare function isFinished(form: Form, stage: string): boolean;
