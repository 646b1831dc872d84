/**
 * Numbers of a period: entries in, sums out, the same on the desk and on the server.
 */
import type { Measure } from '../spec/measure.ts';
import { localDate, localTime } from '../spec/zoned.ts';
import type { Calendar } from './clock.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { entryReader, gaugesOf, likeness, readingOf, type Gauge } from './measure.ts';

/** What numbers can be told by; `site` is not told apart at all. */
export const groupings = [
  'site',
  'dept',
  'person',
  'category',
  'hour',
  'day',
  'shift',
  'building',
  'surface',
] as const;
export type Grouping = (typeof groupings)[number];

/** From (included) to (left out), ISO instants. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Sum {
  readonly of: number;
  readonly part: number;
}
/** An entry behind a number, with what it adds. */
export interface Behind extends Sum {
  readonly entry: string;
}
export interface Cell extends Sum {
  readonly rows: readonly Behind[];
}
/** A measure's numbers. `procedures` are those that it was counted in, with how each says it. */
export interface Tallied {
  readonly id: string;
  readonly procedures: readonly { readonly procedure: string; readonly measure: Measure }[];
  readonly total: Cell;
  /** By group, in the order in which groups came up. '' is what belongs to none. */
  readonly groups: ReadonlyMap<string, Cell>;
}

export interface TallyOptions {
  /** Current forms of the procedures that measure something; their order is the order of what comes out. */
  readonly forms: readonly Form[];
  readonly period: Period;
  /** ISO instant; what is open is judged at it, or at the end of the period where that is earlier. */
  readonly now: string;
  readonly zone: string;
  readonly calendar: Calendar;
  readonly by: Grouping;
  /** Department of a staff member, where an entry names none. */
  readonly deptOf?: (staff: string) => string | undefined;
  /** Whether the entries behind each number are kept. */
  readonly rows?: boolean;
}

interface Growing {
  of: number;
  part: number;
  rows: Behind[];
}
interface Slot {
  readonly procedures: { procedure: string; measure: Measure }[];
  readonly total: Growing;
  readonly groups: Map<string, Growing>;
}

function keyOf(gauge: Gauge, entry: Entry): string | undefined {
  const like = likeness(gauge, entry.answers);
  return like === undefined ? undefined : `${entry.procedure} ${gauge.measure.id} ${like}`;
}

const none = (): Growing => ({ of: 0, part: 0, rows: [] });

export class Tally {
  readonly #options: TallyOptions;
  readonly #forms: ReadonlyMap<string, Form>;
  readonly #slots = new Map<string, Slot>();
  readonly #from: number;
  readonly #to: number;
  readonly #now: string;
  /** Measure and likeness → such entries, and when they were created. */
  readonly #alike = new Map<string, { readonly at: number; readonly id: string }[]>();

  constructor(options: TallyOptions) {
    this.#options = options;
    this.#from = Date.parse(options.period.from);
    this.#to = Date.parse(options.period.to);
    this.#now = Date.parse(options.now) < this.#to ? options.now : options.period.to;
    this.#forms = new Map(options.forms.map((form) => [form.procedure.id, form]));
    for (const form of options.forms)
      for (const { measure } of gaugesOf(form)) {
        const slot = this.#slots.get(measure.id) ?? {
          procedures: [],
          total: none(),
          groups: new Map<string, Growing>(),
        };
        slot.procedures.push({ procedure: form.procedure.id, measure });
        this.#slots.set(measure.id, slot);
      }
  }

  /** Whether any measure compares entries with one another: then each is made known before any is added. */
  get compares(): boolean {
    return [...this.#forms.values()].some((form) => gaugesOf(form).some(({ back }) => back > 0));
  }

  /** Makes an entry known to those that are compared with it. In any order. */
  know(entry: Entry): void {
    const form = this.#forms.get(entry.procedure);
    const at = Date.parse(entry.created);
    if (!form || entry.void || at >= this.#to) return;
    for (const gauge of gaugesOf(form)) {
      const key = keyOf(gauge, entry);
      if (key === undefined || at < this.#from - gauge.back) continue;
      const list = this.#alike.get(key) ?? [];
      this.#alike.set(key, list);
      list.push({ at, id: entry.id });
    }
  }

  /** Counts an entry, in any order. `pinned` is the form of its own version. */
  add(entry: Entry, pinned: Form): void {
    const form = this.#forms.get(entry.procedure);
    const created = Date.parse(entry.created);
    if (!form || entry.void || created >= this.#to) return;
    const { zone, calendar } = this.#options;
    let read: ReturnType<typeof entryReader> | undefined;
    for (const gauge of gaugesOf(form)) {
      // Without a moment of its own, only what was created in the period can count.
      if (!gauge.at && created < this.#from) continue;
      read ??= entryReader(form, entry, { pinned, now: this.#now, zone, calendar });
      const reader = read;
      const earlier = this.#earlier(entry, gauge, created);
      const reading = readingOf(gauge, (name) => reader(name, earlier), entry.created);
      if (!reading || reading.at < this.#from || reading.at >= this.#to) continue;
      this.#count(gauge, form, entry, reading);
    }
  }

  #earlier(entry: Entry, gauge: Gauge, created: number): number {
    const alike = this.#alike.get(keyOf(gauge, entry) ?? '') ?? [];
    return alike.filter(
      ({ at, id }) =>
        created - at <= gauge.back && (at < created || (at === created && id < entry.id)),
    ).length;
  }

  #count(
    { measure }: Gauge,
    form: Form,
    entry: Entry,
    { at, of, part }: { readonly at: number; readonly of: number; readonly part: number },
  ): void {
    const slot = this.#slots.get(measure.id);
    if (!slot) return;
    const key = this.#groupOf(measure, form, entry, at);
    const cell = slot.groups.get(key) ?? none();
    slot.groups.set(key, cell);
    for (const each of [slot.total, cell]) {
      each.of += of;
      each.part += part;
      if (this.#options.rows) each.rows.push({ entry: entry.id, of, part });
    }
  }

  #groupOf(measure: Measure, form: Form, entry: Entry, at: number): string {
    const { by, zone, deptOf } = this.#options;
    const { facets = {} } = form.procedure;
    const answer = (id: string | undefined): string | undefined => {
      const value = id === undefined ? undefined : entry.answers[id];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const person = (): string | undefined =>
      answer(measure.by?.person ?? facets.assignee) ?? entry.by ?? undefined;
    const group = {
      site: () => '',
      person,
      dept: () => answer(measure.by?.dept ?? facets.dept) ?? deptOf?.(person() ?? ''),
      category: () => answer(measure.by?.category ?? facets.category),
      hour: () => localTime(new Date(at), zone).slice(0, 2),
      day: () => localDate(new Date(at), zone),
      shift: () => entry.around.shift?.id,
      building: () => answer(facets.room)?.split('-')[0],
      surface: () => entry.surface,
    } satisfies Record<Grouping, () => string | undefined>;
    return group[by]() ?? '';
  }

  /** Everything so far. */
  results(): Tallied[] {
    return [...this.#slots].map(([id, slot]) => ({ id, ...slot }));
  }
}

/** The number to print: a share, a mean, or a count; undefined where there was nothing to divide by. */
export function valueOf(measure: Measure, { of, part }: Sum): number | undefined {
  if (measure.part === undefined) return of;
  return of === 0 ? undefined : part / of;
}
