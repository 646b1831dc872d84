/**
 * One cycle of a device: push what waits, send attachments, pull what is new. Each goes on as far as it can, whatever
 * becomes of the others; nothing is ever deleted because of trouble on the way.
 */
import { nextIn } from './backoff.ts';
import type { OutboxItem, Replica, Reply, Transport, Trouble } from './ports.ts';
import { protocolVersion } from './protocol.ts';
import type { Clock } from './true-time.ts';
import type { Outcome, PullRequest, PushReply, PushResult } from './protocol.ts';
import { readPull, readPush } from './reply.ts';

export interface ExchangeOptions {
  readonly device: string;
  /** The device's wall clock, milliseconds since 1970, uncorrected. */
  readonly now: () => number;
  /** All of that clock, for the server to see how long ago something was. */
  readonly clock?: () => Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** A new id for each batch. */
  readonly batchId: () => string;
  /** Whether this is the server's signature of the text. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  /** Cycles in a row that ended in trouble before this one. */
  readonly attempt: number;
  /** True: end after the present request, e.g. because the lease is gone. */
  readonly stop?: () => boolean;
  /** Milliseconds of pushing after which the rest waits for the next cycle, which then comes at once (default 10 000). */
  readonly pushFor?: number;
  /** Changes in a batch at first (default 100) and documents in a page (default 500). */
  readonly batch?: number;
  readonly page?: number;
}

/** Counts are of changes pushed and refused, and of documents pulled. */
export interface ExchangeReport {
  readonly pushed: number;
  readonly rejected: number;
  readonly pulled: number;
  /** The worst that happened; missing: all went well. */
  readonly trouble?: Trouble;
  /** To be given as `attempt` next time. */
  readonly attempt: number;
  /** Milliseconds until the next cycle, unless something calls for one sooner. */
  readonly nextIn: number;
}

export async function exchange(
  replica: Replica,
  transport: Transport,
  options: ExchangeOptions,
): Promise<ExchangeReport> {
  const cycle = new Cycle(replica, transport, options);
  await cycle.push();
  await cycle.blobs();
  await cycle.pull();
  return cycle.report();
}

/** The later in this list, the more a person has to do about it. */
const severity: readonly Trouble['kind'][] = [
  'offline',
  'busy',
  'too-large',
  'upgrade',
  'revoked',
  'unauthorised',
];

const acknowledged: readonly Outcome[] = ['applied', 'merged', 'duplicate', 'conflict'];

class Cycle {
  readonly #replica: Replica;
  readonly #transport: Transport;
  readonly #options: ExchangeOptions;
  #pushed = 0;
  /** Pushing took long: what is new elsewhere comes first now. */
  #left = false;
  #rejected = 0;
  #pulled = 0;
  #trouble: Trouble | undefined;
  /** The offset as seen in the reply that came fastest. */
  #offset:
    { readonly took: number; readonly value: number; readonly serverTime: number } | undefined;

  constructor(replica: Replica, transport: Transport, options: ExchangeOptions) {
    this.#replica = replica;
    this.#transport = transport;
    this.#options = options;
  }

