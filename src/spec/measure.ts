/**
 * What a procedure measures of its entries: numbers and rates of a period, as data.
 */
import * as z from 'zod/mini';
import { duration, expression, key, l10n } from './basics.ts';

/**
 * Expressions read the answers, and `entry` (see `record.ts`). `of` and `part` are true or false of an entry, or numbers.
 * The value is the sum of `of`; with `part`, the sum of `part` over the sum of `of` of the same entries. Unknown counts
 * nothing. Measures of several procedures with one id add up.
 */
export const measure = z.strictObject({
  id: key,
  label: l10n,
  /** The formula in words; printed under the number. */
  formula: l10n,
  of: expression,
  part: z.optional(expression),
  /** How `part` over `of` is told: a share (`rate`, the default), or so much each (`mean`), in `unit`. */
  as: z.optional(z.enum(['rate', 'mean'])),
  unit: z.optional(l10n),
  /** Which moment puts an entry into a period; where it is missing, its creation. Unknown: it is in none. */
  at: z.optional(expression),
  /** `entry.earlier`: how many entries with the same answers here were created within this time before. */
  alike: z.optional(
    z.strictObject({
      items: z.array(key).check(z.minLength(1), z.maxLength(6)),
      within: duration,
    }),
  ),
  /** Items to group by in place of the facets `assignee` (else who opened it), `dept` and `category`. */
  by: z.optional(
    z.strictObject({
      person: z.optional(key),
      dept: z.optional(key),
      category: z.optional(key),
    }),
  ),
  /** What it should reach, or stay under where less is better. Of a rate, 0–1. */
  target: z.optional(z.number()),
  better: z.optional(z.enum(['more', 'less'])),
  /** Stands first and largest. */
  headline: z.optional(z.literal(true)),
  /** The daily digest tells it. */
  daily: z.optional(z.literal(true)),
});
export type Measure = z.infer<typeof measure>;

/**
 * An entry is a statement of numbers as they were on a day, to be signed: which items hold the period, and the table with
 * its columns.
 */
export const statement = z.strictObject({
  from: key,
  to: key,
  table: key,
  columns: z.strictObject({ label: key, part: key, of: key, value: key, formula: key }),
});
export type Statement = z.infer<typeof statement>;
