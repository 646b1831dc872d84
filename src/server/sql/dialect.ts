/**
 * Kysely over node:sqlite: one connection, handed to one user at a time, so that a transaction is never mixed with
 * another's statements. Transactions that queue up are committed together.
 */
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  Kysely,
  QueryResult,
} from 'kysely';

/** `FULL` is what makes an acknowledged transaction survive a power cut; NORMAL in WAL mode does not. */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
`;

class Connection implements DatabaseConnection {
  readonly #db: DatabaseSync;
  readonly #statements: Map<string, StatementSync>;
  readonly #next: () => void;
  /** Somebody else has it by now. */
  passedOn = false;

  constructor(db: DatabaseSync, statements: Map<string, StatementSync>, next: () => void) {
    this.#db = db;
    this.#statements = statements;
    this.#next = next;
  }

  passOn(): void {
    this.passedOn = true;
    this.#next();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const fresh = this.#db.prepare(sql);
    if (this.#statements.size < 500) this.#statements.set(sql, fresh);
    return fresh;
  }

  // eslint-disable-next-line typescript/require-await -- the interface is asynchronous, SQLite is not
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#statement(sql);
    const values = parameters as readonly SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
    const { changes } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  // eslint-disable-next-line require-yield -- streaming is not offered
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered over node:sqlite');
  }
}

/** `read`: transactions see one moment, and hold nobody up. */
export type Use = 'write' | 'read';

/** Transactions that become durable together: none is told that it committed before all of them are on disk. */
interface Group {
  readonly settled: PromiseWithResolvers<void>;
  size: number;
}
/** So that the first of a group does not wait for ever. */
const mostTogether = 64;

class SqliteDriver implements Driver {
  readonly #begin: string;
  readonly #most: number;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #group: Group | undefined;

  constructor(path: string, use: Use) {
    this.#begin = use === 'read' ? 'begin' : 'begin immediate';
    this.#most = use === 'read' ? 1 : mostTogether;
    this.#db = new DatabaseSync(path);
    this.#db.exec(pragmas);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    const before = this.#tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tail = promise;
    this.#waiting += 1;
    await before;
    this.#waiting -= 1;
    return new Connection(this.#db, this.#statements, resolve);
  }

  async releaseConnection(connection: Connection): Promise<void> {
    // What a group waits for may have been rolled back, or have been no transaction at all.
    if (!connection.passedOn && this.#waiting === 0) this.#commit();
    connection.passOn();
  }

  async beginTransaction(): Promise<void> {
    if (!this.#group) {
      this.#db.exec(this.#begin);
      const settled = Promise.withResolvers<void>();
      // Whoever is left to wait hears of a failure; nobody need be.
      settled.promise.catch(() => {});
      this.#group = { settled, size: 0 };
    }
    this.#group.size += 1;
    this.#db.exec('savepoint one');
  }

  /** The disk is written once for all who came while it was written before: that, not SQL, is what a commit costs. */
  async commitTransaction(connection: Connection): Promise<void> {
    this.#db.exec('release one');
    const group = this.#group;
    if (!group) throw new Error('a commit without a transaction');
    if (this.#waiting > 0 && group.size < this.#most) connection.passOn();
    else this.#commit();
    await group.settled.promise;
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk rolls everything back by itself; a second rollback would hide the first error.
    if (this.#db.isTransaction) this.#db.exec('rollback to one; release one');
    else this.#end(new Error('the database rolled back what was not on disk yet'));
  }

  #commit(): void {
    if (!this.#group) return;
    try {
      this.#db.exec('commit');
      this.#end();
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('rollback');
      this.#end(error);
    }
  }

  #end(error?: unknown): void {
    const group = this.#group;
    this.#group = undefined;
    if (error === undefined) group?.settled.resolve();
    else group?.settled.reject(error);
  }

  async destroy(): Promise<void> {
    await this.#tail;
    this.#db.close();
  }
}

/** Whoever waits for the one connection waits here, where it can be seen, and not with Kysely. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** `path` is a file, or `:memory:` for tests. */
export function sqliteDialect(path: string, use: Use = 'write'): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new SqliteDriver(path, use),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
