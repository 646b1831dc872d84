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

/** No person is signed in on a device that only staff use. */
export const isUnsigned = (who: Who): boolean => who.staff === null && who.surface !== 'kiosk';

/** Written down in an emergency by whoever is there: opening it and adding to it, never deciding about it. */
const unsignedMay: readonly Change['kind'][] = ['create', 'patch', 'tick', 'note', 'link'];

function mayUnsigned(entry: Entry | undefined, { kind }: Change, form: Form): boolean {
  const active = form.procedure.emergency?.active;
  if (!active || !unsignedMay.includes(kind)) return false;
  return entry === undefined || (active.includes(entry.stage) && entry.void === undefined);
}

/**
 * `wrong-role`, `not-signed-in`, or undefined. Who is not signed in may open an emergency and, while
 * it lasts, add to it. Staff may add to what they may read (everything, where a procedure does not say). Voiding is for the one who opened the entry, supervisors and managers. Moves are checked with their stage.
 */
export function permit(
  entry: Entry | undefined,
  change: Change,
  form: Form,
  who: Who,
): Problem | undefined {
  const { create, read } = form.procedure.access;
  const denied: Problem = { code: 'wrong-role', path: '' };
  if (isUnsigned(who))
    return mayUnsigned(entry, change, form) ? undefined : { code: 'not-signed-in', path: 'author' };
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
