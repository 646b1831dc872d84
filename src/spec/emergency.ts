/**
 * An entry as an emergency: opened with one touch by whoever stands there, led one action at a time, told as a timeline.
 */
import * as z from 'zod/mini';
import { duration, key, l10n } from './basics.ts';

export const level = z.enum(['A', 'B', 'C']);

/** Whom to call: a number that is the same everywhere, or a setting of the site that holds one. */
const contact = z.strictObject({
  id: key,
  label: l10n,
  phone: z.optional(z.string().check(z.regex(/^[0-9+-]{3,20}$/))),
  setting: z.optional(key),
});

const step = z.strictObject({
  id: key,
  /** What to do, as one says it. */
  do: l10n,
  /** Words to say to people. */
  say: z.optional(l10n),
  /** A number to tap. */
  contact: z.optional(key),
  /** To be done again and again: soothing somebody who is trapped. */
  every: z.optional(duration),
});

const playbook = z.strictObject({
  /** Value of the item `kind`. */
  kind: z.string().check(z.maxLength(48)),
  icon: z.string(),
  steps: z.array(step).check(z.minLength(1), z.maxLength(30)),
  /** What a kiosk shows to whoever is in the lobby. */
  public: z.strictObject({ title: l10n, say: z.array(l10n).check(z.minLength(1), z.maxLength(4)) }),
});

/**
 * Who may open such an entry, and add to it, needs not be signed in: the device does it (`sync/permit.ts`). Columns have
 * fixed names, so that a timeline can be written by touch:
 *
 * | table | columns |
 * | --- | --- |
 * | `lines` (`append`) | `at` dt, `what` long, `step` text, `by` person |
 * | `reports` | `rung` text, `to` text, `at` dt, `ack` dt, `order` text |
 * | `people` | `name` text, `room` room, `state` one (`safe`, `missing`, `gone`), `at` dt |
 */
export const emergency = z.strictObject({
  /** `one`: what has happened. */
  kind: key,
  /** `one` with A, B, C. */
  level: key,
  /** `bool`: a drill. */
  drill: key,
  place: key,
  lines: key,
  reports: key,
  people: key,
  /** Stages in which it is going on. */
  active: z.array(key).check(z.minLength(1), z.maxLength(10)),
  /** Asked in this order; the first yes gives the level, and no to all of them C. */
  severity: z.array(z.strictObject({ id: key, ask: l10n, level })).check(z.maxLength(5)),
  contacts: z.array(contact).check(z.maxLength(20)),
  /** Who is told, how long after the beginning, and how long they have to acknowledge. */
  ladder: z
    .array(
      z.strictObject({
        id: key,
        to: l10n,
        contact: z.optional(key),
        after: duration,
        ack: duration,
        levels: z.optional(z.array(level)),
      }),
    )
    .check(z.maxLength(10)),
  /** Whose entries in these stages are people in the house. */
  inside: z
    .array(z.strictObject({ procedure: key, stages: z.array(key).check(z.minLength(1)) }))
    .check(z.maxLength(10)),
  playbooks: z.array(playbook).check(z.minLength(1), z.maxLength(40)),
});

export type Emergency = z.infer<typeof emergency>;
export type Playbook = z.infer<typeof playbook>;
