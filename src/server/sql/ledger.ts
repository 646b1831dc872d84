/**
 * The sync core's `Ledger` over SQL. A change, an entry and a counter are locked as they are read, on PostgreSQL by
 * advisory locks (an entry that does not exist yet has no row to lock), on SQLite by there being one writer.
 */
import { sql } from 'kysely';
import type { Form } from '../../form/compile.ts';
import type { Entry } from '../../form/entry.ts';
import type { Procedure } from '../../spec/procedure.ts';
import { canonicalJson } from '../../spec/json.ts';
import type { Who } from '../../sync/apply.ts';
import type { Change, SealedChange } from '../../sync/change.ts';
import type { Held, Ledger, LedgerTx, Write } from '../../sync/ports.ts';
import type { PushResult } from '../../sync/protocol.ts';
import type { Database } from './database.ts';
import type { Place, Tx } from './transaction.ts';
import { announce } from './feed.ts';

export interface LedgerOptions {
  readonly database: Database;
  readonly place: Place;
  readonly compile: (procedure: Procedure) => Form;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Compiled versions by content hash: the same for every site. */
const forms = new Map<string, Form>();

/** Unfinished and not void. */
function isOpen(entry: Entry, form: Form | undefined): boolean {
  if (entry.void) return false;
  const stage = form?.stages.find((each) => each.id === entry.stage);
  return stage === undefined || stage.next.length > 0;
}

class SqlLedgerTx implements LedgerTx {
  readonly #tx: Tx;
  readonly #options: LedgerOptions;
  readonly #at: string;

  constructor(tx: Tx, options: LedgerOptions) {
    this.#tx = tx;
    this.#options = options;
    this.#at = new Date(options.now()).toISOString();
  }

  get #place(): Place {
    return this.#options.place;
  }

