/**
 * One filled-in procedure, pinned for life to the version it was opened with.
 */
import type { Json } from '../spec/json.ts';
import type { L10n, Surface } from '../spec/procedure.ts';
import type { Answers, Path } from './answers.ts';
import type { Around } from './around.ts';

export interface Entry {
  readonly id: string;
  readonly procedure: string;
  /** Content hash of the pinned version. */
  readonly version: string;
  /** Printed number, minted by the device that opened it. */
  readonly number?: string;
  /** Revision the server gave; 0 until it has it. */
  readonly rev: number;
  readonly stage: string;
  /** ISO instants, server-corrected. */
  readonly created: string;
  readonly staged: string;
  readonly updated: string;
  /** Milliseconds the current stage's clock has stood still (`paused` stages before it). */
  readonly paused?: number;
  readonly by: string | null;
  readonly device: string;
  readonly surface: Surface;
  readonly answers: Answers;
  readonly around: Around;
  /** What happened, in server order. */
  readonly log: readonly LogLine[];
  readonly conflicts?: readonly Conflict[];
  readonly links?: readonly { readonly entry: string; readonly why: string }[];
  readonly void?: { readonly at: string; readonly by: string | null; readonly reason: string };
}

export interface LogLine {
  /** Id of the change that wrote it. */
  readonly change: string;
  readonly at: string;
  readonly by: string | null;
  readonly device: string;
  readonly kind: 'create' | 'patch' | 'move' | 'tick' | 'note' | 'void' | 'link';
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly paths?: readonly Path[];
  /** Applied although what it follows never arrived. */
  readonly forced?: true;
  /** Another entry was to go to a stage because of this one, and could not; `title`: of that stage. */
  readonly missed?: {
    readonly entry: string;
    readonly to: string;
    readonly title?: L10n;
    readonly code: string;
  };
}

/** Two people set one path apart from one another; a person settles it with a patch that names `settles`. */
export interface Conflict {
  readonly change: string;
  readonly path: Path;
  readonly base: Json;
  readonly current: Json;
  readonly mine: Json;
  readonly by: string | null;
  readonly at: string;
}
