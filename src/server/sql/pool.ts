/**
 * Connections to PostgreSQL that are given up when they stop answering.
 */
import type { PostgresDialectConfig } from 'kysely';
import pg from 'pg';

type Pool = Exclude<PostgresDialectConfig['pool'], (...args: never[]) => unknown>;
type Client = Awaited<ReturnType<Pool['connect']>>;

/** int8 (sequences) as numbers: they stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * All three time-outs, none above a device's own patience (20 s): without them a lost connection hangs for ever.
 * `patience` in milliseconds.
 */
export function postgresPool(url: string, patience: number): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    statement_timeout: Math.ceil(patience * 0.9),
    idle_in_transaction_session_timeout: patience,
    keepAlive: true,
    types,
  });
  // An idle client that breaks is thrown away by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => careful(await pool.connect()),
  };
}

/** After anything but an answer of the database (a time-out, a cut) the connection's state is unknown: never reuse it. */
function careful(client: pg.PoolClient): Client {
  let broken = false;
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      broken ||= !(error instanceof pg.DatabaseError);
      throw error;
    }
  };
  return {
    query: query as Client['query'],
    release: (destroy) => client.release(destroy === true || broken),
  };
}
