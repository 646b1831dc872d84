/**
 * Takes a backup while the server goes on: each site as it was at one moment, its attachments, and the keys.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Place } from '../sql/database.ts';
import { counter } from '../sql/feed.ts';
import { BlobStore } from '../blobs.ts';
import { writeArchive, type Put } from './archive.ts';
import { backupFormat, type Header, type Manifest } from './manifest.ts';
import { linesOf, pagesOf, tableNames } from './rows.ts';

export interface Taken {
  readonly manifest: Manifest;
  /** Bytes of the file. */
  readonly size: number;
}

/** `recipients` are age public keys (`age1…`). `now` in milliseconds since 1970. */
export async function takeBackup(
  path: string,
  {
    database,
    dataDir,
    recipients,
    now,
  }: {
    readonly database: Database;
    readonly dataDir: string;
    readonly recipients: readonly string[];
    readonly now: number;
  },
): Promise<Taken> {
  let taken: Manifest | undefined;
  const about: Header = {
    format: backupFormat,
    at: new Date(now).toISOString(),
    engine: database.engine,
    migrations: await database.migrations(),
  };
  const size = await writeArchive(path, recipients, async (put) => {
    const files: Record<string, string> = {};
    const file: Put = async (name, bytes) => {
      files[name] = createHash('sha256').update(bytes).digest('hex');
      await put(name, bytes);
    };
    await put('about.json', Buffer.from(JSON.stringify(about)));
    const blobs = new BlobStore(dataDir);
    const sites: Manifest['sites'] = [];
    const missing: string[] = [];
    let attachments = 0;
    for (const place of await database.sites()) {
      const named: string[] = [];
      sites.push(await database.snapshot(place, (tx) => dumpSite(tx, place, file, named)));
      // Attachments never change, so that they may be read after the moment of the snapshot.
      for (const sha of named) {
        const bytes = await blobs.read(place.site, sha);
        if (bytes) await file(`blobs/${place.site}/${sha}`, bytes);
        else missing.push(`${place.site}/${sha}`);
        attachments += bytes ? 1 : 0;
      }
    }
    const keys = join(dataDir, 'keys');
    for (const name of (await readdir(keys)).filter((each) => !each.endsWith('.part')))
      await file(`keys/${name}`, await readFile(join(keys, name)));
    taken = { ...about, sites, attachments, missing, files };
    await put('manifest.json', Buffer.from(JSON.stringify(taken, null, 1)));
  });
  if (!taken) throw new Error('a backup without a manifest');
  return { manifest: taken, size };
}

async function dumpSite(
  tx: Parameters<typeof pagesOf>[0],
  place: Place,
  file: Put,
  blobs: string[],
): Promise<Manifest['sites'][number]> {
  const rows: Record<string, number> = {};
  for (const table of tableNames) {
    let page = 0;
    rows[table] = 0;
    for await (const lines of pagesOf(tx, place, table)) {
      rows[table] += lines.length;
      const name = `sites/${place.company}/${place.site}/${table}/${String(page++).padStart(6, '0')}`;
      await file(`${name}.jsonl`, linesOf(lines));
      if (table === 'blob') blobs.push(...lines.map(({ sha }) => String(sha)));
    }
  }
  return { ...place, ...(await counter(tx, place)), rows };
}
