/**
 * The database: a SQLite file (one site), or PostgreSQL (any number). All statements about a site run in `inSite`.
 */
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { sqliteDialect } from './dialect.ts';
import { listen } from './listen.ts';
import { migrationsFor } from './migrations/migrations.ts';
import { postgresPool } from './pool.ts';
import type { Tables } from './tables.ts';
import { begin, newsOf } from './transaction.ts';
import type { Engine, News, Place, Tx } from './transaction.ts';

export type { Engine, News, Place, Tx };

export interface Database {
  readonly engine: Engine;
  /** One transaction about one site. It may run more than once: no effects besides the database. */
  inSite<T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A short read about one site. It waits for nobody's write to be on disk, as `inSite` does on SQLite. */
  look<T>(place: Place, read: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Reads about one site as they all were at one moment, for as long as it takes; nobody waits for it. Writes nothing.
   */
  snapshot<T>(place: Place, read: (tx: Tx) => Promise<T>): Promise<T>;
  /** Names of the migrations that are in place, in order. */
  migrations(): Promise<string[]>;
  /** Names of the tables there are, without those of the migrations. */
  tables(): Promise<string[]>;
  /** Every site of this database. */
  sites(): Promise<Place[]>;
  /** The database answers. */
  ping(): Promise<void>;
  /** Called after a commit that announced something, of this server or another on the same database. */
  onNews(listener: (news: News) => void): void;
  close(): Promise<void>;
}

/** Serialisation failure, deadlock, lock time-out, and two at once inserting one key: run it again. */
const passing = new Set(['40001', '40P01', '55P03', '23505']);
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= 5 || !passing.has(codeOf(error))) throw error;
    }
  }
}

/** Opens and migrates; `databaseUrl` wins over `dataDir`. */
export async function openDatabase(options: {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** How long PostgreSQL may take over anything, milliseconds. */
  readonly patience?: number;
}): Promise<Database> {
  const engine: Engine = options.databaseUrl ? 'postgres' : 'sqlite';
  const file = join(options.dataDir, 'qiantai.sqlite');
  const db = new Kysely<Tables>({
    dialect: options.databaseUrl
      ? new PostgresDialect({ pool: postgresPool(options.databaseUrl, options.patience ?? 8000) })
      : sqliteDialect(file),
  });
  const provider = { getMigrations: () => Promise.resolve(migrationsFor(engine)) };
  const migrator = new Migrator({ db, provider });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }

  const claim = async (tx: Tx, place: Place): Promise<void> => {
    if (engine === 'postgres')
      await sql`select set_config('qiantai.company', ${place.company}, true),
                       set_config('qiantai.site', ${place.site}, true)`.execute(tx);
  };
  let reader: Kysely<Tables> | undefined;
  /** Apart from `reader`, which a backup keeps for as long as it takes. */
  let looker: Kysely<Tables> | undefined;
  const listeners: ((news: News) => void)[] = [];
  const tell = (news: News): void => listeners.forEach((listener) => listener(news));
  const listening = options.databaseUrl ? listen(options.databaseUrl, tell) : undefined;
  const once = async <T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> => {
    let news: readonly News[] = [];
    const value = await db.transaction().execute(async (tx) => {
      begin(tx, engine, place);
      await claim(tx, place);
      const value = await work(tx);
      news = newsOf(tx);
      return value;
    });
    if (!listening) news.forEach(tell);
    return value;
  };
  return {
    engine,
    look(place, read) {
      if (engine === 'postgres') return retried(() => once(place, read));
      looker ??= new Kysely<Tables>({ dialect: sqliteDialect(file, 'read') });
      return looker.transaction().execute(read);
    },
    async snapshot(place, read) {
      const on = (reader ??= options.databaseUrl
        ? db
        : new Kysely<Tables>({ dialect: sqliteDialect(file, 'read') }));
      const begun = on.transaction();
      const alone =
        engine === 'postgres'
          ? begun.setIsolationLevel('repeatable read').setAccessMode('read only')
          : begun;
      return alone.execute(async (tx) => {
        await claim(tx, place);
        return read(tx);
      });
    },
    migrations: async () =>
      (await migrator.getMigrations())
        .filter(({ executedAt }) => executedAt !== undefined)
        .map(({ name }) => name),
    tables: async () => (await db.introspection.getTables()).map(({ name }) => name),
    inSite: (place, work) => retried(() => once(place, work)),
    sites: () =>
      db.transaction().execute(async (tx) => {
        await claim(tx, { company: '*', site: '*' });
        return tx.selectFrom('site').select(['company', 'site']).orderBy('created').execute();
      }),
    ping: async () => void (await sql`select 1`.execute(db)),
    onNews: (listener) => void listeners.push(listener),
    close: async () => {
      await listening?.close();
      await looker?.destroy();
      if (reader !== db) await reader?.destroy();
      await db.destroy();
    },
  };
}
