/**
 * A ledger in memory, for tests and the simulator. One transaction of a site at a time; what it writes is kept as text,
 * so that nothing is shared with who wrote it.
 */
import type { Entry } from '../../src/form/entry.ts';
import type { Form } from '../../src/form/compile.ts';
import type { Held, Ledger, LedgerTx, Source, Write } from '../../src/sync/ports.ts';
import type { FeedItem, PushResult } from '../../src/sync/protocol.ts';

interface HeldRow {
  readonly held: Held;
  readonly waitsFor: string;
  readonly since: string;
}

interface Site {
  seq: number;
  readonly entries: Map<string, string>;
  readonly results: Map<string, { hash: string; result: PushResult }>;
  readonly held: Map<string, HeldRow>;
  readonly feed: { seq: number; entry: string; rev: number }[];
  /** Every write as committed, for oracles. */
  readonly writes: Write[];
  busy: Promise<unknown>;
}

export interface Known {
  readonly hash: string;
  readonly form: Form;
}

const copy = <T>(value: T): T => structuredClone(value);

export class MemoryLedger implements Ledger {
  readonly #sites = new Map<string, Site>();
  readonly #forms: readonly Known[];
  readonly #now: () => number;

  /** The last version of a procedure in `forms` is its current one. */
  constructor(forms: readonly Known[] = [], now: () => number = () => 0) {
    this.#forms = forms;
    this.#now = now;
  }

  site(id: string): Site {
    let site = this.#sites.get(id);
    if (!site) {
      const busy = Promise.resolve();
      const [entries, results, held] = [new Map(), new Map(), new Map()];
      this.#sites.set(id, (site = { seq: 0, entries, results, held, feed: [], writes: [], busy }));
    }
    return site;
  }

  transaction<T>(id: string, work: (tx: LedgerTx) => Promise<T>): Promise<T> {
    const site = this.site(id);
    const turn = site.busy.then(async () => {
      let commit: (() => void) | undefined;
      const done = await work(this.#tx(site, (write) => (commit = write)));
      commit?.();
      return done;
    });
    site.busy = turn.catch(() => undefined);
    return turn;
  }

  async heldSince(id: string, before: string, after: string, limit: number): Promise<string[]> {
    const rows = [...this.site(id).held.values()].filter((row) => row.since < before);
    const entries = [...new Set(rows.map((row) => row.held.change.entry))].sort();
    return entries.filter((entry) => entry > after).slice(0, limit);
  }

  /** Everything of a site, for one device's scope. */
  source(id: string, epoch = 1): Source {
    const { feed, entries } = this.site(id);
    return {
      epoch,
      read: async (after, limit) => {
        const newest = new Map(feed.map((row) => [row.entry, row.seq]));
        const rows = feed.filter((row) => row.seq > after && newest.get(row.entry) === row.seq);
        const items = rows.slice(0, limit).map(({ seq, entry }): FeedItem => {
          const doc: unknown = JSON.parse(entries.get(entry) ?? 'null');
          return { seq, kind: 'entry', id: entry, doc };
        });
        const more = rows.length > limit;
        const to = more ? (items.at(-1)?.seq ?? after) : (feed.at(-1)?.seq ?? after);
        return { items, to: Math.max(to, after), more };
      },
    };
  }

  #tx(site: Site, onCommit: (write: () => void) => void): LedgerTx {
    let committed = false;
    return {
      seen: async (change) => copy(site.results.get(change)),
      entry: async (id) => {
        const text = site.entries.get(id);
        return text === undefined ? undefined : (JSON.parse(text) as Entry);
      },
      form: async (procedure, hash) =>
        this.#forms.find((known) => known.hash === hash && known.form.procedure.id === procedure)
          ?.form,
      current: async (procedure) =>
        this.#forms.findLast((known) => known.form.procedure.id === procedure),
      heldFor: async (entry) => {
        const rows = [...site.held.values()];
        const mine = rows.filter(
          (row) => row.held.change.entry === entry || row.waitsFor === entry,
        );
        return copy(mine.map((row) => row.held));
      },
      commit: async (writes) => {
        if (committed) throw new Error('commit was called twice');
        committed = true;
        let { seq } = site;
        const seqs = writes.map(({ entries }) => {
          const first = entries.length > 0 ? seq + 1 : 0;
          seq += entries.length;
          return first;
        });
        const kept = copy(writes);
        onCommit(() => this.#write(site, kept, seqs));
        return seqs;
      },
    };
  }

  #write(site: Site, writes: readonly Write[], seqs: readonly number[]): void {
    for (const [index, write] of writes.entries()) {
      const { change, sent, result, entries, who, waitsFor } = write;
      site.writes.push(write);
      site.results.set(change.id, {
        hash: sent.hash,
        result: { ...result, seq: seqs[index] ?? 0 },
      });
      site.held.delete(change.id);
      if (result.outcome === 'held' && who) {
        const since = new Date(this.#now()).toISOString();
        site.held.set(change.id, { held: { change, sent, who }, waitsFor: waitsFor ?? '', since });
      }
      for (const entry of entries) {
        site.entries.set(entry.id, JSON.stringify(entry));
        site.feed.push({ seq: ++site.seq, entry: entry.id, rev: entry.rev });
      }
    }
  }
}
