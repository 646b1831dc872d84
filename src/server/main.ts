/**
 * The server's entry: `node src/server/main.ts [--demo] [--new-site] [--restored]`.
 */
import type { Deps } from './deps.ts';
import { fill } from './demo/fill.ts';
import { lockDataDir } from './lock.ts';
import { errorFields, jsonLog } from './log.ts';
import { markRestored, openDeps, serve } from './server.ts';
import type { Running } from './server.ts';
import { issueCode } from './routes/enrol.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { hasDesk } from './sql/devices.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
// Whoever reads the lines may go away; that is no reason to stop serving.
process.stdout.on('error', () => {});
const log = jsonLog((line) => void process.stdout.write(line), Date.now);

/** Ends with an explanation for the person who started it. */
function giveUp(...lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`qiantai: ${line}\n`);
  process.exit(1);
}

/** Milliseconds that the printed link of a first desk PC can be used for. */
const deskLinkLasts = 60 * 60_000;

/** Only a desk makes codes for others: where a site has none (left), the way to one is printed here. */
async function deskLinks(deps: Deps): Promise<string[]> {
  const links: string[] = [];
  for (const place of await deps.places.all())
    await deps.database.inSite(place, async (tx) => {
      if (await hasDesk(tx, place)) return;
      const { url } = await issueCode(tx, place, deps, {
        surface: 'desk',
        name: '前台电脑',
        lasts: deskLinkLasts,
      });
      links.push(url);
    });
  return links;
}

async function start(settings: Settings, flags: readonly string[]): Promise<Running> {
  const deps = await openDeps(settings, log);
  if (flags.includes('--restored')) await markRestored(deps);
  const demo = settings.demo ? await fill(deps) : undefined;
  const isNew = (await deps.places.all()).length === 0;
  // The demo prints its own.
  const links = demo ? [] : await deskLinks(deps);
  const running = await serve(deps, settings);
  const { publicUrl, host, dataDir } = settings;
  say(`前台 is at ${publicUrl} (data in ${dataDir}).`);
  if (host === '127.0.0.1' || host === 'localhost')
    say('Only this machine can reach it. For others on the network: HOST=0.0.0.0');
  if (demo) say(demo);
  for (const link of links) say(`No desk PC is enrolled. On the desk PC, within an hour: ${link}`);
  const another = flags.includes('--new-site') && deps.database.engine === 'postgres';
  if (isNew || another) say(`Set it up: ${publicUrl}/setup#${deps.setup.issue()}`);
  return running;
}

const flags = process.argv.slice(2);
const read = readSettings(process.env, flags);
if (!read.ok) giveUp(...read.faults);
const { settings } = read;
if (flags.includes('--new-site') && !settings.databaseUrl)
  giveUp('--new-site: a SQLite file holds one site. Give the new one a DATA_DIR of its own.');

const locked = lockDataDir(settings.dataDir);
if (!locked.ok)
  giveUp(
    `${settings.dataDir} is in use by another server (process ${locked.pid}).`,
    'Stop that one, or give this one a folder of its own: DATA_DIR=./data2',
  );

const running = await start(settings, flags).catch((error: unknown) => {
  log('start-failed', errorFields(error));
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const why = error instanceof Error ? error.message : String(error);
  giveUp(
    taken
      ? `PORT is "${settings.port}": something else listens there. For example: PORT=8081`
      : `it could not start: ${why}`,
  );
});

let stopping = false;
function stop(signal: string): void {
  if (stopping) return;
  stopping = true;
  log('stopping', { signal });
  running
    .stop()
    .then(() => {
      if (locked.ok) locked.release();
      log('stopped');
      process.exit(0);
    })
    .catch((error: unknown) => {
      log('stop-failed', errorFields(error));
      process.exit(1);
    });
}
process.on('SIGTERM', () => stop('SIGTERM'));
process.on('SIGINT', () => stop('SIGINT'));
