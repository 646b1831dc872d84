/**
 * Every row of a site as texts, and back: the same on SQLite and PostgreSQL, so that a backup of one restores into the
 * other.
 */
import { sql } from 'kysely';
import type { Tables } from '../sql/tables.ts';
import type { Place, Tx } from '../sql/transaction.ts';

/** Every table with what, besides company and site, names a row. In this order nothing refers to what is not there yet. */
export const tableKeys: Readonly<Record<keyof Tables, readonly string[]>> = {
  site: [],
  site_counter: [],
  device: ['id'],
  enrol_code: ['hash'],
  staff: ['id'],
  staff_version: ['staff', 'since'],
  staff_pin: ['staff', 'since'],
  procedure_version: ['hash'],
  entry: ['id'],
  revision: ['entry', 'rev'],
  change_seen: ['id'],
  held: ['change'],
  feed: ['kind', 'id'],
  blob: ['sha'],
  command: ['id'],
};
export type TableName = keyof Tables;
export const tableNames = Object.keys(tableKeys) as TableName[];

type Row = Readonly<Record<string, string | number | null>>;

const pageSize = 1000;

/** The rows of one table of a site, in pages, by key. */
export async function* pagesOf(
  tx: Tx,
  place: Place,
  table: TableName,
): AsyncGenerator<readonly Row[]> {
  const keys = ['company', 'site', ...tableKeys[table]];
  const columns = sql.join(keys.map((key) => sql.ref(key)));
  let last: readonly (string | number | null)[] | undefined;
  for (;;) {
    const after = last
      ? sql`and (${columns}) > (${sql.join(last.map((value) => sql.val(value)))})`
      : sql``;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)}
      where company = ${place.company} and site = ${place.site} ${after}
      order by ${columns} limit ${sql.lit(pageSize)}`.execute(tx);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < pageSize) return;
    last = keys.map((key) => end[key] ?? null);
  }
}

/** Parameters that both engines take in one statement. */
const mostValues = 10_000;

export async function insertRows(tx: Tx, table: TableName, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const each = Math.max(1, Math.floor(mostValues / Math.max(1, columns.length)));
  for (let at = 0; at < rows.length; at += each) {
    const lines = rows
      .slice(at, at + each)
      .map((row) => sql`(${sql.join(columns.map((name) => sql.val(row[name] ?? null)))})`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
      values ${sql.join(lines)}`.execute(tx);
  }
}

/** One JSON text a line. */
export const linesOf = (rows: readonly Row[]): Buffer =>
  Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

export const rowsOf = (lines: Buffer): Row[] =>
  lines
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
