/**
 * What people without an account ask the server: where something stands, whether somebody comes, and what the link of an
 * invitation is good for. Both ends import these schemas. Online only; nothing here tells of a person.
 */
import * as z from 'zod/mini';
import { l10n } from '../spec/basics.ts';

const id = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const tone = z.optional(z.enum(['wait', 'busy', 'good', 'bad']));
const json: z.ZodMiniType<import('../spec/json.ts').Json> = z.json() as never;

export const enquiryRequest = z.strictObject({
  /** A printed number, or the end of one: its last block, or the digits of that. */
  number: z.string().check(z.minLength(3), z.maxLength(80)),
  last4: z.string().check(z.regex(/^\d{4}$/)),
});
/** `not-found` whether there is no such number or the digits are another's. */
export const standing = z.object({
  entry: id,
  procedure: z.string(),
  number: z.string(),
  title: l10n,
  stage: l10n,
  tone,
  /** ISO instant: in this stage since then. */
  since: z.string(),
  /** What is done next, and by when (ISO instant) it should be. */
  next: z.optional(z.object({ label: l10n, due: z.string() })),
  /** Nothing more will happen. */
  done: z.boolean(),
});
export type Standing = z.infer<typeof standing>;

export const callRequest = z.strictObject({ entry: id });
export const callState = z.object({
  /** `waiting`: nobody has answered yet · `coming` · `closed` */
  state: z.enum(['waiting', 'coming', 'closed']),
  /** Calls made before this one that nobody has answered. */
  ahead: z.number(),
});
export type CallState = z.infer<typeof callState>;

export const linkRequest = z.strictObject({ entry: id });
export const linkReply = z.object({ url: z.string(), until: z.string() });
export type InviteLink = z.infer<typeof linkReply>;

const token = z.string().check(z.maxLength(120));
export const guestOpenRequest = z.strictObject({
  token,
  /** Entries that this phone has added, to hear how they stand. */
  ids: z.optional(z.array(id).check(z.maxLength(50))),
});
export const guestOpenReply = z.object({
  serverTime: z.number(),
  site: z.object({
    id: z.string(),
    name: z.string(),
    zone: z.string(),
    phone: z.optional(z.string()),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  /** As people say it: `1栋2单元0301`. */
  place: z.optional(l10n),
  /** ISO instant. */
  until: z.string(),
  hash: z.string(),
  procedure: z.unknown(),
  /** Answers that the invitation gives. */
  filled: z.record(z.string(), json),
  states: z.array(z.object({ id, stage: l10n, tone, done: z.boolean() })),
});
export const guestAddRequest = z.strictObject({
  token,
  /** Of the entry, chosen by the phone: sent again, it is added once. */
  id,
  /** Of the version that was filled in. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  answers: z.record(z.string().check(z.maxLength(120)), json),
});
export const guestAddReply = z.object({ id });
