/**
 * One change on one entry. The device predicts with it, the server decides with it.
 */
import type { Problem } from '../spec/problem.ts';
import type { Role } from '../spec/procedure.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import type { Change } from './change.ts';

/** Who the author was when authoring: roles of the staff member, or `visitor` for a kiosk. */
export interface Who {
  readonly staff: string | null;
  readonly roles: readonly Role[];
  readonly surface: Entry['surface'];
}

export type Applied =
  | { readonly outcome: 'applied' | 'merged' | 'conflict'; readonly entry: Entry }
  | { readonly outcome: 'rejected'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'held'; readonly waitsFor: string };

/** Pure; `entry` is undefined when it does not exist yet. The entry's `rev` is raised by one when it changes. */
export declare function applyChange(entry: Entry | undefined, change: Change, form: Form, who: Who): Applied;
