/**
 * Forms that somebody has begun. On a kiosk they are in memory only and go with the page.
 */
import type { Observable } from 'dexie';
import { NotSaved, write } from './database.ts';
import type { Database } from './database.ts';
import { Cell, live } from './observe.ts';
import type { Draft } from './store.ts';

export interface Drafts {
  save(draft: Draft): Promise<void>;
  drop(id: string): Promise<void>;
  /** Last touched first. */
  readonly watch: Observable<readonly Draft[]>;
}

const byTouch = (a: Draft, b: Draft): number => (a.touched < b.touched ? 1 : -1);

export function draftsOnDisk(db: Database): Drafts {
  return {
    save: (draft) => unlessRefused(write(db, [db.drafts], () => db.drafts.put(draft))),
    drop: (id) => unlessRefused(write(db, [db.drafts], () => db.drafts.delete(id))),
    watch: live(async () => (await db.drafts.toArray()).toSorted(byTouch)),
  };
}

/** Nobody is told that a draft is saved, and `health` says that nothing is: typing goes on. */
async function unlessRefused(written: Promise<unknown>): Promise<void> {
  try {
    await written;
  } catch (error) {
    if (!(error instanceof NotSaved)) throw error;
  }
}

/** `dropped` is told when a form is left, so that its photos go too. */
export function draftsInMemory(dropped: () => void): Drafts {
  const cell = new Cell<readonly Draft[]>([]);
  const without = (id: string) => cell.value.filter((draft) => draft.id !== id);
  return {
    async save(draft) {
      cell.set([...without(draft.id), draft].toSorted(byTouch));
    },
    async drop(id) {
      cell.set(without(id));
      dropped();
    },
    watch: cell.watch,
  };
}
