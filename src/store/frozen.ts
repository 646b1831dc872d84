/**
 * After a failed write nothing may be written to the same database before the browser has been restarted: on a full disk
 * that is what destroys it. The mark outlives a reload (not a restart), reaches the tabs that are open, and stands for
 * those to come and for the worker as a lock that the frozen pages hold.
 */
const mark = 'qiantai-frozen';
/** Only pages have it; the worker's database is opened afresh each time. */
const { sessionStorage } = globalThis as {
  sessionStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
  };
};

const lockOf = (database: string): string => `${database}-frozen`;

/** Whether this page has the mark; it then holds the lock again. */
export function isFrozen(database: string): boolean {
  const frozen = sessionStorage?.getItem(mark) === database;
  if (frozen) holdLock(database);
  return frozen;
}

/** Whether a page that is open has frozen the database, though this one (new, or the worker) was not told. */
export async function isFrozenElsewhere(database: string): Promise<boolean> {
  try {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === lockOf(database));
  } catch {
    return false; // no locks here: what this page meets itself still counts
  }
}

/** Marks the database here and tells the tabs. */
export function freeze(database: string): void {
  keepMark(database);
  const channel = new BroadcastChannel(mark);
  channel.postMessage(database);
  channel.close();
}

/** Calls back when a tab or the worker has frozen the database; returns what stops listening. */
export function onFrozen(database: string, frozen: () => void): () => void {
  const channel = new BroadcastChannel(mark);
  // In Node it would keep the process alive.
  (channel as { unref?: () => void }).unref?.();
  channel.addEventListener('message', (event) => {
    if (event.data !== database) return;
    keepMark(database);
    frozen();
  });
  return () => channel.close();
}

function keepMark(database: string): void {
  holdLock(database);
  try {
    sessionStorage?.setItem(mark, database);
  } catch {
    // No room even for that: the cell in memory still holds it until a reload.
  }
}

const holding = new Set<string>();

/** For as long as this page lives. */
function holdLock(database: string): void {
  if (holding.has(database)) return;
  holding.add(database);
  void navigator.locks
    ?.request(lockOf(database), { mode: 'shared' }, () => new Promise<never>(() => undefined))
    .catch(() => holding.delete(database));
}