  async push(): Promise<void> {
    const skip = { changes: new Set<string>(), lanes: new Set<string>() };
    const until = this.#options.now() + (this.#options.pushFor ?? 10_000);
    for (let size = this.#options.batch ?? 100; !this.#isOver();) {
      this.#left = this.#options.now() >= until;
      if (this.#left) return;
      const items = await this.#replica.waiting(size, skip);
      if (items.length === 0) return;
      const reply = await this.#send(items);
      if (reply.ok) await this.#settle(items, reply.value, skip);
      else if (reply.trouble.kind !== 'too-large') return this.#note(reply.trouble);
      else if (items.length > 1) size = Math.floor(items.length / 2);
      else {
        // Even alone it is too large here. It stays, and the others go on.
        this.#note(reply.trouble);
        for (const { lane } of items) skip.lanes.add(lane);
      }
    }
  }

  async blobs(): Promise<void> {
    const tried = new Set<string>();
    while (!this.#isOver()) {
      const waiting = await this.#replica.blobsWaiting(tried.size + 8);
      const fresh = waiting.filter(({ sha }) => !tried.has(sha));
      if (fresh.length === 0) return;
      for (const { sha, bytes, sealed } of fresh) {
        if (this.#isOver()) return;
        tried.add(sha);
        const reply = await attempted(() => this.#transport.blob(sha, bytes, sealed));
        if (reply.ok) await this.#replica.blobSent(sha);
        else {
          this.#note(reply.trouble);
          if (reply.trouble.kind !== 'too-large') return;
        }
      }
    }
  }

  async pull(): Promise<void> {
    const { device, page: limit = 500 } = this.#options;
    let scopes = await this.#replica.cursors();
    while (scopes.length > 0 && !this.#isOver()) {
      const request: PullRequest = { protocol: protocolVersion, device, scopes, limit };
      const reply = await this.#timed(
        () => this.#transport.pull(request),
        (value) => readPull(value, request.scopes),
      );
      if (!reply.ok) return this.#note(reply.trouble);
      const going = new Set<string>();
      for (const page of reply.value.scopes) {
        await this.#replica.apply(page);
        this.#pulled += page.items.length;
        if (page.more) going.add(page.id);
      }
      scopes = (await this.#replica.cursors()).filter(({ id }) => going.has(id));
    }
  }

  async report(): Promise<ExchangeReport> {
    const learned = this.#offset;
    if (learned) await this.#replica.learnOffset(learned.value, learned.serverTime);
    const { attempt, random } = this.#options;
    const trouble = this.#trouble;
    return {
      pushed: this.#pushed,
      rejected: this.#rejected,
      pulled: this.#pulled,
      ...(trouble && { trouble }),
      attempt: trouble ? attempt + 1 : 0,
      nextIn: this.#left && !trouble ? 0 : nextIn(trouble, attempt, random),
    };
  }

  #send(items: readonly OutboxItem[]): Promise<Reply<PushReply>> {
    const { device, batchId, verify, clock } = this.#options;
    const batch = batchId();
    const bytes = items.map((item) => item.bytes);
    return this.#timed(
      () => {
        const head = { protocol: protocolVersion, batch, device };
        return this.#transport.push({ ...head, ...(clock && { clock: clock() }) }, bytes);
      },
      (value) => readPush(value, batch, items, verify),
    );
  }

  /** Each change is tried once in a cycle; after one that the server has not looked at, its lane waits too. */
  async #settle(
    items: readonly OutboxItem[],
    reply: PushReply,
    skip: { readonly changes: Set<string>; readonly lanes: Set<string> },
  ): Promise<void> {
    const results = new Map(reply.results.map((result) => [result.id, result]));
    const looked: PushResult[] = [];
    for (const { id, lane } of items) {
      const result = results.get(id);
      skip.changes.add(id);
      if (result && result.outcome !== 'later') looked.push(result);
      else skip.lanes.add(lane);
    }
    if (looked.length > 0) await this.#replica.settle(looked);
    if (looked.length < items.length) this.#note({ kind: 'busy', retryAfter: 0 });
    for (const { outcome } of looked) {
      if (outcome === 'rejected') this.#rejected++;
      else if (acknowledged.includes(outcome)) this.#pushed++;
    }
  }

  async #timed<T extends { readonly serverTime: number }>(
    ask: () => Promise<Reply<T>>,
    read: (value: unknown) => T | undefined | Promise<T | undefined>,
  ): Promise<Reply<T>> {
    const sent = this.#options.now();
    const reply = await attempted(ask);
    const came = this.#options.now();
    if (!reply.ok) return reply;
    const value = await read(reply.value);
    if (value === undefined) return offline;
    const took = came - sent;
    // A clock that was set meanwhile gives nonsense.
    if (took >= 0 && took < 20_000 && (!this.#offset || took < this.#offset.took))
      this.#offset = {
        took,
        value: Math.round(value.serverTime - (sent + came) / 2),
        serverTime: value.serverTime,
      };
    return { ok: true, value };
  }

  #note(trouble: Trouble): void {
    const now = this.#trouble;
    const retryAfter = Math.max(
      ...[now, trouble].map((each) => (each?.kind === 'busy' ? each.retryAfter : 0)),
    );
    const worse =
      !now || severity.indexOf(trouble.kind) > severity.indexOf(now.kind) ? trouble : now;
    this.#trouble = worse.kind === 'busy' ? { kind: 'busy', retryAfter } : worse;
  }

  #isOver(): boolean {
    return this.#trouble?.kind === 'unauthorised' || this.#options.stop?.() === true;
  }
}

const offline: { readonly ok: false; readonly trouble: Trouble } = {
  ok: false,
  trouble: { kind: 'offline' },
};

/** What a transport throws is trouble on the way too. */
async function attempted<T>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await ask();
  } catch {
    return offline;
  }
}