  async #lock(kind: 'change' | 'entry', id: string): Promise<void> {
    if (this.#options.database.engine !== 'postgres') return;
    const { company, site } = this.#place;
    const name = [company, site, kind, id].join('\n');
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(this.#tx);
  }

  async seen(change: string): Promise<{ hash: string; result: PushResult } | undefined> {
    await this.#lock('change', change);
    const row = await this.#tx
      .selectFrom('change_seen')
      .select(['hash', 'result', 'seq'])
      .where('company', '=', this.#place.company)
      .where('site', '=', this.#place.site)
      .where('id', '=', change)
      .executeTakeFirst();
    if (!row) return undefined;
    const result = JSON.parse(row.result) as Omit<PushResult, 'seq'>;
    return { hash: row.hash, result: { ...result, seq: row.seq } };
  }

  async entry(id: string): Promise<Entry | undefined> {
    await this.#lock('entry', id);
    const row = await this.#tx
      .selectFrom('entry')
      .select('doc')
      .where('company', '=', this.#place.company)
      .where('site', '=', this.#place.site)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && (JSON.parse(row.doc) as Entry);
  }

  async form(procedure: string, hash: string): Promise<Form | undefined> {
    const row = await this.#tx
      .selectFrom('procedure_version')
      .select(['hash', 'doc'])
      .where('company', '=', this.#place.company)
      .where('site', '=', this.#place.site)
      .where('hash', '=', hash)
      .where('id', '=', procedure)
      .executeTakeFirst();
    return row && this.#formOf(row.hash, row.doc);
  }

  #formOf(hash: string, doc: string): Form {
    const known = forms.get(hash);
    if (known) return known;
    const form = this.#options.compile(JSON.parse(doc) as Procedure);
    forms.set(hash, form);
    return form;
  }

  async current(procedure: string): Promise<{ hash: string; form: Form } | undefined> {
    const row = await this.#tx
      .selectFrom('procedure_version')
      .select(['hash', 'doc'])
      .where('company', '=', this.#place.company)
      .where('site', '=', this.#place.site)
      .where('id', '=', procedure)
      .where('current', '=', 1)
      .executeTakeFirst();
    return row && { hash: row.hash, form: this.#formOf(row.hash, row.doc) };
  }

  async heldFor(entry: string): Promise<Held[]> {
    const rows = await this.#tx
      .selectFrom('held')
      .select(['body', 'hash', 'sealed', 'who'])
      .where('company', '=', this.#place.company)
      .where('site', '=', this.#place.site)
      .where((each) => each.or([each('entry', '=', entry), each('waits', '=', entry)]))
      .orderBy('since')
      .orderBy('change')
      .execute();
    return rows.map(({ body, hash, sealed, who }) => ({
      change: JSON.parse(body) as Change,
      who: JSON.parse(who) as Who,
      sent: { hash, ...(sealed === null ? {} : { sealed: JSON.parse(sealed) as SealedChange }) },
    }));
  }

  async commit(writes: readonly Write[]): Promise<number[]> {
    const entries = writes.flatMap((write) => write.entries);
    let told = false;
    for (const entry of entries) {
      const form = await this.#putEntry(entry);
      // The lobby hears of an emergency with the site's public content.
      told ||= form?.procedure.emergency !== undefined;
    }
    for (const write of writes) await this.#putHeld(write);
    // From the counter on, other writers of this site wait: only what needs the sequence comes after it.
    const last =
      entries.length > 0
        ? await announce(this.#tx, this.#place, [
            ...(told ? [{ kind: 'site' as const, id: this.#place.site }] : []),
            ...entries.map(({ id }) => ({ kind: 'entry' as const, id })),
          ])
        : 0;
    let next = last - entries.length + 1;
    const own: number[] = [];
    for (const write of writes) {
      const seq = write.entries.length > 0 ? next : 0;
      own.push(seq);
      await this.#putChange(write, seq);
      for (const entry of write.entries) {
        await this.#tx
          .insertInto('revision')
          .values({
            ...this.#place,
            entry: entry.id,
            rev: entry.rev,
            change: write.change.id,
            seq: next++,
          })
          .execute();
      }
    }
    return own;
  }

  async #putEntry(entry: Entry): Promise<Form | undefined> {
    const form = await this.form(entry.procedure, entry.version);
    const state = {
      procedure: entry.procedure,
      rev: entry.rev,
      stage: entry.stage,
      open: isOpen(entry, form) ? (1 as const) : (0 as const),
      written: this.#at,
      doc: canonicalJson(entry),
    };
    await this.#tx
      .insertInto('entry')
      .values({ ...this.#place, id: entry.id, ...state })
      .onConflict((conflict) => conflict.columns(['company', 'site', 'id']).doUpdateSet(state))
      .execute();
    return form;
  }

  async #putHeld({ change, sent, result, who, waitsFor }: Write): Promise<void> {
    if (result.outcome !== 'held' || !who) {
      await this.#tx
        .deleteFrom('held')
        .where('company', '=', this.#place.company)
        .where('site', '=', this.#place.site)
        .where('change', '=', change.id)
        .execute();
      return;
    }
    await this.#tx
      .insertInto('held')
      .values({
        ...this.#place,
        change: change.id,
        entry: change.entry,
        waits: waitsFor ?? '',
        hash: sent.hash,
        since: this.#at,
        who: canonicalJson(who),
        body: canonicalJson(change),
        sealed: sent.sealed ? canonicalJson(sent.sealed) : null,
      })
      .onConflict((conflict) =>
        conflict.columns(['company', 'site', 'change']).doUpdateSet({ waits: waitsFor ?? '' }),
      )
      .execute();
  }

  async #putChange({ change, sent, result }: Write, seq: number): Promise<void> {
    const decided = { result: canonicalJson(result), seq };
    await this.#tx
      .insertInto('change_seen')
      .values({
        ...this.#place,
        id: change.id,
        hash: sent.hash,
        entry: change.entry,
        device: change.device,
        n: change.n,
        received: this.#at,
        ...decided,
        body: canonicalJson(change),
        sealed: sent.sealed ? canonicalJson(sent.sealed) : null,
      })
      // Only a held change is decided on twice.
      .onConflict((conflict) => conflict.columns(['company', 'site', 'id']).doUpdateSet(decided))
      .execute();
  }
}

/** A ledger of one site; the `site` argument of its methods must be that site's id. */
export function sqlLedger(options: LedgerOptions): Ledger {
  const { database, place } = options;
  const mine = (site: string): void => {
    if (site !== place.site) throw new Error('this ledger is of another site');
  };
  return {
    async transaction(site, work) {
      mine(site);
      return database.inSite(place, (tx) => work(new SqlLedgerTx(tx, options)));
    },
    async heldSince(site, before, after, limit) {
      mine(site);
      const rows = await database.inSite(place, (tx) =>
        tx
          .selectFrom('held')
          .select('entry')
          .distinct()
          .where('company', '=', place.company)
          .where('site', '=', place.site)
          .where('since', '<', before)
          .where('entry', '>', after)
          .orderBy('entry')
          .limit(limit)
          .execute(),
      );
      return rows.map(({ entry }) => entry);
    },
  };
}
