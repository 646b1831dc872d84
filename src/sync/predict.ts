/**
 * An entry as this device shows it: what the server said, and over it what waits here.
 */
import type { Form } from '../form/compile.ts';
import type { Entry } from '../form/entry.ts';
import { applyChange, type Who } from './apply.ts';
import type { Change } from './change.ts';

/** A change that waits here, with who its author was. Leave out those that the server has refused. */
export interface Pending {
  readonly change: Change;
  readonly who: Who;
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
    const applied = applyChange(shown, change, form, who, { force: true });
    if ('entry' in applied) shown = applied.entry;
  }
  return shown && { ...shown, rev: server?.rev ?? 0 };
}
