/**
 * Which of a procedure's versions is the one that is offered.
 */
import type { ProcedureRow } from './database.ts';

/** The published version that a new entry gets; undefined when there is none. */
export function currentOf(rows: readonly ProcedureRow[]): ProcedureRow | undefined {
  return rows.filter((row) => !row.retired).toSorted((a, b) => b.seq - a.seq)[0];
}
