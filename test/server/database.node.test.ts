import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { compile } from '../../src/form/compile.ts';
import type { Ledger } from '../../src/sync/ports.ts';
import { markRestored } from '../../src/server/server.ts';
import { openDatabase } from '../../src/server/sql/database.ts';
import type { Database, Place } from '../../src/server/sql/database.ts';
import { announce } from '../../src/server/sql/feed.ts';
import { sqlLedger } from '../../src/server/sql/ledger.ts';
import { sourcesFor } from '../../src/server/sql/source.ts';
import { ledgerContract } from '../sync/ledger-contract.ts';
import type { LedgerUnderTest } from '../sync/ledger-contract.ts';
import { openKit } from './kit.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';

const places: readonly [Place, Place] = [
  { company: 'c1', site: 's1' },
  { company: 'c2', site: 's2' },
];

async function makeSite(database: Database, place: Place): Promise<void> {
  await database.inSite(place, async (tx) => {
    await tx
      .insertInto('site')
      .values({ ...place, doc: '{}', created: place.site })
      .execute();
    await tx
      .insertInto('site_counter')
      .values({ ...place, seq: 0, epoch: 1 })
      .execute();
  });
}

function ledgerOf(database: Database): Ledger {
  const of = (site: string): Ledger => {
    const place = places.find((each) => each.site === site) ?? places[0];
    return sqlLedger({ database, place, compile, now: Date.now });
  };
  return {
    transaction: (site, work) => of(site).transaction(site, work),
    heldSince: (site, before, from, limit) => of(site).heldSince(site, before, from, limit),
  };
}

async function under(
  options: Parameters<typeof openDatabase>[0],
  doors: number,
): Promise<LedgerUnderTest> {
  const databases = await Promise.all(Array.from({ length: doors }, () => openDatabase(options)));
  const [database] = databases;
  if (!database) throw new Error('no database');
  for (const place of places) await makeSite(database, place);
  const [ledger, other] = databases.map(ledgerOf);
  if (!ledger) throw new Error('no ledger');
  return {
    ledger,
    ...(other ? { other } : {}),
    sites: ['s1', 's2'],
    source: async (site) => {
      const place = places.find((each) => each.site === site) ?? places[0];
      const sources = await sourcesFor({ database, place, surface: 'desk', now: Date.now() });
      const work = sources.get('work');
      if (!work) throw new Error('a desk has no work');
      return work;
    },
    close: async () => {
      for (const each of databases) await each.close();
    },
  };
}

describe('SQLite', () => {
  let folder = '';
  let count = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qiantai-sqlite-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const fresh = async (): Promise<string> => mkdtemp(join(folder, `${++count}-`));

  ledgerContract('SQLite', async () => under({ dataDir: await fresh() }, 1));

  it('writes through to the disk before it answers', async () => {
    const database = await openDatabase({ dataDir: await fresh() });
    const { sql } = await import('kysely');
    const level = await database.inSite(places[0], (tx) =>
      sql<{ synchronous: number }>`pragma synchronous`.execute(tx),
    );
    assert.equal(level.rows[0]?.synchronous, 2, 'FULL');
    await database.close();
  });

  it('commits what queues up together; one that fails takes nothing of the others with it', async () => {
    const dataDir = await fresh();
    const database = await openDatabase({ dataDir });
    const [mine] = places;
    await makeSite(database, mine);
    const disk = new DatabaseSync(join(dataDir, 'qiantai.sqlite'), { readOnly: true });
    const onDisk = disk.prepare('select count(*) as count from staff');
    /** How many rows another connection saw when each was told that it is stored. */
    const seen: number[] = [];
    const add = (number: number): Promise<void> =>
      database
        .inSite(mine, async (tx) => {
          const row = { ...mine, id: `p${number}`, name: '示例', dept: null };
          await tx.insertInto('staff').values(row).execute();
          if (number % 5 === 4) throw new Error('one of five fails');
        })
        .then(() => void seen.push(Number(onDisk.get()?.['count'])));
    const all = await Promise.allSettled(Array.from({ length: 200 }, (_, number) => add(number)));
    const failed = all.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []));
    assert.deepEqual(
      failed,
      Array.from({ length: 40 }, (_, n) => 5 * n + 4),
    );
    assert.equal(seen.length, 160);
    assert.ok(
      seen.every((count, index) => count > index),
      'told before it was stored',
    );
    assert.ok(new Set(seen).size < 20, `${new Set(seen).size} commits for 160 transactions`);
    assert.equal(Number(onDisk.get()?.['count']), 160);
    // A reader between them commits nothing, and nothing is left open behind it.
    await Promise.all([add(1000), database.ping(), add(1001), database.ping()]);
    assert.equal(Number(onDisk.get()?.['count']), 162);
    disk.close();
    await database.close();
  });

  it('a database that cannot be written fails every transaction of the group', async () => {
    const dataDir = await fresh();
    const database = await openDatabase({ dataDir });
    const [mine] = places;
    await makeSite(database, mine);
    const { sql } = await import('kysely');
    const { rows } = await database.inSite(mine, (tx) =>
      sql<{ page_count: number }>`pragma page_count`.execute(tx),
    );
    const most = Number(rows[0]?.page_count) + 4;
    await database.inSite(mine, (tx) => sql`pragma max_page_count = ${sql.lit(most)}`.execute(tx));
    const add = (number: number): Promise<unknown> =>
      database.inSite(mine, (tx) => {
        const row = { ...mine, id: `p${number}`, name: 'x'.repeat(900), dept: null };
        return tx.insertInto('staff').values(row).execute();
      });
    const all = await Promise.allSettled(Array.from({ length: 50 }, (_, number) => add(number)));
    const stored = all.filter(({ status }) => status === 'fulfilled').length;
    assert.ok(stored < 50, 'the disk is full');
    const count = await database.inSite(mine, (tx) =>
      tx.selectFrom('staff').select('id').execute(),
    );
    assert.equal(count.length, stored, 'what was told to be stored is, and nothing else');
    await database.close();
  });
});

