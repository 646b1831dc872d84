/**
 * One change on one entry. The device predicts with it, the server decides with it.
 *
 * - `create` opens the entry; on an entry that is there already (two devices opened the same derived id) it merges like a
 *   patch. When it came about from another entry (`cause`), it was computed and not typed: it only fills what is empty.
 * - `patch` and `tick` merge by path; `note`, `link` and `void` are added. Each writes one line of the log.
 * - `move` is checked against the entry as it is now. When it does not hold any more because others have moved or changed
 *   the entry meanwhile, it loses: its answers are kept, it becomes a note in the log, and a conflict row at the path
 *   `stage` asks a person.
 */
import type { Problem } from '../spec/problem.ts';
import type { Role } from '../spec/procedure.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { amend } from './amend.ts';
import type { Change } from './change.ts';
import { openEntry } from './open.ts';
import { aroundOf, permit } from './permit.ts';

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

export interface ApplyOptions {
  /** Do not wait for what the change follows: it will not come, or (on the device) it need not have come. */
  readonly force?: boolean;
}

/**
 * Pure; `entry` is undefined when it does not exist yet. `form` is the entry's pinned version, or the change's where there
 * is no entry. The entry's `rev` is raised by one, and its log by one line, when the change is accepted; a change that the
 * log names already gives the entry back as it is.
 */
export function applyChange(
  entry: Entry | undefined,
  change: Change,
  form: Form,
  who: Who,
  options: ApplyOptions = {},
): Applied {
  if (entry && hasApplied(entry, change.id)) return { outcome: 'applied', entry };
  const problem = refusalOf(entry, change, form, who);
  if (problem) return { outcome: 'rejected', problems: [problem] };
  const around: Around | undefined = aroundOf(change, who);
  if (!entry && change.kind === 'create') return openEntry(change, form, who, around);
  const waitsFor = missing(entry, change);
  if (waitsFor !== undefined && !options.force) return { outcome: 'held', waitsFor };
  if (!entry) return { outcome: 'rejected', problems: [{ code: 'unknown-entry', path: '' }] };
  const forced = waitsFor !== undefined;
  return amend({ entry, change, form, who, around: around ?? entry.around, forced });
}

export function hasApplied(entry: Entry, change: string): boolean {
  return entry.log.some((line) => line.change === change);
}

function refusalOf(
  entry: Entry | undefined,
  change: Change,
  form: Form,
  who: Who,
): Problem | undefined {
  if (change.procedure.split('@')[0] !== form.procedure.id)
    return { code: 'wrong-procedure', path: '' };
  return permit(entry, change, form, who);
}

/** What has to arrive before this change fits: a change, or the entry itself. */
function missing(entry: Entry | undefined, change: Change): string | undefined {
  if (!entry) return change.after ?? change.entry;
  if (change.kind !== 'create' && change.base > entry.rev) return change.entry;
  return change.after !== undefined && !hasApplied(entry, change.after) ? change.after : undefined;
}
