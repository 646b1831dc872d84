/**
 * What comes round with a shift: scheduled entries, what stands pinned, and what is read when a procedure has changed.
 */
import * as z from 'zod/mini';
import { duration, key } from './basics.ts';

/** One entry for each shift, day, week or month of the site, with a derived id; otherwise opened by hand. */
export const schedule = z.strictObject({
  each: z.enum(['shift', 'day', 'week', 'month']),
  /** Of a day: begun at these times, an entry each (`08:30`). */
  times: z.optional(
    z
      .array(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)))
      .check(z.minLength(1), z.maxLength(24)),
  ),
  /** Of a week the day (1 is Monday), of a month the date from which it is due. */
  on: z.optional(z.number().check(z.int(), z.gte(1), z.lte(28))),
  /**
   * How long after that it may be done; then it is missed, and supervisors see it. Default: until the next one. Of a
   * shift, how long it usually takes: outside that it is late, and missed when the shift is over.
   */
  within: z.optional(duration),
  /** Of a shift: whether `within` is counted from its start (default) or up to its end. */
  at: z.optional(z.enum(['start', 'end'])),
});

/** An entry says that somebody has read what changed in a procedure: its items for whose id and title, which version, and who. */
export const acknowledges = z.strictObject({ procedure: key, title: key, version: key, by: key });

/**
 * A picture to compare with: `item` of the latest entry of `procedure` before this one, on the line of `table` with the
 * same id; without `procedure`, of the entry that the line is of.
 */
export const beside = z.strictObject({
  procedure: z.optional(key),
  table: z.optional(key),
  item: key,
});

const onDuty = { person: key, name: key, phone: key };
/** An entry says who is on duty; `instead`, where it is answered, who stands in. */
export const roster = z.strictObject({
  day: key,
  shift: key,
  dept: key,
  ...onDuty,
  instead: z.optional(z.strictObject(onDuty)),
  /** Stages in which nobody is. */
  absent: z.optional(z.array(key).check(z.maxLength(10))),
});

export type Roster = z.infer<typeof roster>;
export type Acknowledges = z.infer<typeof acknowledges>;
export type Beside = z.infer<typeof beside>;
