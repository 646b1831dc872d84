/**
 * The verdict on answers, the same wherever it is asked.
 */
import type { Problem } from '../spec/problem.ts';
import type { Surface } from '../spec/procedure.ts';
import type { Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';

export interface Asked {
  readonly answers: Answers;
  readonly around: Around;
  readonly surface: Surface;
  /** The stage being entered; its sections and those without `at` must be complete. */
  readonly stage: string;
  readonly passed?: readonly string[];
}

/**
 * Problems of the answers: unknown paths (`unknown-item`), wrong kinds (`wrong-type`), values out of option lists, missing
 * required ones, broken constraints. In a `draft` stage missing answers are no problem.
 */
export declare function validate(form: Form, asked: Asked): Problem[];
