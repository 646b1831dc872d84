/** Saved views of the case table. */
import { facetsOf } from '../../form/summary.ts';
import type { Listed } from '../../store/store.ts';
import type { Clocks } from '../entry/clocks.ts';
import { words } from '../words/words.ts';
import { isOpen } from './kinds.ts';

const t = words({
  open: ['正在办', 'Open'],
  mine: ['我的', 'Mine'],
  overdue: ['已超时', 'Overdue'],
  finished: ['已办结', 'Finished'],
});

export const views = ['open', 'mine', 'overdue', 'finished'] as const;
export type View = (typeof views)[number];
export const viewText = (view: View): string => t[view]();

/** Mine: given to me, or opened by me and given to nobody. */
export function within(view: View, one: Listed, clocks: Clocks, me: string): boolean {
  const open = isOpen(one);
  if (view === 'finished') return !open;
  if (!open) return false;
  if (view === 'overdue') return clocks.of(one)?.colour === 'red';
  if (view !== 'mine') return true;
  const { assignee } = facetsOf(one.form, one.entry.answers);
  return assignee ? assignee === me : one.entry.by === me;
}
