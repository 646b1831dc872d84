/**
 * By when an entry is to leave its stage, and what follows when it has not.
 */
import * as z from 'zod/mini';
import { duration, expression, key, l10n, role } from './basics.ts';

export const deadline = z.strictObject({
  id: key,
  label: l10n,
  /** The first deadline whose `when` holds (or that has none) is the stage's. */
  when: z.optional(expression),
  within: z.optional(duration),
  /** Instead of `within`: a point in time, from an answer. */
  until: z.optional(expression),
  /** Counted from the entry's creation instead of from the stage's start. */
  from: z.optional(z.enum(['stage', 'created'])),
  calendar: z.optional(z.enum(['always', 'office'])),
  warn: z.optional(z.number().check(z.gt(0), z.lt(1))),
  escalate: z.optional(z.array(role).check(z.maxLength(20))),
  /**
   * Once it has passed: opens this, once for each time that was set. A desk does it on which somebody who may is signed in;
   * the id is derived, so that several open one. `with` as in effects.
   */
  opens: z.optional(z.strictObject({ procedure: key, with: z.record(key, expression) })),
});
