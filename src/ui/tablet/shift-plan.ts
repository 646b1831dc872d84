/**
 * What this shift has to do, by what procedures say of themselves: the scheduled ones in card order, with the entry of
 * the current slot where somebody has begun it.
 */
import type { Published } from '../../spec/library.ts';
import type { Role } from '../../spec/procedure.ts';
import { slotAt, type Slot } from '../../form/slot.ts';
import { isFinished } from '../../form/stage.ts';
import { shiftAt } from '../../form/shift.ts';
import type { ShiftSlot } from '../../form/shift.ts';
import type { Listed, SiteDocument } from '../../store/store.ts';

export interface Duty {
  readonly published: Published;
  readonly listed: Listed | undefined;
  readonly slot: Slot;
  readonly done: boolean;
  /** Whether this person's roles may begin it. */
  readonly mine: boolean;
}

/** Now, and the shift that is on. */
export interface Moment {
  readonly now: string;
  readonly zone: string;
  readonly shift: ShiftSlot | undefined;
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
  { now, zone, shift }: Moment,
  roles: readonly Role[],
): Duty[] {
  return scheduledOf(all).flatMap((published) => {
    const { id, access, schedule } = published.procedure;
    const slot = schedule && slotAt(schedule, { now, zone, ...(shift && { shift }) });
    if (!slot) return [];
    const listed = entries.find(
      ({ entry }) =>
        entry.procedure === id && !entry.void && slotAt(schedule, entry.around)?.id === slot.id,
    );
    return {
      published,
      listed,
      slot,
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
