/**
 * How an entry relates to others and to the outside: hints, offers, passes, and what a customer should bring.
 */
import * as z from 'zod/mini';
import { duration, expression, key, l10n, role } from './basics.ts';

/** An entry that is opened from another, and what is filled in; expressions as in effects. */
const opening = { procedure: key, with: z.record(key, expression) };

/** A button on an entry that opens another, filled in and linked. */
export const offer = z.strictObject({
  id: key,
  label: l10n,
  ...opening,
  /** In these stages only. */
  at: z.optional(z.array(key).check(z.maxLength(40))),
  when: z.optional(expression),
  by: z.optional(z.array(role).check(z.maxLength(20))),
});

/**
 * What other entries say about this one: a standing instruction for the room, somebody on the watch list, the same thing
 * reported an hour ago, three like reports in one riser.
 */
export const hint = z.strictObject({
  id: key,
  /** Whose entries are looked at. */
  procedure: key,
  /** All must agree. An unanswered item agrees with nothing. */
  same: z
    .array(
      z.strictObject({
        mine: key,
        theirs: key,
        /** `last4`: the last four characters; `building`, `riser` (unit and door): of two rooms. */
        by: z.optional(z.enum(['equal', 'last4', 'building', 'riser'])),
      }),
    )
    .check(z.minLength(1), z.maxLength(6)),
  /** Made at most so long ago. */
  within: z.optional(duration),
  /** In these stages only; otherwise in any, but never void, nor past their `until` facet. */
  stages: z.optional(z.array(key).check(z.maxLength(40))),
  /** Must hold of this entry. */
  when: z.optional(expression),
  /** From so many on; default 1. */
  count: z.optional(z.number().check(z.int(), z.gte(1))),
  /** `{count}`, and `{items}` of the newest of them. */
  say: l10n,
  tone: z.optional(z.enum(['info', 'warn', 'bad'])),
  /** Shown to these roles only; never to visitors. */
  roles: z.optional(z.array(role).check(z.maxLength(20))),
  /** Asks whether it is the same thing, and links them. */
  link: z.optional(z.boolean()),
  /** Offers to open one entry for all of them; all are linked to it. */
  offer: z.optional(z.strictObject({ label: l10n, ...opening })),
});

/** What a customer should bring, do and know. Texts, no links. */
export const guide = z.strictObject({
  materials: z.optional(
    z.array(z.strictObject({ text: l10n, when: z.optional(l10n) })).check(z.maxLength(40)),
  ),
  steps: z.optional(z.array(l10n).check(z.maxLength(20))),
  fees: z.optional(l10n),
  limit: z.optional(l10n),
  notes: z.optional(z.array(l10n).check(z.maxLength(20))),
  forbidden: z.optional(z.array(l10n).check(z.maxLength(20))),
});

/**
 * An entry as a pass: a QR signed by the device that issued it, and a short code. Whoever verifies it records an entry of
 * `gate`, whose expressions read `pass` (see `around.ts`), and which may move this one by an effect.
 */
export const pass = z.strictObject({
  /** Stages in which it holds. */
  at: z.array(key).check(z.minLength(1), z.maxLength(10)),
  /** Items of a date or time: from when, until when it holds. */
  from: z.optional(key),
  until: key,
  /** Items told to who verifies it, in this order; short ones. */
  facts: z.array(key).check(z.maxLength(8)),
  /** A table whose rows are ticked one by one, and the columns that name a row. */
  rows: z.optional(
    z.strictObject({ table: key, columns: z.array(key).check(z.minLength(1), z.maxLength(4)) }),
  ),
  /** Good for one way out only; else as often as one likes until it ends. */
  once: z.optional(z.boolean()),
  gate: key,
});

/**
 * Whoever holds the link of an entry, and nobody else, may add entries of `procedure` from a phone of their own: a
 * resident who expects visitors. In the name of nobody, until `until` has passed.
 */
export const invites = z.strictObject({
  procedure: key,
  /** Stages in which the link holds. */
  at: z.array(key).check(z.minLength(1), z.maxLength(10)),
  /** A date or time. */
  until: key,
  /** Item of the new entry → item here: filled in and not asked, e.g. the room. */
  with: z.record(key, key),
});

export type Offer = z.infer<typeof offer>;
export type Hint = z.infer<typeof hint>;
export type Guide = z.infer<typeof guide>;
export type Pass = z.infer<typeof pass>;
export type Invites = z.infer<typeof invites>;
