import { sql } from 'kysely';
import type { ColumnDefinitionBuilder, Kysely } from 'kysely';

type Kind = 'text' | 'integer' | 'bigint';
/** `name: kind`, a `?` after the kind: may be null. */
type Columns = Readonly<Record<string, Kind | `${Kind}?`>>;

const need = (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder => column.notNull();

async function table(
  db: Kysely<unknown>,
  name: string,
  columns: Columns,
  key: readonly string[],
): Promise<void> {
  let builder = db.schema
    .createTable(name)
    .addColumn('company', 'text', need)
    .addColumn('site', 'text', need);
  for (const [column, kind] of Object.entries(columns)) {
    const optional = kind.endsWith('?');
    builder = builder.addColumn(
      column,
      (optional ? kind.slice(0, -1) : kind) as Kind,
      optional ? (each) => each : need,
    );
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, ['company', 'site', ...key] as never);
  if (name !== 'site')
    builder = builder.addForeignKeyConstraint(
      `${name}_site`,
      ['company', 'site'] as never,
      'site',
      ['company', 'site'],
    );
  await builder.execute();
}

const index = (db: Kysely<unknown>, name: string, columns: readonly string[]): Promise<void> =>
  db.schema
    .createIndex(`${name}_${columns.join('_')}`)
    .on(name)
    .columns(['company', 'site', ...columns])
    .execute();

const tables: readonly (readonly [name: string, columns: Columns, key: readonly string[]])[] = [
  ['site', { doc: 'text', created: 'text' }, []],
  ['site_counter', { seq: 'bigint', epoch: 'bigint' }, []],
  [
    'device',
    {
      id: 'text',
      code: 'text',
      name: 'text',
      surface: 'text',
      token: 'text',
      created: 'text',
      revoked: 'text?',
      seen: 'text?',
    },
    ['id'],
  ],
  [
    'enrol_code',
    {
      hash: 'text',
      surface: 'text?',
      name: 'text?',
      expires: 'text',
      used: 'text?',
      again: 'integer',
    },
    ['hash'],
  ],
  ['staff', { id: 'text', name: 'text', dept: 'text?' }, ['id']],
  [
    'staff_version',
    { staff: 'text', since: 'text', name: 'text', roles: 'text', active: 'integer' },
    ['staff', 'since'],
  ],
  [
    'staff_pin',
    {
      staff: 'text',
      since: 'text',
      until: 'text?',
      salt: 'text',
      iterations: 'integer',
      key: 'text',
    },
    ['staff', 'since'],
  ],
  [
    'procedure_version',
    {
      hash: 'text',
      id: 'text',
      version: 'text',
      doc: 'text',
      published: 'text',
      current: 'integer',
    },
    ['hash'],
  ],
  [
    'entry',
    {
      id: 'text',
      procedure: 'text',
      rev: 'integer',
      stage: 'text',
      open: 'integer',
      written: 'text',
      doc: 'text',
    },
    ['id'],
  ],
  ['revision', { entry: 'text', rev: 'integer', change: 'text', seq: 'bigint' }, ['entry', 'rev']],
  [
    'change_seen',
    {
      id: 'text',
      hash: 'text',
      entry: 'text',
      device: 'text',
      n: 'integer',
      received: 'text',
      seq: 'bigint',
      result: 'text',
      body: 'text',
      sealed: 'text?',
    },
    ['id'],
  ],
  [
    'held',
    {
      change: 'text',
      entry: 'text',
      waits: 'text',
      hash: 'text',
      since: 'text',
      who: 'text',
      body: 'text',
      sealed: 'text?',
    },
    ['change'],
  ],
  ['feed', { kind: 'text', id: 'text', scope: 'text', seq: 'bigint' }, ['kind', 'id']],
  ['blob', { sha: 'text', size: 'integer', device: 'text', received: 'text' }, ['sha']],
  [
    'command',
    { id: 'text', at: 'text', staff: 'text', device: 'text', name: 'text', target: 'text?' },
    ['id'],
  ],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns, key] of tables) await table(db, name, columns, key);
  await db.schema
    .createIndex('device_code')
    .unique()
    .on('device')
    .columns(['company', 'site', 'code'])
    .execute();
  await index(db, 'feed', ['seq']);
  await index(db, 'entry', ['open', 'written']);
  await index(db, 'held', ['entry']);
  await index(db, 'held', ['waits']);
  await index(db, 'change_seen', ['entry', 'seq']);
  await index(db, 'procedure_version', ['id', 'current']);
}

/**
 * PostgreSQL also refuses by itself to show one site's rows to another: every statement has to say which site it is
 * for (`inSite`). `*` reads the list of sites, and nothing else.
 */
export async function isolate(db: Kysely<unknown>): Promise<void> {
  for (const [name] of tables) {
    const own = sql`company = current_setting('qiantai.company', true) and site = current_setting('qiantai.site', true)`;
    await sql`alter table ${sql.table(name)} enable row level security`.execute(db);
    await sql`alter table ${sql.table(name)} force row level security`.execute(db);
    await sql`create policy own on ${sql.table(name)} using (${own}) with check (${own})`.execute(
      db,
    );
  }
  await sql`create policy list on site for select using (current_setting('qiantai.site', true) = '*')`.execute(
    db,
  );
}
