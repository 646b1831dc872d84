/**
 * What this shift has to do, by what procedures say of themselves: the scheduled ones in card order, with the entry of
 * the current slot where somebody has begun it.
 */
import type { Published } from '../../spec/library.ts';
import type { Role } from '../../spec/procedure.ts';
import { isFinished } from '../../form/stage.ts';
import { shiftAt } from '../../form/shift.ts';
import type { ShiftSlot } from '../../form/shift.ts';
import type { Listed, SiteDocument } from '../../store/store.ts';

export interface Duty {
  readonly published: Published;
  readonly listed: Listed | undefined;
  readonly done: boolean;
  /** Whether this person's roles may begin it. */
  readonly mine: boolean;
}

export function currentShift(site: SiteDocument | undefined, now: string): ShiftSlot | undefined {
  return site && shiftAt(site.shifts, site.zone, now);
}

export function scheduledOf(all: readonly Published[]): Published[] {
  return all.filter(({ procedure }) => procedure.schedule && procedure.surfaces.tablet);
}

export function dutiesOf(
  all: readonly Published[],
  entries: readonly Listed[],
  shift: ShiftSlot | undefined,
  roles: readonly Role[],
): Duty[] {
  return scheduledOf(all).map((published) => {
    const { id, access, schedule } = published.procedure;
    const listed = entries.find(
      ({ entry }) =>
        entry.procedure === id &&
        !entry.void &&
        entry.around.shift?.date === shift?.date &&
        (schedule?.each === 'day' || entry.around.shift?.id === shift?.id),
    );
    return {
      published,
      listed,
      done: listed !== undefined && isFinished(listed.form, listed.entry.stage),
      mine: access.create.some((role) => roles.includes(role)),
    };
  });
}

/** Answered checks of all checks of an entry, by the items of its procedure. */
export function progressOf({ entry, form }: Listed): { done: number; all: number } {
  const checks = [...form.items].filter(
    ([path, { type }]) => type === 'check' && !path.includes('/'),
  );
  const done = checks.filter(([path]) => typeof entry.answers[path] === 'string').length;
  return { done, all: checks.length };
}
