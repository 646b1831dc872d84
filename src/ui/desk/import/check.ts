/**
 * What becomes of each row of a file: an entry, a change of one that is here, nothing because it is here, or a refusal
 * with its reasons. Nothing is written here.
 */
import { isBlocking } from '../../../spec/problem.ts';
import type { Problem } from '../../../spec/problem.ts';
import type { Json } from '../../../spec/json.ts';
import type { Answers } from '../../../form/answers.ts';
import type { Around } from '../../../form/around.ts';
import type { Form } from '../../../form/compile.ts';
import { uniqueKey } from '../../../form/same.ts';
import { openSession } from '../../../form/session.ts';
import { isFinished, passedStages } from '../../../form/stage.ts';
import { validate } from '../../../form/validate.ts';
import type { ImportKnown, ImportRow } from '../../../store/store.ts';
import { isBlank } from './cells.ts';
import type { Cell } from './cells.ts';
import { answerOf, roomOfParts } from './convert.ts';
import type { Places } from './convert.ts';
import { targetsOf } from './targets.ts';
import type { RoomPart, Target } from './targets.ts';

/** What is done with a row that is here already: left out, its answers taken over, or added all the same. */
export type Duplicates = 'skip' | 'update' | 'add';

export type Verdict =
  | ({ readonly given: Answers } & ImportRow)
  /** `same`: the row of this file that it repeats; without it, an entry that is here. */
  | { readonly row: number; readonly kind: 'skip'; readonly given: Answers; readonly same?: number }
  | {
      readonly row: number;
      readonly kind: 'refuse';
      readonly given: Answers;
      readonly problems: readonly Problem[];
    };

export interface CheckOptions {
  readonly form: Form;
  readonly around: Around;
  readonly places: Places;
  /** The key of the target of each column. */
  readonly columns: readonly (string | null)[];
  readonly duplicates: Duplicates;
  readonly known: readonly ImportKnown[];
  /** The id of the entry that a row becomes. */
  entryOf(row: number): string;
}

/** Where a thing stands that is known by a key. */
interface Known {
  readonly entry: string;
  readonly answers: Answers;
  readonly stage: string;
  readonly log: ImportKnown['log'];
  readonly row?: number;
}

/** Judges the rows of one file, in order. */
export class Check {
  readonly #options: CheckOptions;
  readonly #targets: readonly (Target | undefined)[];
  readonly #keys = new Map<string, Known>();
  readonly #ids: ReadonlySet<string>;
  readonly #first: string;

  constructor(options: CheckOptions) {
    this.#options = options;
    const targets = targetsOf(options.form);
    this.#targets = options.columns.map((key) => targets.find((target) => target.key === key));
    this.#first = options.form.stages[0]?.id ?? 'done';
    this.#ids = new Set(options.known.map(({ id }) => id));
    for (const { id, answers, stage, log } of options.known)
      // What has ended (a household that moved out) is not the same as one that comes.
      if (!isFinished(options.form, stage) || stage === this.#first)
        this.#remember({ entry: id, answers, stage, log });
  }

  /** undefined: the row is empty. `row` counts from 1. */
  judge(row: number, cells: readonly Cell[]): Verdict | undefined {
    if (cells.every(isBlank)) return undefined;
    const { given, problems } = this.#read(cells);
    const { form, around, duplicates, entryOf } = this.#options;
    const entry = entryOf(row);
    if (this.#ids.has(entry)) return { row, kind: 'skip', given };
    if (problems.length > 0) return { row, kind: 'refuse', given, problems };
    const same = duplicates === 'add' ? undefined : this.#find(given);
    if (same && duplicates === 'skip')
      return { row, kind: 'skip', given, ...(same.row === undefined ? {} : { same: same.row }) };
    const asked = { around, surface: around.surface };
    if (same) {
      const answers = { ...same.answers, ...given };
      const passed = passedStages(same, same.stage);
      const wrong = validate(form, {
        ...asked,
        answers,
        stage: same.stage,
        passed,
        before: same.answers,
      }).filter((problem) => isBlocking(problem) && problem.path in given);
      if (wrong.length > 0) return { row, kind: 'refuse', given, problems: wrong };
      this.#remember({ ...same, answers });
      return { row, kind: 'patch', entry: same.entry, set: given, given };
    }
    const session = openSession(form, { ...asked, answers: given });
    const set = session.submission();
    const wrong = [
      ...session.problems().filter(isBlocking),
      // What the form does not ask in this case is said, not dropped.
      ...Object.keys(given).flatMap((path) => (path in set ? [] : [{ code: 'hidden', path }])),
    ];
    if (wrong.length > 0) return { row, kind: 'refuse', given, problems: wrong };
    this.#remember({ entry, answers: set, stage: this.#first, log: [], row });
    return { row, kind: 'create', entry, set, given };
  }

  #read(cells: readonly Cell[]): { given: Answers; problems: Problem[] } {
    const { places } = this.#options;
    const given: Record<string, Json> = {};
    const problems: Problem[] = [];
    const rooms = new Map<string, Partial<Record<RoomPart, Cell>>>();
    const take = (path: string, found: ReturnType<typeof answerOf>) => {
      if (!found) return;
      if ('code' in found) problems.push({ code: found.code, path, params: { given: found.text } });
      else given[path] = found.value;
    };
    for (const [at, target] of this.#targets.entries()) {
      const cell = cells[at];
      if (!target) continue;
      const { item, part } = target;
      if (part) rooms.set(item.id, { ...rooms.get(item.id), [part]: cell ?? null });
      else take(item.id, answerOf(item, cell, places));
    }
    for (const [path, { building, unit, door }] of rooms)
      take(path, roomOfParts({ building, unit, door }, places));
    return { given, problems };
  }

  #keysOf(answers: Answers): string[] {
    return (this.#options.form.procedure.unique ?? []).flatMap((names, at) => {
      const key = uniqueKey(names, answers);
      return key === undefined ? [] : [`${at}\n${key}`];
    });
  }
  #find(answers: Answers): Known | undefined {
    return this.#keysOf(answers)
      .map((key) => this.#keys.get(key))
      .find((known) => known !== undefined);
  }
  #remember(known: Known): void {
    for (const key of this.#keysOf(known.answers)) this.#keys.set(key, known);
  }
}
