/**
 * A checklist that several people fill in at once: each touch is saved into the entry itself, and what others touch
 * appears here. Nothing is held back for a "save" button.
 */
import { sameJson } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import type { Answers } from '../../form/answers.ts';
import type { Entry } from '../../form/entry.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import type { Listed, Result, Store } from '../../store/store.ts';
import { difference } from '../entry/difference.ts';

const pause = 250;

export class SharedFilling {
  readonly session: Session;
  readonly entry: string;
  readonly #store: Store;
  readonly #told: (problems: readonly Problem[]) => void;
  readonly #stop: () => void;
  /** The entry's answers as last seen or written here. */
  #known: Answers;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    store: Store,
    listed: Listed,
    session: Session,
    told: (problems: readonly Problem[]) => void,
  ) {
    this.#store = store;
    this.#told = told;
    this.session = session;
    this.entry = listed.entry.id;
    this.#known = listed.entry.answers;
    this.#stop = session.subscribe(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.save(), pause);
    });
  }

  /** `told` hears why a touch could not be saved; an empty list when the next one could. */
  static async open(
    store: Store,
    listed: Listed,
    told: (problems: readonly Problem[]) => void,
  ): Promise<SharedFilling> {
    const { entry, form } = listed;
    const around = await store.around(form);
    const { surface } = store.device;
    const session = openSession(form, {
      answers: entry.answers,
      around,
      surface,
      stage: entry.stage,
    });
    return new SharedFilling(store, listed, session, told);
  }

  /** Takes in what others (or another tab) set; what was typed here and is not yet saved stays. */
  meet(listed: Listed): void {
    const { answers } = listed.entry;
    const mine = difference(this.session, this.#known);
    for (const path of new Set([...Object.keys(answers), ...Object.keys(this.#known)]))
      if (!(path in mine) && !sameJson(answers[path], this.#known[path]))
        this.session.answer(path, answers[path]);
    this.#known = answers;
  }

  /** Writes what was touched since; one write after the other. */
  save(): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(async () => {
      const set = difference(this.session, this.#known);
      if (Object.keys(set).length === 0) return;
      const saved = await this.#store.patch(this.entry, set);
      if (saved.ok) this.#known = saved.value.answers;
      this.#told(saved.ok ? [] : saved.problems);
    });
    return this.#writing;
  }

  /** Brings it to a stage, with what is not yet saved. */
  async move(to: string): Promise<Result<Entry>> {
    await this.save();
    return this.#store.move(this.entry, to, difference(this.session, this.#known));
  }

  /** Leaves it; what was touched last is still written. */
  close(): void {
    this.#stop();
    void this.save();
  }
}
