/**
 * What an emergency's entry says: its timeline, what of the playbook is done, who was told and who is still to be.
 */
import type { Emergency, Playbook } from '../../spec/emergency.ts';
import type { Json } from '../../spec/json.ts';
import { secondsOf } from '../../spec/value.ts';
import { rowsOf } from '../../form/answers.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Listed, SiteDocument } from '../../store/store.ts';

const millisecondsOf = (duration: string): number => (secondsOf(duration) ?? 0) * 1000;

export type Step = Playbook['steps'][number];
export type Rung = Emergency['ladder'][number];
export type Contact = Emergency['contacts'][number];

/** An emergency's procedure and its entry. */
export interface Going {
  readonly spec: Emergency;
  readonly form: Form;
  readonly entry: Entry;
}

/** Those that are going on, the newest first. */
export function goingOn(open: readonly Listed[]): Going[] {
  return open
    .flatMap(({ form, entry }) => {
      const spec = form.procedure.emergency;
      return spec && !entry.void && spec.active.includes(entry.stage)
        ? [{ spec, form, entry }]
        : [];
    })
    .toSorted((a, b) => (a.entry.created < b.entry.created ? 1 : -1));
}

const textAt = (answers: Answers, path: Path): string => {
  const value = answers[path];
  return typeof value === 'string' ? value : '';
};

export const kindOf = ({ spec, entry }: Going): string => textAt(entry.answers, spec.kind);
export const isDrill = ({ spec, entry }: Going): boolean => entry.answers[spec.drill] === true;
export const levelOf = ({ spec, entry }: Going): string => textAt(entry.answers, spec.level);
export const placeOf = ({ spec, entry }: Going): string => textAt(entry.answers, spec.place);

export function playbookOf(going: Going): Playbook | undefined {
  const kind = kindOf(going);
  return going.spec.playbooks.find((book) => book.kind === kind);
}

export interface Line {
  readonly row: string;
  /** ISO instant. */
  readonly at: string;
  readonly what: string;
  /** Of the playbook. */
  readonly step: string;
  /** Staff id; empty: nobody was signed in. */
  readonly by: string;
}

/** As it happened, the oldest first. */
export function timelineOf({ spec, entry: { answers } }: Going): Line[] {
  return rowsOf(answers, spec.lines)
    .map((row) => {
      const cell = (column: string) => textAt(answers, `${spec.lines}/${row}/${column}`);
      return { row, at: cell('at'), what: cell('what'), step: cell('step'), by: cell('by') };
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** How a line says that a step was passed over. */
export const skippedStep = (step: string): string => `-${step}`;

export interface StepState {
  readonly step: Step;
  readonly state: 'open' | 'done' | 'skipped';
  /** When it was last done; empty while it was not. */
  readonly at: string;
  /** Milliseconds until it has to be done again; negative: late. undefined: once is enough, or not done yet. */
  readonly again: number | undefined;
}

/** The playbook in its order, at the instant `now`. */
export function stepsOf(going: Going, now: string): StepState[] {
  const lines = timelineOf(going);
  return (playbookOf(going)?.steps ?? []).map((step): StepState => {
    const done = lines.findLast((line) => line.step === step.id);
    const passed = lines.some((line) => line.step === skippedStep(step.id));
    const at = done?.at ?? '';
    const again =
      done && step.every
        ? Date.parse(at) + millisecondsOf(step.every) - Date.parse(now)
        : undefined;
    return { step, state: done ? 'done' : passed ? 'skipped' : 'open', at, again };
  });
}

/** What is to be done now: what is due again goes before what has not been done yet. */
export function nextStep(steps: readonly StepState[]): StepState | undefined {
  return (
    steps.find(({ again }) => again !== undefined && again <= 0) ??
    steps.find(({ state }) => state === 'open')
  );
}

export interface RungState {
  readonly rung: Rung;
  /** When they are to be told. ISO instant. */
  readonly due: string;
  /** Row of the report; empty while there is none. */
  readonly row: string;
  readonly told: string;
  readonly acked: string;
  readonly state: 'waits' | 'due' | 'told' | 'unanswered' | 'acked';
}

/** Whom to tell at this level; while the level is not known, those who are told at any. */
export function ladderOf(going: Going, now: string): RungState[] {
  const { spec, entry } = going;
  const level = levelOf(going);
  const rows = rowsOf(entry.answers, spec.reports);
  const cell = (row: string, column: string) =>
    textAt(entry.answers, `${spec.reports}/${row}/${column}`);
  return spec.ladder
    .filter(({ levels }) => !levels || levels.some((each) => each === level))
    .map((rung): RungState => {
      const row = rows.findLast((each) => cell(each, 'rung') === rung.id) ?? '';
      const [told, acked] = row ? [cell(row, 'at'), cell(row, 'ack')] : ['', ''];
      const due = new Date(Date.parse(entry.created) + millisecondsOf(rung.after)).toISOString();
      const late = told && Date.parse(told) + millisecondsOf(rung.ack) <= Date.parse(now);
      const state = acked
        ? 'acked'
        : told
          ? late
            ? 'unanswered'
            : 'told'
          : Date.parse(due) <= Date.parse(now)
            ? 'due'
            : 'waits';
      return { rung, due, row, told, acked, state };
    });
}

/** A number to call; empty where the site has not said it. */
export function phoneOf(contact: Contact | undefined, site: SiteDocument | undefined): string {
  const set = contact?.setting === undefined ? undefined : site?.settings[contact.setting];
  return contact?.phone ?? (typeof set === 'string' ? set.trim() : '');
}

/** What a button that calls says: the number is not said twice. */
export function callText(label: string, number: string): string {
  return label.includes(number) ? label : `${label} ${number}`;
}

export const contactOf = ({ spec }: Going, id: string | undefined): Contact | undefined =>
  spec.contacts.find((contact) => contact.id === id);

export interface Head {
  readonly listed: Listed;
  readonly state: string;
}

/** Who was in the house: still there by the registers, or called already. */
export function rollOf({ spec, entry }: Going, open: readonly Listed[]): Head[] {
  const inside = open.filter(({ entry: other }) =>
    spec.inside.some(
      ({ procedure, stages }) => other.procedure === procedure && stages.includes(other.stage),
    ),
  );
  return inside
    .map((listed) => ({
      listed,
      state: textAt(entry.answers, `${spec.people}/${listed.entry.id}/state`),
    }))
    .toSorted((a, b) => (a.listed.entry.created < b.listed.entry.created ? -1 : 1));
}

type Cells = Readonly<Record<string, Json | undefined>>;

/** A line of a table as a change. */
export function rowSet(table: string, row: string, cells: Cells): Record<Path, Json> {
  const given = Object.entries(cells).filter(
    (pair): pair is [string, Json] => pair[1] !== undefined && pair[1] !== '',
  );
  return {
    [`${table}/${row}`]: true,
    ...Object.fromEntries(given.map(([column, value]) => [`${table}/${row}/${column}`, value])),
  };
}
