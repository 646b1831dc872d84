/**
 * What an entry says as a pass, by its procedure's `pass`; and what records of its gate say has gone through.
 */
import type { Problem } from '../spec/problem.ts';
import type { Item, Procedure } from '../spec/procedure.ts';
import { instantOf } from '../spec/value.ts';
import { addDays, localDate, localTime } from '../spec/zoned.ts';
import { rowsOf } from './answers.ts';
import type { Answers } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';
import type { Entry } from './entry.ts';
import { answerText, summarise } from './summary.ts';
import type { Naming } from './summary.ts';

export type Passed = NonNullable<Around['pass']>;

export interface PassContent extends Passed {
  /** ISO instant; missing: at once. */
  readonly from?: string;
  readonly once: boolean;
}

const longestFact = 40;

/** The instant at which a local day begins, in milliseconds. */
function startOfDay(date: string, zone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`);
  let at = wall;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let again = 0; again < 2; again++) {
    const guess = new Date(at);
    at = wall - (Date.parse(`${localDate(guess, zone)}T${localTime(guess, zone)}:00Z`) - at);
  }
  return at;
}

/** The last second of a local day, as an ISO instant. */
export const endOfDay = (date: string, zone: string): string =>
  new Date(startOfDay(addDays(date, 1), zone) - 1000).toISOString();

/** A date is a whole day: from its first second, until its last. */
function instant(value: unknown, zone: string, end: 'first' | 'last'): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    return end === 'first'
      ? new Date(startOfDay(value, zone)).toISOString()
      : endOfDay(value, zone);
  }
  return instantOf(value)?.toISOString();
}

/** Telephone and identity numbers are not for everybody who picks up the paper. */
function shown(item: Item | undefined, text: string): string {
  if (item?.mask !== 'phone' && item?.mask !== 'id') return text;
  const ends = item.mask === 'phone' ? 3 : 0;
  return text.replace(/\d(?=\d{4})/g, (digit, at: number) => (at < ends ? digit : '*'));
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

function factText(form: Form, path: string, answers: Answers, naming: Naming): string {
  const [id, , column] = path.split('/');
  const item = form.items.get(column === undefined ? path : `${id}/${column}`);
  return shown(item as Item | undefined, answerText(form, path, answers, 'zh-CN', naming));
}

/** The rows of an entry that are ticked one by one at the gate, each in a few words. */
export function passRows(form: Form, answers: Answers, naming: Naming = {}): Passed['rows'] {
  const rows = form.procedure.pass?.rows;
  if (!rows) return [];
  return rowsOf(answers, rows.table).map((row) => {
    const cells = rows.columns.map((column) =>
      factText(form, `${rows.table}/${row}/${column}`, answers, naming),
    );
    return { id: row, text: cut(cells.filter((text) => text !== '').join(' '), longestFact) };
  });
}

/**
 * Problems: `no-pass` (not a kind that is one, or it lacks number or end), `pass-void`, `pass-stage` (not or no longer in a
 * stage in which it holds).
 */
export function passContent(
  form: Form,
  entry: Entry,
  zone: string,
  naming: Naming = {},
):
  | { readonly ok: true; readonly value: PassContent }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const no = (code: string) => ({ ok: false, problems: [{ code, path: '' }] }) as const;
  const { pass, code } = form.procedure;
  const { answers } = entry;
  const until = pass && instant(answers[pass.until], zone, 'last');
  if (!pass || !until || !entry.number) return no('no-pass');
  if (entry.void) return no('pass-void');
  if (!pass.at.includes(entry.stage)) return no('pass-stage');
  const say = (path: string) => factText(form, path, answers, naming);
  const from = pass.from === undefined ? undefined : instant(answers[pass.from], zone, 'first');
  return {
    ok: true,
    value: {
      entry: entry.id,
      number: entry.number,
      code,
      title: cut(summarise(form, answers, 'zh-CN', naming), longestFact),
      ...(from ? { from } : {}),
      until,
      once: pass.once === true,
      facts: pass.facts.map((id) => cut(say(id), longestFact)),
      rows: passRows(form, answers, naming),
    },
  };
}

/** One time that a pass was let through. */
export interface PassUse {
  /** The record of the gate. */
  readonly gate: string;
  readonly at: string;
  readonly device: string;
  readonly by: string | null;
  /** Rows that went through; missing where the record has none. */
  readonly rows?: readonly string[];
}

/** The table of a gate record that has the pass's rows, and the column that ticks one: its first check or yes-or-no. */
function ticks(procedure: Procedure): { table: string; column?: string } | undefined {
  for (const section of procedure.sections)
    for (const item of section.items) {
      if (item.type !== 'table' || !/^pass\.rows\b/.test(item.rows?.trim() ?? '')) continue;
      const column = item.items.find(({ type }) => type === 'check' || type === 'bool');
      return { table: item.id, ...(column ? { column: column.id } : {}) };
    }
  return undefined;
}

/** Rows that a gate record ticks; undefined where its procedure has none. */
export function rowsThrough(form: Form, answers: Answers): string[] | undefined {
  const at = ticks(form.procedure);
  if (!at) return undefined;
  const { table, column } = at;
  return rowsOf(answers, table).filter((row) => {
    const tick = column === undefined ? true : answers[`${table}/${row}/${column}`];
    return tick === true || tick === 'pass';
  });
}

/** What a gate record lets through: nothing where it is void, ended badly, or ticks none of a pass's rows. */
export function useOf(form: Form, entry: Entry): PassUse | undefined {
  const { pass } = entry.around;
  const stage = form.stages.find(({ id }) => id === entry.stage);
  if (!pass || entry.void || stage?.tone === 'bad') return undefined;
  const rows = pass.rows.length > 0 ? rowsThrough(form, entry.answers) : undefined;
  if (rows?.length === 0) return undefined;
  const { id: gate, created: at, device, by } = entry;
  return { gate, at, device, by, ...(rows ? { rows } : {}) };
}

/** Rows that no use has taken out. */
export function rowsLeft(pass: Pick<Passed, 'rows'>, uses: readonly PassUse[]): Passed['rows'] {
  const out = new Set(uses.flatMap(({ rows }) => rows ?? pass.rows.map(({ id }) => id)));
  return pass.rows.filter(({ id }) => !out.has(id));
}

/** Whether nothing more may go out by it. One that is good for many times is never used up. */
export function isUsedUp(pass: Passed, once: boolean, uses: readonly PassUse[]): boolean {
  if (!once || uses.length === 0) return false;
  return rowsLeft(pass, uses).length === 0;
}

/** Pairs of uses that cannot both be right: the whole pass, or one row, went out twice. */
export function usedTwice(uses: readonly PassUse[]): readonly (readonly [PassUse, PassUse])[] {
  return uses.flatMap((one, at) =>
    uses
      .slice(at + 1)
      .filter(({ rows }) => !rows || !one.rows || rows.some((row) => one.rows?.includes(row)))
      .map((other) => [one, other] as const),
  );
}
