/**
 * Entries that an entry opens: effects of stages, and corrective actions of failed checks.
 */
import type { Answers } from './answers.ts';
import type { Entry } from './entry.ts';
import type { Form } from './compile.ts';

export interface Opening {
  /** uuidv5 of `entry/cause`, so that every device and the server open the same one. */
  readonly id: string;
  readonly procedure: string;
  readonly answers: Answers;
  /** `effect:<id>` or `fail:<path>`. */
  readonly cause: string;
}

/** Openings due after `after` came about from `before` (undefined: it was just created). */
export declare function effectsOf(form: Form, before: Entry | undefined, after: Entry): Opening[];
