/**
 * The sender: one cycle with the server at a time, whichever page or worker runs it. The Web Lock is held for one cycle
 * only, because a frozen tab keeps its lock; one that holds it for more than a minute has it taken away.
 */
import { exchange } from '../sync/exchange.ts';
import type { Trouble } from '../sync/ports.ts';
import { Api } from './api.ts';
import { DeviceClock } from './clock.ts';
import { meta, write } from './database.ts';
import type { Database } from './database.ts';
import { Forms } from './forms.ts';
import { identityOf } from './identity.ts';
import { receiptCheck } from './receipts.ts';
import { replicaOver } from './replica.ts';
import { transportOver } from './transport.ts';
import { wipe } from './wipe.ts';

/** Tag of Background Sync. */
export const syncTag = 'qiantai-send';
/** One sender for each database: `qiantai-send`. */
export const lockOf = (db: Database): string => `${db.name}-send`;
const cycleLimit = 30_000;
const staleLease = 60_000;

/** How a cycle ended. `elsewhere`: another page or the worker is sending. `aborted`: it took too long, or lost the lock. */
export type CycleEnd = 'ok' | 'elsewhere' | 'unenrolled' | 'aborted' | Trouble['kind'];

export interface Cycle {
  readonly end: CycleEnd;
  /** Milliseconds until the next one, as the sync core sees it. */
  readonly nextIn?: number;
}

/** Kept in `meta` as `lastCycle`, for every page of this device. */
export interface LastCycle {
  readonly end: CycleEnd;
  /** ISO instant. */
  readonly at: string;
}

export interface CycleOptions {
  readonly db: Database;
  readonly forms?: Forms;
  readonly clock?: DeviceClock;
  /** Origin of the server, for tests. */
  readonly base?: string;
  readonly signal?: AbortSignal;
}

/** Runs one cycle if nobody else is at it. Never throws for trouble on the way; what was learned is in `meta`. */
export async function cycle(options: CycleOptions): Promise<Cycle> {
  const { db } = options;
  const since = (await meta<number>(db, 'lease')) ?? 0;
  // A lease from the future is of before the clock was set back.
  const steal = since > 0 && Math.abs(Date.now() - since) > staleLease;
  const stop = new AbortController();
  const signals = [stop.signal, AbortSignal.timeout(cycleLimit), options.signal].filter(
    (s) => s !== undefined,
  );
  try {
    return await navigator.locks.request(
      lockOf(db),
      steal ? { steal } : { ifAvailable: true },
      async (lock) => {
        if (!lock) return { end: 'elsewhere' } satisfies Cycle;
        await write(db, [], () => db.meta.put({ key: 'lease', value: Date.now() }));
        try {
          return await run(options, AbortSignal.any(signals));
        } finally {
          await write(db, [], () => db.meta.put({ key: 'lease', value: 0 })).catch(() => undefined);
        }
      },
    );
  } catch (error) {
    // The lock was taken away from a sleeper: whatever it still does must not go on.
    stop.abort();
    if ((error as Error).name === 'AbortError') return { end: 'aborted' };
    throw error;
  }
}

async function run(options: CycleOptions, signal: AbortSignal): Promise<Cycle> {
  const { db, base } = options;
  const identity = await identityOf(db);
  if (!identity) return { end: 'unenrolled' };
  const clock = options.clock ?? (await DeviceClock.start(db));
  const forms = options.forms ?? new Forms(db);
  const api = new Api({ token: identity.token, signal, ...(base === undefined ? {} : { base }) });
  try {
    const report = await exchange(
      replicaOver({ db, forms, identity, ms: () => clock.ms() }),
      transportOver(api),
      {
        device: identity.device.id,
        now: Date.now,
        clock: () => clock.stamp(),
        random: Math.random,
        batchId: () => crypto.randomUUID(),
        verify: receiptCheck(identity.keys.receipts),
        attempt: (await meta<number>(db, 'attempt')) ?? 0,
        stop: () => signal.aborted,
      },
    );
    const end = signal.aborted ? 'aborted' : (report.trouble?.kind ?? 'ok');
    if (end === 'revoked') await wipe(db);
    await write(db, [], async () => {
      const at = clock.now();
      await db.meta.put({ key: 'attempt', value: report.attempt });
      await db.meta.put({ key: 'lastCycle', value: { end, at } satisfies LastCycle });
      if (end === 'ok') await db.meta.put({ key: 'lastOk', value: at });
    });
    return { end, nextIn: report.nextIn };
  } finally {
    if (!options.clock) clock.stop();
  }
}
