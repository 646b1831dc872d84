/**
 * Who may author what. Procedures say who may create, read and move; a visitor at a kiosk may only create.
 */
import type { Problem } from '../spec/problem.ts';
import type { Around } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import type { Who } from './apply.ts';
import type { Change } from './change.ts';

const overlaps = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((each) => b.includes(each));

/**
 * `wrong-role`, or undefined. Staff may add to what they may read (everything, where a procedure does not say). Voiding is
 * for the one who opened the entry, supervisors and managers. Moves are checked with their stage.
 */
export function permit(
  entry: Entry | undefined,
  change: Change,
  form: Form,
  who: Who,
): Problem | undefined {
  const { create, read } = form.procedure.access;
  const denied: Problem = { code: 'wrong-role', path: '' };
  if (change.kind === 'create')
    return mayCreate(form, who) || isEcho(entry, change) ? undefined : denied;
  if (who.roles.every((role) => role === 'visitor')) return denied;
  const movers = form.stages.flatMap((stage) => stage.by ?? []);
  if (read && !overlaps([...read, ...create, ...movers], who.roles)) return denied;
  if (change.kind !== 'void') return undefined;
  const own = entry !== undefined && entry.by !== null && entry.by === who.staff;
  return own || overlaps(['supervisor', 'manager'], who.roles) ? undefined : denied;
}

export function mayCreate(form: Form, who: Who): boolean {
  return overlaps(form.procedure.access.create, who.roles);
}

/** The device's own create of an entry that another opened (`cause`) and that is here already: it adds nothing that was typed. */
export function isEcho(entry: Entry | undefined, change: Change): boolean {
  return entry !== undefined && change.kind === 'create' && change.cause !== undefined;
}

/** Surroundings as recorded, except what is not the device's to say: the surface and the author's roles. */
export function aroundOf(change: Change, who: Who): Around | undefined {
  if (!change.around) return undefined;
  const { user, ...rest } = change.around as Around;
  const known = user && user.id === who.staff ? { user: { ...user, roles: who.roles } } : {};
  return { ...rest, ...known, surface: who.surface };
}
