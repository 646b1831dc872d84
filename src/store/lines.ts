/**
 * Other entries as lines of a form that is opened now: what is open, what happened in a shift, what a register holds.
 */
import { clockOf, type Calendar } from '../form/clock.ts';
import type { Around, OpenLine, Serial, Unit } from '../form/around.ts';
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { seriesOf } from '../form/serial.ts';
import { isFinished } from '../form/stage.ts';
import { facetsOf, summarise, type Naming } from '../form/summary.ts';
import type { Table } from '../spec/procedure.ts';
import { instantAt, localDate } from '../spec/zoned.ts';
import { calendarOf } from '../sync/calendar.ts';
import type { SiteDocument } from '../sync/documents.ts';
import type { DeviceClock } from './clock.ts';
import type { Database } from './database.ts';
import { findEntries } from './entries.ts';
import type { Forms } from './forms.ts';
import type { Listed } from './store.ts';

export interface Ground {
  readonly db: Database;
  readonly forms: Forms;
  readonly clock: DeviceClock;
  readonly site: SiteDocument | undefined;
  /** The shift that the form is of, and who fills it in. */
  readonly shift: Around['shift'];
  readonly user: string | undefined;
  /** Names of staff by id. */
  readonly people: ReadonlyMap<string, string>;
}

const shiftsApart = 86_400_000;

/** ISO instant at which a shift began; a day ago where no shift is on. */
export function shiftStart(
  shift: Around['shift'],
  zone: string,
  now: number,
): { readonly from: string; readonly until: string } {
  if (!shift)
    return {
      from: new Date(now - shiftsApart).toISOString(),
      until: new Date(now + shiftsApart).toISOString(),
    };
  const from = Date.parse(instantAt(`${shift.date}T${shift.start}`, zone));
  const length =
    (Date.parse(`2000-01-01T${shift.end}Z`) -
      Date.parse(`2000-01-01T${shift.start}Z`) +
      shiftsApart) %
    shiftsApart;
  return {
    from: new Date(from).toISOString(),
    until: new Date(from + (length || shiftsApart)).toISOString(),
  };
}

/** What a procedure carries into a handover. */
const carries = ({ procedure: { kind, carry } }: Form): boolean =>
  carry ?? (kind === 'case' || kind === 'register');

class Lines {
  readonly #ground: Ground;
  readonly #calendar: Calendar;
  readonly #now: string;
  readonly #naming: Naming;
  readonly span: { readonly from: string; readonly until: string };

  constructor(ground: Ground) {
    const { clock, site, shift } = ground;
    this.#ground = ground;
    this.#now = clock.now();
    this.#calendar = calendarOf(site, clock.ms());
    const zone = site?.zone ?? 'Asia/Shanghai';
    this.span = shiftStart(shift, zone, clock.ms());
    const dept = (id: string) => site?.departments.find((one) => one.id === id)?.name['zh-CN'];
    this.#naming = {
      zone,
      nameOf: (type, id) =>
        type === 'dept' ? dept(id) : type === 'person' ? ground.people.get(id) : undefined,
    };
  }

  line({ entry, form }: Pick<Listed, 'entry' | 'form'>): OpenLine {
    return {
      id: entry.id,
      number: entry.number ?? '',
      title: summarise(form, entry.answers, 'zh-CN', this.#naming).slice(0, 500),
      procedure: entry.procedure,
      room: facetsOf(form, entry.answers).room ?? '',
      stage: form.stages.find(({ id }) => id === entry.stage)?.title['zh-CN'] ?? entry.stage,
      due: clockOf(form, entry, this.#now, this.#calendar)?.due ?? '',
      at: entry.created,
      by: entry.by ?? '',
      mine: this.#isMine(entry),
    };
  }

  #isMine(entry: Entry): boolean {
    const { user } = this.#ground;
    if (user === undefined) return false;
    return entry.log.some(({ by, at }) => by === user && at >= this.span.from);
  }
}

/** Everything unfinished that a handover carries, oldest first. */
export async function openLines(ground: Ground): Promise<OpenLine[]> {
  const lines = new Lines(ground);
  const open = await findEntries(ground.db, ground.forms, { open: true });
  return open
    .toReversed()
    .filter(({ form }) => carries(form))
    .map((one) => lines.line(one));
}

/** The entries that a table's `from` asks for, oldest first. */
export async function listedLines(
  ground: Ground,
  from: NonNullable<Table['from']>,
): Promise<OpenLine[]> {
  const lines = new Lines(ground);
  const now = ground.clock.now();
  const today = localDate(new Date(now), ground.site?.zone ?? 'Asia/Shanghai');
  const all = await findEntries(ground.db, ground.forms, { procedures: [from.procedure] });
  return all
    .toReversed()
    .filter(
      ({ entry, form }) =>
        !entry.void &&
        holds(form, entry, now, today) &&
        (from.stages ? from.stages.includes(entry.stage) : !isFinished(form, entry.stage)),
    )
    .map((one) => {
      const line = lines.line(one);
      return from.with ? { ...line, values: valuesOf(one.entry, from.with) } : line;
    });
}

/** It still holds: its `until` facet has not passed. */
function holds(form: Form, entry: Entry, now: string, today: string): boolean {
  const { until } = facetsOf(form, entry.answers);
  return until === undefined || (until.length > 10 ? until > now : until >= today);
}

function valuesOf(entry: Entry, items: readonly string[]): NonNullable<OpenLine['values']> {
  const values: Record<string, string | number | boolean> = {};
  for (const item of items) {
    const value = entry.answers[item];
    if (typeof value === 'number' || typeof value === 'boolean') values[item] = value;
    if (typeof value === 'string') values[item] = value.slice(0, 500);
  }
  return values;
}

/** What was recorded in the shift, oldest first: work, not the lists that a shift ticks nor what was read from files. */
export async function happenedLines(ground: Ground): Promise<OpenLine[]> {
  const lines = new Lines(ground);
  return (await happened(ground, lines.span))
    .filter(({ form }) => !form.procedure.schedule && !form.procedure.imports)
    .map((one) => lines.line(one));
}

async function happened({ db, forms }: Ground, { from, until }: Lines['span']): Promise<Listed[]> {
  const since = await findEntries(db, forms, { since: from });
  return since.filter(({ entry }) => entry.created < until).toReversed();
}

/** Printed numbers of the shift, a series for each procedure and device. */
export async function serialsOf(ground: Ground): Promise<Serial[]> {
  const { span } = new Lines(ground);
  return seriesOf(
    (await happened(ground, span)).flatMap(({ entry, form }) =>
      entry.number && form.procedure.number
        ? [
            {
              number: entry.number,
              pattern: form.procedure.number,
              title: form.procedure.title['zh-CN'],
              void: entry.void !== undefined,
            },
          ]
        : [],
    ),
  );
}

/** The units of the site's buildings; a building without units is one. */
export function unitsOf(site: SiteDocument | undefined): Unit[] {
  return (site?.buildings ?? []).flatMap(({ id, name, units }) =>
    units.length === 0
      ? [{ id, building: id, unit: '', name: name['zh-CN'] }]
      : units.map((unit) => ({
          id: `${id}-${unit.id}`,
          building: id,
          unit: unit.id,
          name: `${name['zh-CN']} ${unit.id} 单元`,
        })),
  );
}
