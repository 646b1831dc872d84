/**
 * What the pure sync core needs from the world. Implemented by `store` (Dexie), by `server` (SQL), and in memory for tests.
 */
import type { Entry } from '../form/entry.ts';
import type { Form } from '../form/compile.ts';
import type { Change, SealedChange } from './change.ts';
import type { PullReply, PullRequest, PushReply, PushRequest, PushResult, ScopeName, ScopePage } from './protocol.ts';

/** One change waiting to be acknowledged; `bytes` is its canonical JSON, never rewritten. */
export interface OutboxItem {
  readonly id: string;
  readonly n: number;
  /** Changes of one entry are sent in order; a parked one stops only its own entry. */
  readonly lane: string;
  readonly bytes: string;
  readonly hash: string;
}

/** A device's copy. Every method is one transaction. */
export interface Replica {
  /** The next changes to send, in order, at most `limit`, skipping parked lanes. */
  waiting(limit: number): Promise<OutboxItem[]>;
  /** Acknowledged ones leave the outbox; rejected ones are parked with their problems. */
  settle(results: readonly PushResult[]): Promise<void>;
  cursors(): Promise<{ id: ScopeName; epoch: number; after: number }[]>;
  /** Documents and cursor commit together; pending changes are re-applied over new server state. */
  apply(page: ScopePage): Promise<void>;
  /** Attachments not yet on the server whose change has been acknowledged or that are next, smallest first. */
  blobsWaiting(limit: number): Promise<{ sha: string; size: number; bytes: Uint8Array; sealed: boolean }[]>;
  blobSent(sha: string): Promise<void>;
  /** Server minus device clock, milliseconds, as learned from a reply. */
  learnOffset(offset: number): Promise<void>;
}

/** Trouble on the way is a value. `retryAfter` in milliseconds. */
export type Trouble =
  | { readonly kind: 'offline' } // no network, time-out, a portal's page, a reply that does not parse or echo
  | { readonly kind: 'busy'; readonly retryAfter: number } // 429, 503
  | { readonly kind: 'too-large' } // 413: halve the batch
  | { readonly kind: 'unauthorised' } // 401: pause, keep everything
  | { readonly kind: 'revoked' } // 403: this device was revoked; upload only
  | { readonly kind: 'upgrade' }; // 426: keep the queue, update the app

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export interface Transport {
  push(request: Omit<PushRequest, 'changes'>, changes: readonly string[]): Promise<Reply<PushReply>>;
  pull(request: PullRequest): Promise<Reply<PullReply>>;
  /** Sends what the server lacks of it, in chunks; resumes where it stopped. */
  blob(sha: string, bytes: Uint8Array, sealed: boolean): Promise<Reply<null>>;
}

/** The server's log of one site. `transaction` is serialisable for the entries it touches. */
export interface Ledger {
  transaction<T>(site: string, work: (tx: LedgerTx) => Promise<T>): Promise<T>;
}

export interface LedgerTx {
  /** The stored result of a change, if it was ever seen, with the hash of its bytes. */
  seen(change: string): Promise<{ hash: string; result: PushResult } | undefined>;
  entry(id: string): Promise<Entry | undefined>;
  form(procedure: string, hash: string): Promise<Form | undefined>;
  /** Writes the entry, its revision, the change with its result. The feed row (site's next sequence) is the last statement. */
  commit(write: {
    readonly change: Change;
    readonly sent: { readonly hash: string; readonly sealed?: SealedChange };
    readonly entry?: Entry;
    readonly result: Omit<PushResult, 'seq'>;
  }): Promise<number>;
  hold(change: Change, hash: string, waitsFor: string): Promise<void>;
  /** Held changes of an entry that may now apply. */
  heldFor(entry: string): Promise<Change[]>;
}
