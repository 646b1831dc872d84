/**
 * `npm run backup -- new-key | <folder> [--keep N]` and `npm run restore -- <file>`.
 */
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { syncFolder } from '../durable.ts';
import { lockDataDir } from '../lock.ts';
import { readSettings, type Settings } from '../settings.ts';
import { openDatabase, type Database } from '../sql/database.ts';
import type { Manifest } from './manifest.ts';
import { NotRestored, restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

/** A back-up reads a site in one transaction: PostgreSQL may take this long over it, milliseconds. */
const patience = 30 * 60_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function giveUp(...lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`qiantai: ${line}\n`);
  process.exit(1);
}

const sum = (manifest: Manifest, table: string): number =>
  manifest.sites.reduce((all, { rows }) => all + (rows[table] ?? 0), 0);

const inWords = (manifest: Manifest): string =>
  `${manifest.sites.length} site(s), ${sum(manifest, 'entry')} entries, ` +
  `${sum(manifest, 'change_seen')} changes, ${manifest.attachments} attachments`;

async function withDatabase<T>(
  options: Parameters<typeof openDatabase>[0],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(options);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function newKey(): Promise<void> {
  const identity = await generateX25519Identity();
  say(`# Keep this file away from the server; without it no backup opens.`);
  say(`# BACKUP_RECIPIENT=${await identityToRecipient(identity)}`);
  say(identity);
}

async function backup(settings: Settings, folder: string, keep: number): Promise<void> {
  const recipient = process.env['BACKUP_RECIPIENT']?.trim();
  if (!recipient?.startsWith('age1'))
    giveUp(
      'BACKUP_RECIPIENT is missing: the public key that backups are locked with.',
      'Once: npm run --silent backup -- new-key > backup-key.txt, keep that file elsewhere, and set',
      'BACKUP_RECIPIENT to the age1… in its second line.',
    );
  if (!settings.databaseUrl && !existsSync(join(settings.dataDir, 'qiantai.sqlite')))
    giveUp(`there is no database in ${settings.dataDir}: set DATA_DIR as for the server.`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const now = Date.now();
  const stamp = new Date(now).toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
  const file = join(folder, `qiantai-${stamp}.tar.gz.age`);
  const part = `${file}.part`;
  // A second key, made for this run and forgotten with it, opens the file once: to see that it restores.
  const probe = await generateX25519Identity();
  const recipients = [recipient, await identityToRecipient(probe)];
  const { manifest, size } = await withDatabase({ ...settings, patience }, (database) =>
    takeBackup(part, { database, dataDir: settings.dataDir, recipients, now }),
  );
  const trial = await mkdtemp(join(tmpdir(), 'qiantai-restore-'));
  try {
    await withDatabase({ dataDir: trial }, (database) =>
      restoreBackup(part, { database, dataDir: trial, identity: probe, now }),
    );
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
  await rename(part, file);
  syncFolder(folder);
  say(`Backed up ${inWords(manifest)}; ${(size / 1e6).toFixed(1)} MB in ${file}`);
  say('Seen to restore: every row and attachment came back from the file.');
  for (const each of manifest.missing)
    say(`Not in it, for it is not on the disk: attachment ${each}`);
  const old = (await readdir(folder))
    .filter((name) => /^qiantai-.*\.tar\.gz\.age$/.test(name))
    .sort();
  for (const name of keep > 0 ? old.slice(0, -keep) : []) {
    await rm(join(folder, name));
    say(`Removed ${name}: ${keep} newer ones are kept.`);
  }
}

async function restore(settings: Settings, file: string): Promise<void> {
  const keyFile = process.env['BACKUP_IDENTITY_FILE']?.trim();
  if (!keyFile || !existsSync(keyFile))
    giveUp('BACKUP_IDENTITY_FILE is missing: the file that "npm run backup -- new-key" made.');
  const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(await readFile(keyFile, 'utf8'))?.[0];
  if (!identity) giveUp(`${keyFile} holds no line that begins with AGE-SECRET-KEY-1.`);
  if (!existsSync(file) || !statSync(file).isFile()) giveUp(`there is no file ${file}.`);
  const { dataDir } = settings;
  const holds = ['qiantai.sqlite', 'keys', 'blobs'].filter((name) =>
    existsSync(join(dataDir, name)),
  );
  if (holds.length > 0)
    giveUp(
      `${dataDir} is not empty (${holds.join(', ')}); nothing was changed.`,
      'Restore into a new folder, e.g. DATA_DIR=./data-restored, and start the server with it.',
    );
  const locked = lockDataDir(dataDir);
  if (!locked.ok) giveUp(`${dataDir} is in use by a server (process ${locked.pid}).`);
  try {
    const manifest = await withDatabase({ ...settings, patience }, (database) =>
      restoreBackup(file, { database, dataDir, identity, now: Date.now() }),
    );
    say(`Restored ${inWords(manifest)}, as of ${manifest.at}, into ${dataDir}.`);
    say(
      'Start the server. Devices load afresh, and send again what they have and the backup lacks.',
    );
  } finally {
    locked.release();
  }
}

const [command, target, ...rest] = process.argv.slice(2);
const read = readSettings(process.env, []);
if (!read.ok) giveUp(...read.faults);
const at = rest.indexOf('--keep');
const keep = at < 0 ? 0 : Number(rest[at + 1]);
if (!Number.isInteger(keep) || keep < 0 || (rest.length > 0 && at < 0))
  giveUp('usage: npm run backup -- <folder> [--keep <number of backups>]');
try {
  if (command === 'backup' && target === 'new-key') await newKey();
  else if (command === 'backup' && target) await backup(read.settings, resolve(target), keep);
  else if (command === 'restore' && target) await restore(read.settings, resolve(target));
  else giveUp('usage: npm run backup -- <folder> | npm run restore -- <file>');
} catch (error) {
  if (error instanceof NotRestored)
    giveUp(
      `not restored: ${error.message}.`,
      'What was written is of no use: begin again with a new folder.',
    );
  const why = error instanceof Error ? error.message : String(error);
  giveUp(`${command} failed: ${why}`);
}
