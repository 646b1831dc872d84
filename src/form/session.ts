/**
 * A form while it is being filled in. One answer re-evaluates only what depends on it, each node at most once.
 */
import type { Json } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Item, Section, Surface } from '../spec/procedure.ts';
import type { Answers, Path } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';
import type { Spot } from './graph.ts';
import { isAutomatic, isRowId } from './lines.ts';
import { Run } from './run.ts';

export interface ItemState {
  readonly path: Path;
  readonly item: Item;
  readonly visible: boolean;
  readonly required: boolean;
  /** Computed, locked by the procedure, or of an earlier stage. */
  readonly readonly: boolean;
  readonly value: Json | undefined;
  /** Constraint problems of an answered item, and `required` of an empty one. Shown by the UI only once touched or on submit. */
  readonly problems: readonly Problem[];
}

export interface SessionOptions {
  readonly answers?: Answers;
  readonly around: Around;
  readonly surface: Surface;
  /** Stage the entry is in, or is being moved to: sections with `at` are asked when this stage is among them. Default: the first stage. */
  readonly stage?: string;
  /** Stages already passed: their sections are shown read-only. */
  readonly passed?: readonly string[];
}

export interface Session {
  readonly form: Form;
  readonly options: SessionOptions;
  /** All answers typed so far, hidden ones included. A new object after each change. */
  readonly answers: Answers;
  /** Sections that are asked now and visible. */
  sections(): readonly Section[];
  /** State of an item, cell or follow-up; undefined for an unknown path. The same object until it changes. */
  get(path: Path): ItemState | undefined;
  /** Set an answer (`null` or `undefined` empties it). Unknown or read-only paths are ignored. */
  answer(path: Path, value: Json | undefined): void;
  rows(table: string): readonly string[];
  addRow(table: string, row: string): void;
  removeRow(table: string, row: string): void;
  /** Problems of everything visible and asked, in reading order. Empty: it can be submitted. */
  problems(): readonly Problem[];
  /** What is stored on submit: hidden items dropped, computed ones in. */
  submission(): Answers;
  /** Called after a change with the paths whose state changed (table paths when rows came or went; `''` when sections did). */
  subscribe(listener: (changed: ReadonlySet<Path>) => void): () => void;
  /** Number of expressions evaluated by the last `answer`, `addRow` or `removeRow`. */
  readonly stats: { readonly evaluated: number };
}

/** Opens a form: automatic rows are made and defaults filled in. */
export function openSession(form: Form, options: SessionOptions): Session {
  return new Filling(form, options);
}

class Filling implements Session {
  readonly form: Form;
  readonly options: SessionOptions;
  readonly #run: Run;
  readonly #listeners = new Set<(changed: ReadonlySet<Path>) => void>();
  #evaluated: number;
  #answers: Answers | undefined;
  #problems: readonly Problem[] | undefined;
  #sections: readonly Section[];

  constructor(form: Form, options: SessionOptions) {
    this.form = form;
    this.options = options;
    this.#run = new Run(form, options);
    this.#evaluated = this.#run.evaluated;
    this.#sections = this.#run.sections();
  }

  get answers(): Answers {
    this.#answers ??= Object.fromEntries(this.#run.raw);
    return this.#answers;
  }

  get stats(): { readonly evaluated: number } {
    return { evaluated: this.#evaluated };
  }

  sections(): readonly Section[] {
    return this.#sections;
  }

  get(path: Path): ItemState | undefined {
    return this.#run.cells.get(path)?.state;
  }

  answer(path: Path, value: Json | undefined): void {
    const cell = this.#run.cells.get(path);
    if (!cell?.state || cell.state.readonly) return;
    if (cell.spot.item.type === 'table' || cell.spot.item.type === 'note') return;
    this.#change(() => this.#run.put(cell, value ?? null));
  }

  rows(table: string): readonly string[] {
    const spot = this.form.graph.spots.get(table);
    return [...((spot && this.#run.tables.get(spot)?.keys()) ?? [])];
  }

  addRow(table: string, row: string): void {
    const spot = this.#editable(table);
    if (!spot || !isRowId(row) || this.#run.tables.get(spot)?.has(row)) return;
    this.#change(() => this.#run.addRow(spot, row), table);
  }

  removeRow(table: string, row: string): void {
    const spot = this.#editable(table);
    if (!spot || !this.#run.tables.get(spot)?.has(row)) return;
    this.#change(() => this.#run.removeRow(spot, row), table);
  }

  problems(): readonly Problem[] {
    this.#problems ??= this.#run.problems();
    return this.#problems;
  }

  submission(): Answers {
    return this.#run.submission();
  }

  subscribe(listener: (changed: ReadonlySet<Path>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A table whose rows people add and remove, now. */
  #editable(table: string): Spot | undefined {
    const spot = this.form.graph.spots.get(table);
    if (!spot || spot.item.type !== 'table' || isAutomatic(spot.item)) return undefined;
    return this.get(table)?.readonly === false ? spot : undefined;
  }

  /** `table`: whose rows come or go. */
  #change(act: () => void, table?: string): void {
    const run = this.#run;
    run.evaluated = 0;
    act();
    const changed = run.settle();
    this.#evaluated = run.evaluated;
    this.#answers = undefined;
    if (table !== undefined) changed.add(table);
    if (changed.size === 0) return;
    this.#problems = undefined;
    const sections = run.sections();
    if (
      sections.length !== this.#sections.length ||
      sections.some((each, at) => each !== this.#sections[at])
    ) {
      this.#sections = sections;
      changed.add('');
    }
    for (const listener of this.#listeners) listener(changed);
  }
}
