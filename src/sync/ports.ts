/**
 * What the pure sync core needs from the world. Implemented by `store` (Dexie), by `server` (SQL), and in memory for tests.
 */
import type { Entry } from '../form/entry.ts';
import type { Form } from '../form/compile.ts';
import type { Who } from './apply.ts';
import type { Change, SealedChange } from './change.ts';
import type {
  FeedItem,
  PullReply,
  PullRequest,
  PushReply,
  PushRequest,
  PushResult,
  ScopeName,
  ScopePage,
} from './protocol.ts';

/** One change waiting to be acknowledged; `bytes` is its canonical JSON, never rewritten. */
export interface OutboxItem {
  readonly id: string;
  readonly n: number;
  /** Changes of one entry share a lane and are sent in order. */
  readonly lane: string;
  readonly bytes: string;
  readonly hash: string;
}

/** What one cycle has already tried and leaves for the next. */
export interface Skip {
  readonly changes: ReadonlySet<string>;
  readonly lanes: ReadonlySet<string>;
}

/** A device's copy. Every method is one transaction. */
export interface Replica {
  /**
   * The next changes to send in order of `n`, at most `limit`; without parked ones and without what `skip` names. A parked
   * change does not stop the later ones of its lane: a correction must get through.
   */
  waiting(limit: number, skip: Skip): Promise<OutboxItem[]>;
  /**
   * `applied`, `merged`, `duplicate` and `conflict` leave the outbox; `rejected` is parked with its problems; `held` and
   * `later` stay, and are sent again next time. A change that is not in the outbox (any more) is passed over. An entry goes
   * on being shown with an acknowledged change until it comes back with at least the result's `rev`.
   */
  settle(results: readonly PushResult[]): Promise<void>;
  cursors(): Promise<{ id: ScopeName; epoch: number; after: number }[]>;
  /**
   * Documents and cursor commit together; pending changes are re-applied over new server state (`predict.ts`). With
   * `reset`, rows of this scope that no pending change touches go first. An older revision than the one here is passed over,
   * unless `reset`.
   */
  apply(page: ScopePage): Promise<void>;
  /** Attachments not yet on the server whose change has been acknowledged or that are next, smallest first. */
  blobsWaiting(
    limit: number,
  ): Promise<{ sha: string; size: number; bytes: Uint8Array; sealed: boolean }[]>;
  blobSent(sha: string): Promise<void>;
  /**
   * Server minus device clock, milliseconds, as learned from a reply; and the server's time in that reply, which is right
   * even where the device's clock was set since.
   */
  learnOffset(offset: number, serverTime: number): Promise<void>;
}

/** Trouble on the way is a value. `retryAfter` in milliseconds. */
export type Trouble =
  | { readonly kind: 'offline' } // no network, time-out, a portal's page, a reply that does not parse or echo
  | { readonly kind: 'busy'; readonly retryAfter: number } // 429, 503
  | { readonly kind: 'too-large' } // 413: halve the batch
  | { readonly kind: 'unauthorised' } // 401: pause, keep everything
  | { readonly kind: 'revoked' } // 403: this device was revoked; upload only
  | { readonly kind: 'upgrade' }; // 426: keep the queue, update the app

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export interface Transport {
  push(
    request: Omit<PushRequest, 'changes'>,
    changes: readonly string[],
  ): Promise<Reply<PushReply>>;
  pull(request: PullRequest): Promise<Reply<PullReply>>;
  /** Sends what the server lacks of it, in chunks; resumes where it stopped. */
  blob(sha: string, bytes: Uint8Array, sealed: boolean): Promise<Reply<null>>;
}

/** One revision, result or held change to be written; see `LedgerTx.commit`. */
export interface Write {
  /** As unsealed. */
  readonly change: Change;
  /** `hash` is of what was sent: for a kiosk, of the sealed change, which is stored beside. */
  readonly sent: { readonly hash: string; readonly sealed?: SealedChange };
  /** Replaces the stored result of a change that was held. */
  readonly result: Omit<PushResult, 'seq'>;
  /** New states, the change's own entry first, then those it opened (their `rev` is 1). Empty where nothing came about. */
  readonly entries: readonly Entry[];
  /** Who the author proved to be; missing where that failed. */
  readonly who?: Who;
  /** Only with outcome `held`: what it waits for (a change, an entry, or `procedure@hash`). */
  readonly waitsFor?: string;
}

/** A stored change that waits for an earlier one, as it was written. */
export interface Held {
  readonly change: Change;
  readonly sent: Write['sent'];
  readonly who: Who;
}

/** The server's log, per site. */
export interface Ledger {
  /**
   * All of `work`'s writes or none. Entries that `work` has read cannot be changed by another transaction meanwhile. On a
   * deadlock, serialisation failure or unique violation of the database `work` is run again from the start, so it must
   * have no effects but through `tx`. An exception of `work` rolls back and is passed on.
   */
  transaction<T>(site: string, work: (tx: LedgerTx) => Promise<T>): Promise<T>;
  /** Entries that have changes held since before this instant (ISO): their ids in order, above `after` (first: ''). */
  heldSince(site: string, before: string, after: string, limit: number): Promise<string[]>;
}

export interface LedgerTx {
  /** The stored result of a change, if it was ever seen, with the hash of the bytes that were sent. */
  seen(change: string): Promise<{ readonly hash: string; readonly result: PushResult } | undefined>;
  entry(id: string): Promise<Entry | undefined>;
  form(procedure: string, hash: string): Promise<Form | undefined>;
  /** The version of a procedure that an entry opened now is pinned to. */
  current(procedure: string): Promise<{ readonly hash: string; readonly form: Form } | undefined>;
  /** Held changes of this entry, and those whose `waitsFor` is this entry; oldest first. */
  heldFor(entry: string): Promise<Held[]>;
  /**
   * Everything this transaction writes; called at most once, as its last act. Each entry of each write becomes a revision
   * and gets a feed row; `held` keeps the change for `heldFor`, any other result removes it from there. As the very last
   * statements: take the site's next sequences (one for each entry, in the order given) and write the feed rows with them.
   * Returns for each write the sequence of its own (first) entry, 0 where it has none; that is the result's `seq`.
   */
  commit(writes: readonly Write[]): Promise<number[]>;
}

/** What one device may pull of one scope; bound to site, device and scope by the server. */
export interface Source {
  /** Rises when the device must start over: its role changed, the server was restored. */
  readonly epoch: number;
  /**
   * The next documents after a sequence, in order, each once with its newest state. `to`: how far was looked, whether or
   * not there was something for this device (`after` when nothing is new); `more`: there is more behind `to`.
   */
  read(
    after: number,
    limit: number,
  ): Promise<{ readonly items: readonly FeedItem[]; readonly to: number; readonly more: boolean }>;
}
