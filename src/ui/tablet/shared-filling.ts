/**
 * A checklist that several people fill in at once: each touch is saved into the entry itself, and what others touch
 * appears here. Nothing is held back for a "save" button.
 */
import { sameJson } from '../../spec/json.ts';
import type { Json } from '../../spec/json.ts';
import type { Problem } from '../../spec/problem.ts';
import type { Answers, Path } from '../../form/answers.ts';
import type { Entry } from '../../form/entry.ts';
import { isAutomatic } from '../../form/lines.ts';
import { openSession } from '../../form/session.ts';
import type { Session } from '../../form/session.ts';
import type { Listed, Result, Store } from '../../store/store.ts';
import { difference } from '../entry/difference.ts';

const pause = 250;
/** A look at the entry from before what was just saved is followed by a newer one at once; no longer than this. */
const stale = 2000;
const opened = new Set<SharedFilling>();

/** Writes what was touched last, wherever a checklist is open: before the screen is locked. */
export async function saveTouched(): Promise<void> {
  await Promise.all([...opened].map((each) => each.save()));
}

/** `carry/<row>` and `carry/<row>/<column>`. */
function rowIn(path: Path): { table: string; row: string; cell: boolean } | undefined {
  const [table, row, column] = path.split('/');
  return table && row ? { table, row, cell: column !== undefined } : undefined;
}

export interface Listener {
  /** Why a touch could not be saved; an empty list when the next one could. */
  told(problems: readonly Problem[]): void;
  /** The session is another one: lines have come that it did not know. */
  reopened(): void;
}

export class SharedFilling {
  readonly entry: string;
  readonly #store: Store;
  readonly #listener: Listener;
  #session: Session;
  #stop: () => void = () => undefined;
  /** The entry's answers as last seen or written here. */
  #known: Answers;
  /** As it was when this screen last saved. */
  #saved: Entry | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  /** What comes from others is not written back. */
  #meeting = false;

  private constructor(store: Store, listed: Listed, session: Session, listener: Listener) {
    this.#store = store;
    this.#listener = listener;
    this.#session = session;
    this.entry = listed.entry.id;
    this.#known = listed.entry.answers;
    this.#watch();
    opened.add(this);
  }

  static async open(store: Store, listed: Listed, listener: Listener): Promise<SharedFilling> {
    const session = await sessionOf(store, listed, listed.entry.answers);
    return new SharedFilling(store, listed, session, listener);
  }

  get session(): Session {
    return this.#session;
  }

  /** Takes in what others (or another tab) set; what was typed here and is not yet saved stays. */
  meet(listed: Listed): void {
    clearTimeout(this.#late);
    // It would take away what was saved since, until the next look brings it back: under a finger that is a lost tap.
    if (this.#isBefore(listed.entry))
      this.#late = setTimeout(() => opened.has(this) && this.#meet(listed), stale);
    else this.#meet(listed);
  }

  #isBefore({ rev, log }: Entry): boolean {
    const own = this.#saved?.log.at(-1);
    if (!own || rev > (this.#saved?.rev ?? 0)) return false;
    return !log.some(({ change }) => change === own.change);
  }

  #meet(listed: Listed): void {
    const { answers } = listed.entry;
    const mine = this.#touched();
    const news = [...new Set([...Object.keys(answers), ...Object.keys(this.#known)])]
      .filter((path) => !(path in mine) && !sameJson(answers[path], this.#known[path]))
      // A row comes before its cells.
      .sort((a, b) => a.split('/').length - b.split('/').length);
    this.#meeting = true;
    try {
      for (const path of news) this.#take(path, answers[path]);
    } finally {
      this.#meeting = false;
    }
    this.#known = answers;
    if (news.some((path) => answers[path] === true && this.#isForeign(path)))
      void this.#again(listed);
  }

  /** Writes what was touched since; one write after the other. */
  save(): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(async () => {
      const set = this.#touched();
      if (!this.#isTyped(set)) return;
      const saved = await this.#store.patch(this.entry, set);
      if (saved.ok) {
        this.#saved = saved.value;
        this.#known = saved.value.answers;
      }
      this.#listener.told(saved.ok ? [] : saved.problems);
    });
    return this.#writing;
  }

  /** Brings it to a stage, with what is not yet saved. */
  async move(to: string): Promise<Result<Entry>> {
    await this.save();
    return this.#store.move(this.entry, to, this.#touched());
  }

  /** Leaves it; what was touched last is still written. */
  close(): void {
    this.#stop();
    clearTimeout(this.#late);
    opened.delete(this);
    void this.save();
  }

  #watch(): void {
    this.#stop();
    this.#stop = this.#session.subscribe(() => {
      if (this.#meeting) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.save(), pause);
    });
  }

  /** Paths set here since, without lines that somebody else's screen made and this one does not know. */
  #touched(): Record<Path, Json> {
    const set = difference(this.#session, this.#known);
    return Object.fromEntries(Object.entries(set).filter(([path]) => !this.#isForeign(path)));
  }

  /** Of a line that only a newer look at the site would make here: nobody adds or removes those by hand. */
  #isForeign(path: Path): boolean {
    const at = rowIn(path);
    const item = at && this.#session.get(at.table)?.item;
    if (!at || item?.type !== 'table' || !isAutomatic(item)) return false;
    return !this.#session.rows(at.table).includes(at.row);
  }

  #take(path: Path, value: Json | undefined): void {
    const at = rowIn(path);
    if (!at || at.cell) this.#session.answer(path, value);
    else if (value === true) this.#session.addRow(at.table, at.row);
    else this.#session.removeRow(at.table, at.row);
  }

  /** Whether a person touched any of it here; what is computed follows for everybody by itself. */
  #isTyped(set: Answers): boolean {
    return Object.keys(set).some((path) => {
      const state = this.#session.get(path);
      if (state) return !state.readonly && this.#session.answers[path] !== undefined;
      const at = rowIn(path);
      return at !== undefined && this.#session.get(at.table)?.readonly === false;
    });
  }

  /** Looks at the site again, so that lines made on another screen are here too. */
  async #again(listed: Listed): Promise<void> {
    const session = await sessionOf(this.#store, listed, { ...this.#known, ...this.#touched() });
    if (!opened.has(this)) return;
    this.#session = session;
    this.#watch();
    this.#listener.reopened();
  }
}

async function sessionOf(
  store: Store,
  { entry, form }: Listed,
  answers: Answers,
): Promise<Session> {
  const around = await store.around(form, entry);
  const { surface } = store.device;
  return openSession(form, { answers, around, surface, stage: entry.stage });
}
