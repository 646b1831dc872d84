/**
 * What this shift has to do, by what procedures say of themselves: the scheduled ones as a timeline, with the entry of
 * each slot where somebody has begun it.
 */
import type { Published } from '../../spec/library.ts';
import type { Role } from '../../spec/procedure.ts';
import { slotAt, slotsIn, windowOf, type Slot } from '../../form/slot.ts';
import { isFinished } from '../../form/stage.ts';
import { localDate, localTime, shiftAt } from '../../form/shift.ts';
import type { ShiftSlot } from '../../form/shift.ts';
import type { Listed, SiteDocument } from '../../store/store.ts';

/** `now`: in its window · `late`: the window is over, the slot is not · `missed`: nobody did it, and it is over. */
export type DutyState = 'done' | 'now' | 'late' | 'later' | 'missed';

export interface Duty {
  readonly published: Published;
  readonly listed: Listed | undefined;
  readonly slot: Slot;
  /** Local times between which it is to be done. */
  readonly window: Omit<Slot, 'id'>;
  readonly state: DutyState;
  readonly done: boolean;
  /** Whether this person's roles may begin it. */
  readonly mine: boolean;
  /** Its slot is on: it can be begun now. */
  readonly open: boolean;
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

function stateOf(done: boolean, { from, until }: Omit<Slot, 'id'>, slot: Slot, now: string) {
  if (done) return 'done';
  if (now >= slot.until) return 'missed';
  if (now >= until) return 'late';
  return now >= from ? 'now' : 'later';
}

/** In the order of the day: by when each is to be begun, then in card order. */
export function dutiesOf(
  all: readonly Published[],
  entries: readonly Listed[],
  { now, zone, shift }: Moment,
  roles: readonly Role[],
): Duty[] {
  const local = `${localDate(now, zone)}T${localTime(now, zone)}`;
  return scheduledOf(all)
    .flatMap((published) => {
      const { id, access, schedule } = published.procedure;
      if (!schedule) return [];
      const around = { now, zone, ...(shift && { shift }) };
      const current = slotAt(schedule, around)?.id;
      return slotsIn(schedule, around).map((slot): Duty => {
        const listed = entries.find(
          ({ entry }) =>
            entry.procedure === id && !entry.void && slotAt(schedule, entry.around)?.id === slot.id,
        );
        const done = listed !== undefined && isDone(listed);
        const window = windowOf(schedule, slot);
        return {
          published,
          listed,
          slot,
          window,
          state: stateOf(done, window, slot, local),
          done,
          mine: access.create.some((role) => roles.includes(role)),
          open: slot.id === current,
        };
      });
    })
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
}

/** A list of a shift that has been signed is done, although a supervisor may still read it. */
function isDone({ form, entry }: Listed): boolean {
  const stage = form.stages.find(({ id }) => id === entry.stage);
  return (
    isFinished(form, entry.stage) ||
    (stage !== undefined && !stage.draft && stage !== form.stages[0])
  );
}

/** What goes on for days stands at the end. */
const startOf = ({ window, published }: Duty): string =>
  published.procedure.schedule?.each === 'week' || published.procedure.schedule?.each === 'month'
    ? '9'
    : window.from;

/** What to do next: what is late or in its window first, then what comes; never what cannot be begun. */
export function nextOf(duties: readonly Duty[]): Duty | undefined {
  const todo = duties.filter(
    ({ mine, open, state }) => mine && open && state !== 'done' && state !== 'missed',
  );
  return todo.find(({ state }) => state !== 'later') ?? todo[0];
}

/** Answered checks of all checks of an entry, by the items of its procedure. */
export function progressOf({ entry, form }: Listed): { done: number; all: number } {
  const checks = [...form.items].filter(
    ([path, { type }]) => type === 'check' && !path.includes('/'),
  );
  const done = checks.filter(([path]) => typeof entry.answers[path] === 'string').length;
  return { done, all: checks.length };
}
