/**
 * The signed-in person of this tab: the author object (never the PIN key) in the tab's own session storage, so that a
 * reload stays signed in and a closed tab does not.
 */
import type { Author } from '../sync/change.ts';
import type { StaffDocument } from '../sync/documents.ts';
import type { DeviceClock } from './clock.ts';
import type { Database } from './database.ts';
import { Cell, live } from './observe.ts';
import { staffMember } from './staff-document.ts';
import type { SignedIn } from './store.ts';

const keyOf = (device: string): string => `qiantai-author:${device}`;

/** Milliseconds. */
const lookAgain = 10 * 60_000;

export class TabSession {
  /** Who is signed in; changes with their document (roles, name) and ends with the session. */
  readonly signedIn = new Cell<SignedIn | undefined>(undefined);
  #author: Author | undefined;
  #watching: { unsubscribe(): void } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #db: Database;
  readonly #clock: DeviceClock;
  readonly #key: string;

  constructor(db: Database, clock: DeviceClock, device: string) {
    this.#db = db;
    this.#clock = clock;
    this.#key = keyOf(device);
  }

  /** Takes up what a reload left. */
  async restore(): Promise<void> {
    const text = globalThis.sessionStorage?.getItem(this.#key);
    if (!text) return;
    let kept: unknown;
    try {
      kept = JSON.parse(text);
    } catch {
      kept = undefined;
    }
    // Fetched only after a reload: nobody signs in twice to have a page.
    const { author } = await import('../sync/change.ts');
    const parsed = author.safeParse(kept);
    const staff = parsed.success ? await staffMember(this.#db, parsed.data.staff) : undefined;
    if (parsed.success && staff?.active) this.begin(parsed.data, staff);
    else this.end();
  }

  begin(author: Author, staff: StaffDocument): void {
    this.end();
    if (Date.parse(author.until) <= this.#clock.ms()) return;
    this.#author = author;
    globalThis.sessionStorage?.setItem(this.#key, JSON.stringify(author));
    this.signedIn.set({ staff, until: author.until });
    this.#endInTime(author);
    let first = true;
    this.#watching = live(() => staffMember(this.#db, author.staff)).subscribe((now) => {
      // A role taken away or a person gone takes effect at once.
      if (!now?.active) this.end();
      else if (!first) this.signedIn.set({ staff: now, until: author.until });
      first = false;
    });
  }

  /** Looks again now and then: a clock that was set makes nonsense of one long timer. */
  #endInTime(author: Author): void {
    const left = Date.parse(author.until) - this.#clock.ms();
    if (left <= 0) return this.end();
    this.#timer = setTimeout(() => this.#endInTime(author), Math.min(left, lookAgain));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#watching?.unsubscribe();
    this.#author = undefined;
    globalThis.sessionStorage?.removeItem(this.#key);
    this.signedIn.set(undefined);
  }

  /** The author of a change now; undefined when nobody is signed in, or no longer. */
  author(): { author: Author; staff: StaffDocument } | undefined {
    const staff = this.signedIn.value?.staff;
    if (!this.#author || !staff) return undefined;
    if (Date.parse(this.#author.until) > this.#clock.ms()) return { author: this.#author, staff };
    this.end();
    return undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#watching?.unsubscribe();
  }
}
