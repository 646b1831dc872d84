/**
 * What a form on the screen knows besides its session: what was touched, what is typed but no answer yet, and which
 * field listens to which path. A keystroke wakes the fields of its paths and nothing else.
 */
import type { Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import { isBlocking } from '../../spec/problem.ts';
import type { Surface } from '../../spec/procedure.ts';
import type { Path } from '../../form/answers.ts';
import type { ItemState, Session } from '../../form/session.ts';
import type { FieldHost } from '../field/context.ts';

/** `goods/01/count` → `goods`; `lamp.note` → `lamp`: the item of a section that holds the path. */
export const rootOf = (path: Path): string => path.split(/[/.]/, 1)[0] ?? path;

export class FormState {
  readonly session: Session;
  readonly host: FieldHost;
  readonly surface: Surface;
  /** Times any field was drawn; tests read it. */
  drawn = 0;
  readonly #touched = new Set<Path>();
  readonly #faults = new Map<Path, Problem>();
  readonly #listeners = new Map<Path, Set<() => void>>();
  readonly #news: (structure: boolean) => void;
  readonly #close: () => void;
  #all = false;

  /** `news` is called after each change; `structure`: sections came or went. */
  constructor(
    session: Session,
    host: FieldHost,
    surface: Surface,
    news: (structure: boolean) => void,
  ) {
    this.session = session;
    this.host = host;
    this.surface = surface;
    this.#news = news;
    this.#close = session.subscribe((changed) => {
      for (const path of changed) if (path) this.#wake(path);
      this.#news(changed.has(''));
    });
  }

  close(): void {
    this.#close();
  }

  listen(path: Path, run: () => void): () => void {
    const set = this.#listeners.get(path) ?? new Set();
    this.#listeners.set(path, set.add(run));
    return () => {
      set.delete(run);
      if (set.size === 0) this.#listeners.delete(path);
    };
  }

  get(path: Path): ItemState | undefined {
    return this.session.get(path);
  }

  answer(path: Path, value: Json | undefined): void {
    this.session.answer(path, value);
  }

  touch(path: Path): void {
    if (this.#all || this.#touched.has(path)) return;
    this.#touched.add(path);
    this.#wake(path);
    // A result that is asked for shows beside what it follows from.
    if (path.includes('.')) this.#wake(rootOf(path));
  }

  /** Shows the problems of everything, or of the items for which `within` holds. */
  touchAll(within?: (path: Path) => boolean): void {
    if (!within) this.#all = true;
    for (const path of this.#listeners.keys()) {
      if (within && !within(path)) continue;
      this.#touched.add(path);
      this.#wake(path);
    }
  }

  isTouched(path: Path): boolean {
    return this.#all || this.#touched.has(path);
  }

  fault(path: Path, problem: Problem | undefined): void {
    if (this.#faults.get(path)?.code === problem?.code) return;
    if (problem) this.#faults.set(path, problem);
    else this.#faults.delete(path);
    this.#wake(path);
    this.#news(false);
  }

  /** A fault says more than the `required` of the answer that is not there yet. */
  problemsAt(path: Path): readonly Problem[] {
    const fault = this.#faults.get(path);
    return fault ? [fault] : (this.get(path)?.problems ?? []);
  }

  /** Everything that keeps the form from being submitted, in reading order. */
  blocking(): Problem[] {
    const faults = [...this.#faults.values()].filter((each) => this.get(each.path)?.visible);
    const rest = this.session.problems().filter((each) => !this.#faults.has(each.path));
    const order = new Map(
      this.session
        .sections()
        .flatMap((section) => section.items)
        .map((item, index) => [item.id, index] as const),
    );
    const place = (problem: Problem) => order.get(rootOf(problem.path)) ?? Infinity;
    return [...faults, ...rest].filter(isBlocking).sort((a, b) => place(a) - place(b));
  }

  #wake(path: Path): void {
    for (const run of this.#listeners.get(path) ?? []) run();
  }
}
