/**
 * A form being filled in on a screen: for a new entry, for a move to a stage, or to put an entry's answers right. What is
 * typed is kept as a draft on this device, so that an interruption loses nothing.
 */
import type { Problem } from '../../spec/problem.ts';
import type { Surface } from '../../spec/procedure.ts';
import type { Answers } from '../../form/answers.ts';
import type { Around } from '../../form/around.ts';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import { passedStages } from '../../form/stage.ts';
import type { Draft, Listed, Result, Store } from '../../store/store.ts';
import { difference } from './difference.ts';

const pause = 300;

export interface FillingOptions {
  readonly store: Store;
  readonly form: Form;
  /** Content hash of the form. */
  readonly version: string;
  /** The entry that is changed; missing for a new one. */
  readonly listed?: Listed;
  /** The stage that it moves to; missing: its answers are put right where it is. */
  readonly to?: string;
  /** Goes on with this draft. */
  readonly draft?: Draft;
  readonly answers?: Answers;
  /** Surroundings of a new entry, where they are more than the store's own: the pass that was verified. */
  readonly around?: Around;
}

export class Filling {
  readonly session: Session;
  readonly id: string;
  /** What a new entry will be linked to: entry → why. */
  readonly links: Map<string, string>;
  readonly #options: FillingOptions;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = true;
  #typed = false;

  private constructor(options: FillingOptions, session: Session, id: string) {
    this.#options = options;
    this.session = session;
    this.id = id;
    this.links = new Map(options.draft?.links?.map(({ entry, why }) => [entry, why]));
    this.#stop = session.subscribe(() => {
      this.#typed = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.save(), pause);
    });
  }

  static async open(options: FillingOptions): Promise<Filling> {
    const { store, form, listed, to, draft, answers } = options;
    const around = draft?.around ?? options.around ?? (await store.around(form, listed?.entry));
    const surface: Surface = store.device.surface;
    const stage = to ?? listed?.entry.stage;
    const session = openSession(form, {
      answers: { ...listed?.entry.answers, ...answers, ...draft?.answers },
      around,
      surface,
      ...(stage && { stage }),
      ...(listed && { passed: passedStages(listed.entry, stage) }),
    });
    return new Filling(options, session, draft?.id ?? store.newId());
  }

  /** Entry that signatures are for. */
  get entry(): string {
    return this.#options.listed?.entry.id ?? this.id;
  }

  /** Whether anything was typed since it was opened. */
  get isTyped(): boolean {
    return this.#typed;
  }

  /** Keeps what is typed; nothing where nothing was typed. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#open || !this.#typed) return;
    const { store, form, version, listed, to } = this.#options;
    const { answers, options } = this.session;
    await store.saveDraft({
      id: this.id,
      procedure: form.procedure.id,
      version,
      ...(listed && { entry: listed.entry.id }),
      ...(to && { to }),
      answers,
      around: options.around,
      touched: store.now(),
      ...(this.links.size > 0 && {
        links: Array.from(this.links, ([entry, why]) => ({ entry, why })),
      }),
    });
  }

  /** Writes it. The problems of the form are the caller's to show first: here are those of the move and the store. */
  async submit(text?: string): Promise<Result<Entry>> {
    const { store, form, listed, to } = this.#options;
    clearTimeout(this.#timer);
    const problems: readonly Problem[] = this.session
      .problems()
      .filter((each) => each.level !== 'warn');
    if (problems.length > 0) return { ok: false, problems };
    const draft = this.#typed || this.#options.draft ? { draft: this.id } : {};
    let result: Result<Entry>;
    if (!listed) {
      const { around } = this.session.options;
      result = await store.submit(form, this.session.submission(), around, {
        id: this.id,
        ...draft,
      });
    } else {
      const set = difference(this.session, listed.entry.answers);
      if (to)
        result = await store.move(listed.entry.id, to, set, { ...draft, ...(text && { text }) });
      else result = await store.patch(listed.entry.id, set);
    }
    if (result.ok) {
      this.close();
      if (!listed) for (const [other, why] of this.links) await store.link(this.id, other, why);
      if (listed && !to) await store.dropDraft(this.id);
    }
    return result;
  }

  async drop(): Promise<void> {
    this.close();
    await this.#options.store.dropDraft(this.id);
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#open) this.#stop();
    this.#open = false;
  }
}
