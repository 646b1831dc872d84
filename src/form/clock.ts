/**
 * The deadline of an entry's stage.
 */
import type { Deadline, L10n, Role, Stage } from '../spec/procedure.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { addOffice, officeMs, type Calendar } from './office.ts';
import { stageOf } from './phase.ts';
import { readerOf } from './reader.ts';

export type { Calendar } from './office.ts';

export interface Clock {
  readonly label: L10n;
  /** ISO instants. */
  readonly start: string;
  readonly due: string;
  readonly warn: string;
  readonly colour: 'green' | 'yellow' | 'red';
  readonly escalate: readonly Role[];
}

const usualWarn = 0.8;

/**
 * The clock of the stage an entry is in: the first deadline whose `when` holds. None when the entry is finished or void,
 * or when `until` reads an answer that is missing. Time stood still in `paused` stages moves the start.
 */
export function clockOf(
  form: Form,
  entry: Entry,
  now: string,
  calendar: Calendar,
): Clock | undefined {
  const running = clockDeadline(form, entry, calendar);
  if (!running) return undefined;
  const { deadline, start, due, warn } = running;
  const at = Date.parse(now);
  return {
    label: deadline.label,
    start: new Date(start).toISOString(),
    due: new Date(due).toISOString(),
    warn: new Date(warn).toISOString(),
    colour: at >= due ? 'red' : at >= warn ? 'yellow' : 'green',
    escalate: deadline.escalate ?? [],
  };
}

/** The deadline that an entry in its stage is under, in milliseconds since 1970; none as for `clockOf`. */
export function clockDeadline(
  form: Form,
  entry: Entry,
  calendar: Calendar,
):
  | {
      readonly deadline: Deadline;
      readonly start: number;
      readonly due: number;
      readonly warn: number;
    }
  | undefined {
  const stage = stageOf(form, entry.stage);
  if (!stage?.deadlines || stage.next.length === 0 || entry.void) return undefined;
  const read = readerOf(form, entry.answers, entry.around);
  const holds = (each: Deadline): boolean =>
    each.when === undefined ||
    form.expressions.get(`when:${stage.id}/${each.id}`)?.evaluate(read) === true;
  const deadline = stage.deadlines.find(holds);
  if (!deadline) return undefined;

  const from = deadline.from === 'created' ? entry.created : entry.staged;
  const start = Date.parse(from) + (entry.paused ?? 0);
  const until = form.expressions.get(`until:${stage.id}/${deadline.id}`)?.evaluate(read);
  const within = calendar.limits?.[limitName(form, stage, deadline)] ?? deadline.within;
  const span = spanOf({ ...deadline, within }, start, until, calendar);
  return span && { deadline, start, ...span };
}

/** What a site calls a deadline when it sets another time for it: `repair/waiting/accept`. */
export function limitName(
  form: Pick<Form, 'procedure'>,
  stage: Pick<Stage, 'id'>,
  deadline: Pick<Deadline, 'id'>,
): string {
  return `${form.procedure.id}/${stage.id}/${deadline.id}`;
}

function spanOf(
  deadline: Omit<Deadline, 'within'> & { readonly within: string | undefined },
  start: number,
  until: unknown,
  calendar: Calendar,
): { readonly due: number; readonly warn: number } | undefined {
  const share = deadline.warn ?? usualWarn;
  if (deadline.until !== undefined) {
    const due = instantOf(until, calendar);
    if (due === undefined) return undefined;
    return { due, warn: Math.min(due, start + Math.max(0, due - start) * share) };
  }
  const parts = partsOf(deadline.within);
  if (!parts) return undefined;
  const wall = parts.days * 86_400_000 + parts.ms;
  if (deadline.calendar === 'office') {
    const due = addOffice(calendar, start, parts);
    // A calendar that never opens cannot stop the clock.
    if (due !== undefined)
      return {
        due,
        warn:
          addOffice(calendar, start, { days: 0, ms: officeMs(calendar, start, due) * share }) ??
          due,
      };
  }
  return { due: start + wall, warn: start + wall * share };
}

/** A timestamp, or a date (its end, at the site). */
function instantOf(value: unknown, calendar: Calendar): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return undefined;
  const midnight = Date.parse(`${value}T24:00:00Z`) - calendar.offset * 60_000;
  return Number.isNaN(midnight) ? undefined : midnight;
}

function partsOf(
  duration: string | undefined,
): { readonly days: number; readonly ms: number } | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}
