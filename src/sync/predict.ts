/**
 * An entry as this device shows it: what the server said, and over it what waits here.
 */
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { applyChange, type Applied, type Who } from './apply.ts';
import type { Change } from './change.ts';
import { applyMoved, isMoved } from './moved.ts';

/**
 * A change that waits here, with who its author was; or one that follows from a change on another entry (`moved.ts`). Leave
 * out those that the server has refused.
 */
export interface Pending {
  readonly change: Change;
  readonly who: Who;
}

function applyPending(
  shown: Entry | undefined,
  change: Change,
  form: Form,
  who: Who,
): Applied | undefined {
  if (!isMoved(change)) return applyChange(shown, change, form, who, { force: true });
  return shown && applyMoved(shown, change, form, who);
}

/**
 * `server` is undefined where it has none yet; `pending` in the order they were made. What does not apply over the new
 * state is passed over: the server will say so, and then it is parked. `rev` stays the server's, 0 where it has none.
 * `form` is the entry's pinned version (for a new one, the version that its create names).
 */
export function predict(
  server: Entry | undefined,
  pending: readonly Pending[],
  form: Form,
): Entry | undefined {
  let shown = server;
  for (const { change, who } of pending) {
    const applied = applyPending(shown, change, form, who);
    if (applied && 'entry' in applied) shown = applied.entry;
  }
  return shown && { ...shown, rev: server?.rev ?? 0 };
}
