import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sql } from 'kysely';
import { BlobStore } from '../../src/server/blobs.ts';
import { NotRestored, restoreBackup } from '../../src/server/backup/restore.ts';
import { pagesOf, tableNames } from '../../src/server/backup/rows.ts';
import { takeBackup } from '../../src/server/backup/take.ts';
import { openDatabase, type Database } from '../../src/server/sql/database.ts';
import { openKit, type Kit } from './kit.ts';
import { startPostgres, type Postgres } from './postgres.ts';

const photo = new TextEncoder().encode('made-up picture');
const sha = createHash('sha256').update(photo).digest('hex');

/** Every row of every site, as one text. */
async function everything(database: Database): Promise<string> {
  const all: unknown[] = [];
  for (const place of await database.sites())
    await database.snapshot(place, async (tx) => {
      for (const table of tableNames)
        for await (const rows of pagesOf(tx, place, table))
          all.push(
            table,
            // The one thing that a restore changes: cursors must be void.
            rows.map((row) => ({ ...row, ...(table === 'site_counter' && { epoch: 0 }) })),
          );
    });
  return JSON.stringify(all);
}

describe('a backup', () => {
  let postgres: Postgres;
  let folder: string;
  let kit: Kit;
  let identity: string;
  let recipients: string[];
  const entries = 1100;

  before(async () => {
    postgres = await startPostgres();
    folder = await mkdtemp(join(tmpdir(), 'qiantai-backup-'));
    identity = await generateX25519Identity();
    recipients = [await identityToRecipient(identity)];
    kit = await openKit();
    await kit.setUp();
    const author = await kit.author(kit.supervisor, kit.desk);
    for (let at = 0; at < entries; at += 100)
      await kit.push(
        kit.desk,
        Array.from({ length: 100 }, () => kit.create(kit.desk, author)),
      );
    const [place] = await kit.deps.database.sites();
    assert.ok(place);
    await kit.deps.blobs.write({
      site: place.site,
      device: kit.desk.id,
      sha,
      length: photo.length,
      offset: 0,
      bytes: photo,
    });
    await kit.deps.database.inSite(place, (tx) =>
      tx
        .insertInto('blob')
        .values({ ...place, sha, size: photo.length, device: kit.desk.id, received: kit.iso() })
        .execute(),
    );
  });
  after(async () => {
    await kit?.close();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const take = async (name: string, from: { database: Database; dataDir: string }) => {
    const path = join(folder, name);
    const taken = await takeBackup(path, { ...from, recipients, now: kit.deps.now() });
    return { path, ...taken };
  };
  const empty = async (
    name: string,
    databaseUrl?: string,
  ): Promise<{ dataDir: string; database: Database }> => {
    const dataDir = await mkdtemp(join(folder, name));
    return { dataDir, database: await openDatabase({ dataDir, databaseUrl }) };
  };

  it('knows every table that there is', async () => {
    for (const options of [{}, { databaseUrl: await postgres.database() }]) {
      const { database } = await empty('tables', options.databaseUrl);
      const names = await database.tables();
      assert.deepEqual(names.toSorted(), tableNames.toSorted());
      await database.close();
    }
  });

  it('of SQLite restores into SQLite and into PostgreSQL, and of that back, with nothing changed', async () => {
    const before = await everything(kit.deps.database);
    const first = await take('sqlite.age', { database: kit.deps.database, dataDir: kit.folder });
    assert.equal(first.manifest.sites[0]?.rows['entry'], entries);
    assert.equal(first.manifest.attachments, 1);
    assert.deepEqual(first.manifest.missing, []);

    const server = await empty('postgres', await postgres.database());
    await restoreBackup(first.path, { ...server, identity, now: kit.deps.now() });
    assert.equal(await everything(server.database), before);

    const second = await take('postgres.age', server);
    const back = await empty('back');
    await restoreBackup(second.path, { ...back, identity, now: kit.deps.now() });
    assert.equal(await everything(back.database), before);
    const [place] = await back.database.sites();
    assert.ok(place);
    assert.deepEqual(await new BlobStore(back.dataDir).read(place.site, sha), Buffer.from(photo));
    for (const name of ['receipts.pem', 'seal.pem'])
      assert.deepEqual(
        await readFile(join(back.dataDir, 'keys', name)),
        await readFile(join(kit.folder, 'keys', name)),
      );
    await server.database.close();
    await back.database.close();
  });

  it('sees one moment, while the server goes on writing', async () => {
    const [place] = await kit.deps.database.sites();
    assert.ok(place);
    const author = await kit.author(kit.supervisor, kit.desk);
    await kit.deps.database.snapshot(place, async (tx) => {
      const count = async (): Promise<unknown> =>
        (await sql`select count(*) as n from entry`.execute(tx)).rows;
      const before = await count();
      await kit.push(kit.desk, [kit.create(kit.desk, author)]);
      assert.deepEqual(await count(), before);
    });
  });

  it('makes every cursor void, so that devices load afresh', async () => {
    const { path, manifest } = await take('epoch.age', {
      database: kit.deps.database,
      dataDir: kit.folder,
    });
    const { dataDir, database } = await empty('epoch');
    await restoreBackup(path, { dataDir, database, identity, now: kit.deps.now() });
    const again = await take('epoch-2.age', { dataDir, database });
    assert.ok((again.manifest.sites[0]?.epoch ?? 0) > (manifest.sites[0]?.epoch ?? 0));
    await database.close();
  });

  it('is refused when it is cut off, changed, of another key, or where something is already', async () => {
    const { path } = await take('whole.age', { database: kit.deps.database, dataDir: kit.folder });
    const bytes = await readFile(path);
    const refused = async (name: string, content: Uint8Array, key: string): Promise<void> => {
      const file = join(folder, name);
      await writeFile(file, content);
      const { dataDir, database } = await empty(name);
      await assert.rejects(
        restoreBackup(file, { dataDir, database, identity: key, now: kit.deps.now() }),
        name,
      );
      await database.close();
    };
    await refused('cut', bytes.subarray(0, bytes.length - 1000), identity);
    await refused('cut-short', bytes.subarray(0, 70_000), identity);
    const flipped = Uint8Array.from(bytes);
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
    await refused('flipped', flipped, identity);
    await refused('other-key', bytes, await generateX25519Identity());
    await assert.rejects(
      restoreBackup(path, {
        database: kit.deps.database,
        dataDir: kit.folder,
        identity,
        now: kit.deps.now(),
      }),
      NotRestored,
    );
  });

  it('holds nothing that can be read without the key', async () => {
    const { path } = await take('secret.age', { database: kit.deps.database, dataDir: kit.folder });
    const bytes = await readFile(path);
    assert.ok(!bytes.includes('示例花园') && !bytes.includes('PRIVATE KEY'));
  });
});
