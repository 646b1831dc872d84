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
 * or when `until` reads an answer that is missing. Time in `paused` stages since the start does not count: of office
 * deadlines only office time, for a weekend of waiting takes nothing from anybody.
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

  const { spans, began } = standstills(form, entry);
  const start = deadline.from === 'created' ? Date.parse(entry.created) : began;
  const until = form.expressions.get(`until:${stage.id}/${deadline.id}`)?.evaluate(read);
  const within = calendar.limits?.[limitName(form, stage, deadline)] ?? deadline.within;
  const stood = spans
    .filter(({ to }) => to > start)
    .map((each) => ({ ...each, from: Math.max(each.from, start) }));
  const span = spanOf({ ...deadline, within }, { start, stood, until }, calendar);
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
  { start, stood, until }: { start: number; stood: readonly Span[]; until: unknown },
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
    if (due !== undefined) {
      const lost = sum(stood.map(({ from, to }) => officeMs(calendar, from, to)));
      const ms = officeMs(calendar, start, due) * share + lost;
      return {
        due: addOffice(calendar, due, { days: 0, ms: lost }) ?? due,
        warn: addOffice(calendar, start, { days: 0, ms }) ?? due,
      };
    }
  }
  const from = start + sum(stood.map((each) => each.to - each.from));
  return { due: from + wall, warn: from + wall * share };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

/**
 * When the entry stood in stages whose time does not count, without a stay that is still going on; and when its stage
 * began: who comes back from such a stage goes on where the work was left.
 */
function standstills(
  form: Form,
  entry: Entry,
): { readonly spans: readonly Span[]; readonly began: number } {
  const isPaused = (stage: string | undefined): boolean =>
    stage !== undefined && stageOf(form, stage)?.paused === true;
  const spans: Span[] = [];
  let at = Date.parse(entry.created);
  let began = at;
  let left: { readonly stage: string; readonly began: number } | undefined;
  let moved = false;
  for (const { kind, from, to, at: time } of entry.log) {
    if (kind !== 'move' || from === undefined) continue;
    const before = at;
    at = Math.max(at, Date.parse(time));
    moved = true;
    if (isPaused(from)) spans.push({ from: before, to: at });
    else left = isPaused(to) ? { stage: from, began } : undefined;
    began = left !== undefined && left.stage === to ? left.began : at;
    if (!isPaused(to)) left = undefined;
  }
  return { spans, began: moved ? began : Date.parse(entry.staged) };
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
