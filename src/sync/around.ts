/**
 * Surroundings on the wire; the meaning is in `form/around.ts`.
 */
import * as z from 'zod/mini';
import { role, surface } from '../spec/basics.ts';

const short = z.string().check(z.maxLength(200));

const line = z.strictObject({
  id: short,
  number: short,
  title: z.string().check(z.maxLength(500)),
  procedure: short,
  room: short,
  stage: short,
  due: short,
  at: z.optional(short),
  by: z.optional(short),
  mine: z.optional(z.boolean()),
  values: z.optional(
    z.record(short, z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()])),
  ),
});

const serial = z.strictObject({
  id: short,
  title: short,
  first: short,
  last: short,
  used: z.number(),
  void: z.number(),
  missing: z.number(),
  gaps: short,
});

export const around = z.strictObject({
  now: short,
  zone: short,
  surface,
  user: z.optional(
    z.strictObject({ id: short, name: short, roles: z.array(role), dept: z.optional(short) }),
  ),
  site: z.strictObject({
    id: short,
    name: short,
    settings: z.record(
      short,
      z.union([z.string().check(z.maxLength(2000)), z.number(), z.boolean()]),
    ),
  }),
  shift: z.optional(z.strictObject({ id: short, date: short, start: short, end: short })),
  open: z.optional(z.array(line)),
  lists: z.optional(z.record(short, z.array(line))),
  happened: z.optional(z.array(line)),
  serials: z.optional(z.array(serial)),
  unsent: z.optional(z.number()),
  units: z.optional(
    z.array(z.strictObject({ id: short, building: short, unit: short, name: short })),
  ),
  pass: z.optional(
    z.strictObject({
      entry: short,
      number: short,
      code: short,
      title: short,
      until: short,
      facts: z.array(short).check(z.maxLength(8)),
      rows: z.array(z.strictObject({ id: short, text: short })).check(z.maxLength(200)),
    }),
  ),
});
