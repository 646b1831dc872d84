/**
 * From settings to a listening server, and back.
 */
import { join, resolve } from 'node:path';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { compile } from '../form/compile.ts';
import { retryHeld } from '../sync/hub.ts';
import { createApp } from './app.ts';
import { BlobStore } from './blobs.ts';
import type { Deps } from './deps.ts';
import { Limiter } from './http/limit.ts';
import { loadKeys } from './keys.ts';
import { Live } from './live.ts';
import { errorFields } from './log.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { publishStarter } from './new-site.ts';
import { Places } from './places.ts';
import { SetupCode } from './setup-code.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './sql/database.ts';
import { newEpoch } from './sql/feed.ts';
import { sqlLedger } from './sql/ledger.ts';
import { readStarter } from './starter.ts';

const root = resolve(import.meta.dirname, '../..');
/** What is held longer is applied without what it waits for. Milliseconds. */
const heldAtMost = 5 * 86_400_000;
const tidyEvery = 10 * 60_000;
/** Behind a balancer that keeps connections for 60 s, the server must not be the one to close first. */
const keepAlive = 65_000;
const drainAtMost = 10_000;

export interface Running {
  readonly deps: Deps;
  /** Lets what is under way finish, then closes everything. */
  stop(): Promise<void>;
}

/** Everything but the socket. `now` in milliseconds since 1970. */
export async function openDeps(
  settings: Settings,
  log: Log,
  now: () => number = Date.now,
): Promise<Deps> {
  const starter = readStarter(join(root, 'public/procedures'));
  for (const fault of starter.faults) log('procedure-left-out', { error: fault });
  const keys = await loadKeys(settings.dataDir);
  const database = await openDatabase(settings);
  const live = new Live();
  database.onNews((news) => live.tell(news));
  const deps: Deps = {
    settings,
    database,
    places: new Places(database),
    keys,
    blobs: new BlobStore(settings.dataDir),
    live,
    limiter: new Limiter(now),
    setup: new SetupCode(),
    log,
    metrics: new Metrics(),
    now,
    compile,
    read: starter.read,
    starter: starter.published,
    client: join(root, 'dist'),
  };
  const at = new Date(now()).toISOString();
  for (const place of await deps.places.all()) {
    const count = await database.inSite(place, (tx) => publishStarter(tx, place, deps, at));
    if (count > 0) log('published', { site: place.site, count });
  }
  return deps;
}

/** Every cursor is void: to be asked for after restoring a backup. */
export async function markRestored({ database, places, now }: Deps): Promise<void> {
  for (const place of await places.all())
    await database.inSite(place, (tx) => newEpoch(tx, place, now()));
}

async function releaseHeld(deps: Deps): Promise<void> {
  const { now, log, database, compile: compiled } = deps;
  const before = new Date(now() - heldAtMost).toISOString();
  for (const place of await deps.places.all()) {
    const ledger = sqlLedger({ database, place, compile: compiled, now });
    const onBug = (change: string, error: unknown): void =>
      log('change-failed', { site: place.site, change, ...errorFields(error) });
    await retryHeld(ledger, place.site, { before, force: true }, { now, onBug });
  }
}

/** Listens; throws when the address is taken. */
export async function serve(deps: Deps, settings: Settings): Promise<Running> {
  const app = createApp(deps);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.keepAliveTimeout = keepAlive;
  server.headersTimeout = keepAlive + 1000;
  server.requestTimeout = 120_000;
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(settings.port, settings.host, ready);
  });
  const tidy = setInterval(() => {
    releaseHeld(deps).catch((error: unknown) => deps.log('tidy-failed', errorFields(error)));
  }, tidyEvery).unref();
  return {
    deps,
    async stop() {
      clearInterval(tidy);
      const closed = new Promise((done) => server.close(done));
      deps.live.close();
      // A connection kept alive becomes idle only once its last answer is out.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), drainAtMost).unref();
      await closed;
      clearInterval(idle);
      clearTimeout(late);
      await deps.database.close();
    },
  };
}
