/**
 * What one entry counts for, by the measures of its procedure.
 */
import { aroundToCel } from '../spec/around.ts';
import { measureScopeOf, parseExpression, type Expression } from '../spec/expression.ts';
import type { Measure } from '../spec/measure.ts';
import { entryType, stayType, toRecord } from '../spec/record.ts';
import { instantOf, secondsOf } from '../spec/value.ts';
import { isEmpty, type Answers } from './answers.ts';
import type { Calendar } from './clock.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { isFinished } from './stage.ts';
import { staysOf } from './stay.ts';
import { readerOf } from './reader.ts';

/** A measure whose expressions are parsed. */
export interface Gauge {
  readonly measure: Measure;
  readonly of: Expression;
  readonly part: Expression | undefined;
  readonly at: Expression | undefined;
  /** Milliseconds that `alike` looks back. */
  readonly back: number;
}

/** What an entry adds: `part` is 0 where the measure has none. */
export interface Reading {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly of: number;
  readonly part: number;
}

const gauges = new WeakMap<Form, readonly Gauge[]>();

/** The measures of a form, parsed when they are first wanted: a kiosk never wants them. */
export function gaugesOf(form: Form): readonly Gauge[] {
  const known = gauges.get(form);
  if (known) return known;
  const scope = measureScopeOf(form.procedure);
  const read = (source: string): Expression => {
    const parsed = parseExpression(source, scope, [], '');
    if (!parsed.ok) throw new Error(`${form.procedure.id}: ${parsed.problem.code} in ${source}`);
    return parsed.expression;
  };
  const made = (form.procedure.measures ?? []).map((measure): Gauge => ({
    measure,
    of: read(measure.of),
    part: measure.part === undefined ? undefined : read(measure.part),
    at: measure.at === undefined ? undefined : read(measure.at),
    back: (secondsOf(measure.alike?.within ?? 'PT0S') ?? 0) * 1000,
  }));
  gauges.set(form, made);
  return made;
}

export interface Seen {
  /** The form of the entry's own version: its stages and deadlines hold. */
  readonly pinned: Form;
  /** ISO instant that what is still open is judged at. */
  readonly now: string;
  readonly zone: string;
  readonly calendar: Calendar;
}

/** Reads an entry for the measures of a form; `earlier` is how many entries alike came before, of the measure at hand. */
export function entryReader(
  form: Form,
  entry: Entry,
  { pinned, now, zone, calendar }: Seen,
): (name: string, earlier: number) => unknown {
  const answers = readerOf(form, entry.answers, entry.around);
  const around = aroundToCel({ ...entry.around, now, zone });
  const finished = isFinished(pinned, entry.stage);
  const stays = staysOf(pinned, entry, now, calendar);
  const base = {
    stage: entry.stage,
    surface: entry.surface,
    by: entry.by ?? undefined,
    created: instantOf(entry.created),
    ended: finished ? instantOf(stays.at(-1)?.from ?? entry.staged) : undefined,
    finished,
    conflicts: BigInt(entry.conflicts?.length ?? 0),
    stays: stays.map(({ from, to, due, ...rest }) =>
      toRecord(stayType, {
        ...rest,
        from: instantOf(from),
        to: to === undefined ? undefined : instantOf(to),
        due: due === undefined ? undefined : instantOf(due),
      }),
    ),
  };
  return (name, earlier) => {
    if (name === 'entry') return toRecord(entryType, { ...base, earlier: BigInt(earlier) });
    return around.get(name) ?? answers(name);
  };
}

/** What an entry counts for; undefined: nothing. */
export function readingOf(
  gauge: Gauge,
  read: (name: string) => unknown,
  created: string,
): Reading | undefined {
  const of = amount(gauge.of.evaluate(read));
  if (of === undefined || of === 0) return undefined;
  const moment = gauge.at ? gauge.at.evaluate(read) : new Date(created);
  if (!(moment instanceof Date)) return undefined;
  const part = gauge.part ? (amount(gauge.part.evaluate(read)) ?? 0) : 0;
  return { at: moment.getTime(), of, part };
}

function amount(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** By which answers two entries are alike; undefined where one is missing. */
export function likeness({ measure }: Gauge, answers: Answers): string | undefined {
  const values = (measure.alike?.items ?? []).map((id) => answers[id]);
  return values.length === 0 || values.some(isEmpty) ? undefined : JSON.stringify(values);
}