describe('PostgreSQL', () => {
  let server: Postgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());
  const open = async (doors: number): Promise<LedgerUnderTest> =>
    under({ dataDir: tmpdir(), databaseUrl: await server.database() }, doors);

  ledgerContract('PostgreSQL', () => open(1));
  ledgerContract('PostgreSQL by two servers', () => open(2));

  it('shows no row of another site, and none when no site is named', async () => {
    const databaseUrl = await server.database();
    const database = await openDatabase({ dataDir: tmpdir(), databaseUrl });
    for (const place of places) {
      await makeSite(database, place);
      await database.inSite(place, (tx) => announce(tx, place, [{ kind: 'site', id: place.site }]));
    }
    const [mine, other] = places;
    const seen = await database.inSite(mine, (tx) =>
      tx.selectFrom('feed').select('site').execute(),
    );
    assert.deepEqual(
      seen.map(({ site }) => site),
      ['s1'],
      'a statement that forgot its where clause',
    );
    const taken = database.inSite(mine, (tx) => announce(tx, other, [{ kind: 'site', id: 'x' }]));
    await assert.rejects(taken);
    assert.deepEqual(await database.sites(), [...places]);

    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const tables = await client.query<{ relname: string; forced: boolean }>(
      `select relname, relrowsecurity and relforcerowsecurity as forced from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`,
    );
    assert.ok(tables.rows.length >= 15);
    for (const { relname, forced } of tables.rows) {
      assert.ok(forced, `${relname} has no forced row security`);
      const { rows } = await client.query(`select * from ${relname}`);
      assert.deepEqual(rows, [], `${relname} without a site named`);
    }
    await client.end();
    await database.close();
  });

  it('serves two sites from set-up to pull, and neither sees the other', async () => {
    const kit = await openKit({ DATABASE_URL: await server.database() });
    try {
      const seen: string[][] = [];
      for (let times = 0; times < 2; times++) {
        await kit.setUp();
        const entry = randomUUID();
        const author = await kit.author(kit.supervisor, kit.desk);
        const create = kit.create(kit.desk, author, { entry });
        const reply = await kit.push(kit.desk, [create, create]);
        assert.deepEqual(
          reply.results.map(({ outcome }) => outcome),
          ['applied', 'duplicate'],
        );
        const items = await kit.pull(kit.desk, ['public', 'work']);
        assert.ok(items.some(({ id }) => id === entry));
        seen.push(items.filter(({ kind }) => kind !== 'procedure').map(({ id }) => id));
      }
      const [first = [], second = []] = seen;
      assert.ok(first.length >= 4 && second.length >= 4);
      assert.deepEqual(
        first.filter((id) => second.includes(id)),
        [],
      );
      await markRestored(kit.deps);
      const [item] = await kit.pull(kit.desk, ['work']);
      assert.ok(item);
    } finally {
      await kit.close();
    }
  });

  it('a connection that went dead is given up and replaced', async () => {
    const databaseUrl = new URL(await server.database());
    const target = Number(databaseUrl.port);
    let dead = false;
    const sockets: Socket[] = [];
    const proxy = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      sockets.push(near, far);
      // Those that were open when the network died stay open and silent, as they do.
      const opened = dead;
      const live = (): boolean => opened || !dead;
      near.on('data', (chunk) => live() && far.write(chunk)).on('error', () => {});
      far.on('data', (chunk) => live() && near.write(chunk)).on('error', () => {});
    });
    await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
    const address = proxy.address();
    assert.ok(address && typeof address === 'object');
    databaseUrl.port = String(address.port);
    const options = { dataDir: tmpdir(), databaseUrl: databaseUrl.href, patience: 1000 };
    // Migrated beforehand, with more patience.
    await (await openDatabase({ ...options, patience: 10_000 })).close();
    const short = await openDatabase(options);
    try {
      await makeSite(short, places[0]);
      dead = true;
      await assert.rejects(short.ping());
      // Each dead one of the pool is met once.
      let failed = 0;
      while (
        failed < 10 &&
        !(await short.ping().then(
          () => true,
          () => false,
        ))
      )
        failed++;
      assert.ok(failed < 5, `${failed} more failed`);
    } finally {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await short.close();
    }
  });

  it('tells every server on the database what one of them announced', async () => {
    const options = { dataDir: tmpdir(), databaseUrl: await server.database() };
    const [one, two] = [await openDatabase(options), await openDatabase(options)];
    await makeSite(one, places[0]);
    const heard = new Promise((told, failed) => {
      two.onNews(told);
      setTimeout(() => failed(new Error('heard nothing')), 10_000).unref();
    });
    // Listening begins a moment after opening.
    const again = setInterval(() => {
      void one.inSite(places[0], (tx) => announce(tx, places[0], [{ kind: 'staff', id: 'a' }]));
    }, 100);
    try {
      const { site, scope } = (await heard) as { site: string; scope: string };
      assert.deepEqual([site, scope], ['s1', 'work']);
    } finally {
      clearInterval(again);
      await one.close();
      await two.close();
    }
  });
});
