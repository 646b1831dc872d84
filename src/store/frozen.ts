/**
 * After a failed write nothing may be written to the same database before the browser has been restarted: on a full disk
 * that is what destroys it. The mark outlives a reload (not a restart) and reaches the other tabs.
 */
const mark = 'qiantai-frozen';
/** Only pages have it: the worker's database is opened afresh each time and fails by itself. */
const { sessionStorage } = globalThis as {
  sessionStorage?: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
  };
};

export function isFrozen(database: string): boolean {
  return sessionStorage?.getItem(mark) === database;
}

/** Marks the database here and tells the other tabs. */
export function freeze(database: string): void {
  if (!sessionStorage) return;
  keepMark(database);
  const channel = new BroadcastChannel(mark);
  channel.postMessage(database);
  channel.close();
}

/** Calls back when another tab has frozen the database; returns what stops listening. */
export function onFrozen(database: string, frozen: () => void): () => void {
  if (!sessionStorage) return () => undefined;
  const channel = new BroadcastChannel(mark);
  channel.addEventListener('message', (event) => {
    if (event.data !== database) return;
    keepMark(database);
    frozen();
  });
  return () => channel.close();
}

function keepMark(database: string): void {
  try {
    sessionStorage?.setItem(mark, database);
  } catch {
    // No room even for that: the cell in memory still holds it until a reload.
  }
}
