/**
 * A device's copy in memory, for tests and the simulator. What it holds is its disk: it survives a crash, and each method
 * is one transaction.
 */
import { canonicalJson, hashOf } from '../../src/spec/json.ts';
import type { Form } from '../../src/form/compile.ts';
import type { Entry } from '../../src/form/entry.ts';
import type { Who } from '../../src/sync/apply.ts';
import type { Change } from '../../src/sync/change.ts';
import type { OutboxItem, Replica, Skip } from '../../src/sync/ports.ts';
import { predict } from '../../src/sync/predict.ts';
import type { PushResult, ScopeName, ScopePage } from '../../src/sync/protocol.ts';

type Problems = NonNullable<PushResult['problems']>;

/** What a person says; the device adds the rest. */
export type Draft = Omit<Change, 'base' | 'after' | 'n' | 'device' | 'was'>;

interface Waiting extends OutboxItem {
  readonly change: Change;
  readonly who: Who;
}

export class MemoryReplica implements Replica {
  readonly device: string;
  readonly outbox: Waiting[] = [];
  readonly parked = new Map<string, { change: Change; problems: Problems }>();
  /** Acknowledged, but the entry has not come back yet. */
  readonly shown: { change: Change; who: Who; rev: number }[] = [];
  /** What changes here bring about on other entries. */
  readonly follows: { readonly of: Change; readonly change: Change; readonly who: Who }[] = [];
  readonly entries = new Map<string, Entry>();
  readonly blobs = new Map<string, Uint8Array>();
  offset = 0;
  readonly #cursors: { id: ScopeName; epoch: number; after: number }[];
  readonly #formOf: (entry: Entry | undefined, change: Change | undefined) => Form | undefined;
  #n = 0;

  constructor(
    device: string,
    formOf: (entry: Entry | undefined, change: Change | undefined) => Form | undefined,
    scopes: readonly ScopeName[] = ['work'],
  ) {
    this.device = device;
    this.#formOf = formOf;
    this.#cursors = scopes.map((id) => ({ id, epoch: 1, after: 0 }));
  }

  /** A change with what this device knows: its base, what it follows, what it replaces. Not saved yet. */
  draft(draft: Draft): Change {
    const shown = this.view(draft.entry);
    const before = this.outbox.findLast(({ change }) => change.entry === draft.entry)?.change.id;
    const was = Object.keys(draft.set ?? {}).map((path) => [path, shown?.answers[path] ?? null]);
    return {
      ...draft,
      n: this.#n + 1,
      device: this.device,
      base: this.entries.get(draft.entry)?.rev ?? 0,
      ...(before !== undefined && { after: before }),
      ...(draft.set && { was: Object.fromEntries(was) }),
    };
  }

  save(who: Who, draft: Draft): Change {
    const change = this.draft(draft);
    this.#n = change.n;
    const bytes = canonicalJson(change);
    const { id, n, entry: lane } = change;
    this.outbox.push({ id, n, lane, bytes, hash: hashOf(bytes), change, who });
    return change;
  }

  follow(who: Who, of: Change, change: Change): void {
    this.follows.push({ of, change, who });
  }

  /** Neither refused nor come back. */
  #isUnderWay(change: Change): boolean {
    const rev = this.entries.get(change.entry)?.rev ?? 0;
    const shown = this.shown.find((each) => each.change.id === change.id);
    return this.outbox.some(({ id }) => id === change.id) || (shown ? shown.rev > rev : false);
  }

  /** The entry as a screen shows it. */
  view(id: string): Entry | undefined {
    const server = this.entries.get(id);
    const pending = [
      ...this.shown.filter(({ rev }) => rev > (server?.rev ?? 0)),
      ...this.outbox,
      ...this.follows.filter(({ of }) => this.#isUnderWay(of)),
    ]
      .filter(({ change }) => change.entry === id)
      .sort((a, b) => a.change.n - b.change.n);
    const form = this.#formOf(server, pending[0]?.change);
    return form && predict(server, pending, form);
  }

  async waiting(limit: number, skip: Skip): Promise<OutboxItem[]> {
    return this.outbox
      .filter(({ id, lane }) => !skip.changes.has(id) && !skip.lanes.has(lane))
      .slice(0, limit);
  }

  async settle(results: readonly PushResult[]): Promise<void> {
    for (const { id, outcome, problems = [], rev = 0 } of results) {
      const at = this.outbox.findIndex((item) => item.id === id);
      const item = this.outbox[at];
      if (!item || outcome === 'held' || outcome === 'later') continue;
      this.outbox.splice(at, 1);
      if (outcome === 'rejected') this.parked.set(id, { change: item.change, problems });
      else this.shown.push({ change: item.change, who: item.who, rev });
    }
  }

  async cursors(): Promise<{ id: ScopeName; epoch: number; after: number }[]> {
    return structuredClone(this.#cursors);
  }

  async apply(page: ScopePage): Promise<void> {
    const cursor = this.#cursors.find(({ id }) => id === page.id);
    if (!cursor) return;
    if (page.reset) this.entries.clear();
    for (const { kind, id, doc, gone } of page.items) {
      if (kind !== 'entry') continue;
      const entry = doc as Entry;
      if (gone) this.entries.delete(id);
      else if (page.reset || entry.rev > (this.entries.get(id)?.rev ?? 0))
        this.entries.set(id, entry);
    }
    Object.assign(cursor, { epoch: page.epoch, after: page.to });
  }

  async blobsWaiting(
    limit: number,
  ): Promise<{ sha: string; size: number; bytes: Uint8Array; sealed: boolean }[]> {
    const all = [...this.blobs].map(([sha, bytes]) => ({
      sha,
      size: bytes.length,
      bytes,
      sealed: false,
    }));
    return all.sort((a, b) => a.size - b.size).slice(0, limit);
  }

  async blobSent(sha: string): Promise<void> {
    this.blobs.delete(sha);
  }

  async learnOffset(offset: number): Promise<void> {
    this.offset = offset;
  }
}
