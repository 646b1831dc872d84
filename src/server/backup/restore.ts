/**
 * Puts a backup into an empty data folder and an empty database, and makes every device load afresh; what devices still
 * hold and the backup lacks, they then send again by themselves.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeDurably } from '../durable.ts';
import type { Database, Place } from '../sql/database.ts';
import { newEpoch } from '../sql/feed.ts';
import { readArchive, type Found } from './archive.ts';
import { header, manifest as manifestSchema, type Manifest } from './manifest.ts';
import { insertRows, rowsOf, tableNames, type TableName } from './rows.ts';

/** Why a backup was not restored; what was written so far is of no use. */
export class NotRestored extends Error {}

const sitePath = /^sites\/([^/]+)\/([^/]+)\/([a-z_]+)\/\d{6}\.jsonl$/;
const keyPath = /^keys\/([A-Za-z0-9._-]+)$/;
const blobPath = /^blobs\/([^/]+)\/([0-9a-f]{64})$/;

/** Reads the whole backup before it says that it is restored: a file cut off has no manifest. */
export async function restoreBackup(
  path: string,
  {
    database,
    dataDir,
    identity,
    now,
  }: {
    readonly database: Database;
    readonly dataDir: string;
    readonly identity: string;
    readonly now: number;
  },
): Promise<Manifest> {
  if ((await database.sites()).length > 0)
    throw new NotRestored('the database is not empty: restore into a new one');
  const seen = new Map<string, string>();
  const counts = new Map<string, number>();
  let manifest: Manifest | undefined;
  await readArchive(path, identity, async (file) => {
    if (seen.size === 0) await recognise(file, database);
    seen.set(file.path, file.sha);
    if (file.path === 'about.json') return;
    if (file.path === 'manifest.json') {
      const parsed = manifestSchema.safeParse(JSON.parse(file.bytes.toString('utf8')));
      if (!parsed.success) throw new NotRestored('it was made by another version of Qiantai');
      manifest = parsed.data;
      return;
    }
    await put(file, { database, dataDir, counts });
  });
  if (!manifest) throw new NotRestored('the file is cut off');
  judge(manifest, seen, counts);
  for (const { company, site } of manifest.sites)
    await database.inSite({ company, site }, (tx) => newEpoch(tx, { company, site }, now));
  return manifest;
}

async function put(
  { path, bytes, sha }: Found,
  to: {
    readonly database: Database;
    readonly dataDir: string;
    readonly counts: Map<string, number>;
  },
): Promise<void> {
  const [, company, site, table] = sitePath.exec(path) ?? [];
  const key = keyPath.exec(path)?.[1];
  const [, owner, name] = blobPath.exec(path) ?? [];
  if (company && site && table && tableNames.includes(table as TableName)) {
    const place: Place = { company, site };
    const rows = rowsOf(bytes);
    await to.database.inSite(place, (tx) => insertRows(tx, table as TableName, rows));
    const at = [company, site, table].join('/');
    to.counts.set(at, (to.counts.get(at) ?? 0) + rows.length);
  } else if (key) await write(join(to.dataDir, 'keys', key), bytes);
  else if (owner && name) {
    if (name !== sha) throw new NotRestored(`attachment ${name} is not what it was`);
    await write(join(to.dataDir, 'blobs', owner, name.slice(0, 2), name), bytes);
  } else throw new NotRestored(`it holds ${path}, which this version does not know`);
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  writeDurably(path, bytes, 0o600);
}

/** The first file says whether this version can read the rest. */
async function recognise(first: Found, database: Database): Promise<void> {
  const parsed = header.safeParse(JSON.parse(first.bytes.toString('utf8')));
  if (first.path !== 'about.json' || !parsed.success)
    throw new NotRestored('it is no backup of this version of Qiantai');
  const known = await database.migrations();
  const newer = parsed.data.migrations.filter((each) => !known.includes(each));
  if (newer.length > 0)
    throw new NotRestored(`it is of a newer version of Qiantai (${newer.join(', ')})`);
}

function judge(
  manifest: Manifest,
  seen: ReadonlyMap<string, string>,
  counts: ReadonlyMap<string, number>,
): void {
  for (const [path, sha] of Object.entries(manifest.files))
    if (seen.get(path) !== sha) throw new NotRestored(`${path} is missing or changed`);
  for (const { company, site, rows } of manifest.sites)
    for (const [table, count] of Object.entries(rows))
      if ((counts.get([company, site, table].join('/')) ?? 0) !== count)
        throw new NotRestored(`${table} of site ${site} is not whole`);
}
