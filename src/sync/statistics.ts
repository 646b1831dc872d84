/**
 * Numbers of a time that a device does not hold any more: the server counts them over everything it has, with the same
 * code. Both ends import these schemas.
 */
import * as z from 'zod/mini';
import { groupings } from '../form/tally.ts';

const instant = z.iso.datetime();
export const statisticsRequest = z.strictObject({
  from: instant,
  to: instant,
  by: z.enum(groupings),
  /** Also the entries behind one measure; of one group where `group` is given. */
  rows: z.optional(
    z.strictObject({
      measure: z.string().check(z.maxLength(48)),
      group: z.optional(z.string().check(z.maxLength(100))),
    }),
  ),
});
export type StatisticsRequest = z.infer<typeof statisticsRequest>;

const sum = z.object({ of: z.number(), part: z.number() });
export const statisticsReply = z.object({
  /** Entries that were read. */
  entries: z.number(),
  measures: z.array(z.object({ id: z.string(), total: sum, groups: z.record(z.string(), sum) })),
  /** The newest ones, as many as may be sent at once; `more` are left out. */
  rows: z.optional(z.array(z.object({ entry: z.unknown(), of: z.number(), part: z.number() }))),
  more: z.optional(z.number()),
});
export type StatisticsReply = z.infer<typeof statisticsReply>;
