/**
 * A form while it is being filled in. One answer re-evaluates only what depends on it, each node at most once.
 */
import type { Json } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Item, Section, Surface } from '../spec/procedure.ts';
import type { Answers, Path } from './answers.ts';
import type { Around } from './around.ts';
import type { Form } from './compile.ts';

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

export declare function openSession(form: Form, options: SessionOptions): Session;
