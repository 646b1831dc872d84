/**
 * One server per data folder. The lock is the operating system's, on a small database file: it goes when the process
 * goes, kill -9 included, and no process id can be mistaken for another's.
 */
import { DatabaseSync } from 'node:sqlite';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Locked =
  | { readonly ok: true; readonly release: () => void }
  | { readonly ok: false; readonly pid: string };

/** Makes the folder where it is missing. `pid` is that of the server that holds it, as far as known. */
export function lockDataDir(dataDir: string): Locked {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pidFile = join(dataDir, 'server.pid');
  const lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && /locked|busy/i.test(error.message))) throw error;
    let pid = 'unknown';
    try {
      pid = readFileSync(pidFile, 'utf8').trim();
    } catch {
      // The other server has not written it yet.
    }
    return { ok: false, pid };
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return { ok: true, release: () => lock.close() };
}
