/**
 * Every number of every procedure counted again from the raw rows. What is due is reckoned here from the times as the
 * procedures' files say them.
 */
import { cases } from './recount-cases.ts';
import { desk } from './recount-desk.ts';
import { ms, type Raw } from './raw.ts';

/** When a period is looked at, and what else is there. */
export interface View {
  /** Milliseconds: now, or the end of the period. */
  readonly at: number;
  /** What is not void and was begun before the end. */
  readonly living: readonly Raw[];
}
/** What an entry adds to a number, and when, where that is not its creation. Undefined: nothing. */
export type Said =
  readonly [part: number | boolean, of: number | boolean, when?: number] | undefined;
export type Recount = (one: Raw, view: View) => Said;
/** By procedure, then by measure. */
export type Recounts = Readonly<Record<string, Readonly<Record<string, Recount>>>>;

export const recounts: Recounts = { ...cases, ...desk };

export type Counted = Record<string, [part: number, of: number]>;

/** Counts the measures of a period; `from`, `to` and `now` in milliseconds. */
export function recount(all: readonly Raw[], from: number, to: number, now: number): Counted {
  const found: Counted = {};
  const living = all.filter((one) => !one.void && ms(one.created) < to);
  const view: View = { at: Math.min(now, to), living };
  for (const one of living)
    for (const [id, count] of Object.entries(recounts[one.procedure] ?? {})) {
      const said = count(one, view);
      if (!said) continue;
      const [part, of, when = ms(one.created)] = said;
      if (!Number(of) || !(when >= from && when < to)) continue;
      const sum = (found[id] ??= [0, 0]);
      sum[0] += Number(part);
      sum[1] += Number(of);
    }
  return found;
}
