/**
 * The smallest thing that syncs: who, on which device, based on which revision, set what. Its bytes are frozen when it
 * is written; a later edit is a new change.
 */
import * as z from 'zod/mini';
import { around } from './around.ts';

const id = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/));
const json: z.ZodMiniType<import('../spec/json.ts').Json> = z.json() as never;
const path = z
  .string()
  .check(
    z.regex(
      /^[a-z][A-Za-z0-9]{0,47}(\/[A-Za-z0-9-]{1,64}(\/[a-z][A-Za-z0-9]{0,47})?)?(\.(note|photo|measure|fixed))?$/,
    ),
  );
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A staff member at work on a device: made at PIN sign-in, offline too; the server checks `proof` with the PIN key. */
export const author = z.strictObject({
  staff: z.string().check(z.minLength(1), z.maxLength(64)),
  session: id,
  from: instant,
  until: instant,
  /** HMAC-SHA256 by the PIN key over `sessionText`, base64url. */
  proof: z.string().check(z.maxLength(64)),
});
export type Author = z.infer<typeof author>;

export function sessionText(device: string, author: Omit<Author, 'proof'>): string {
  return ['session', device, author.staff, author.session, author.from, author.until].join('\n');
}

/** Device time as it was, so that true time stands up in a dispute. Milliseconds. */
export const clock = z.strictObject({
  wall: z.number(),
  /** Monotonic since `boot`. */
  mono: z.number(),
  boot: z.string().check(z.maxLength(64)),
  /** Server minus device, as last learned. */
  offset: z.number(),
});

export const change = z.strictObject({
  id,
  entry: id,
  /** `visitor@<hash>`: the version this change was made with. */
  procedure: z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,47}@[0-9a-f]{64}$/)),
  kind: z.enum(['create', 'patch', 'move', 'tick', 'note', 'void', 'link']),
  /** Server revision of the entry that the author saw; 0: none yet. */
  base: z.number().check(z.int(), z.gte(0)),
  /** The change of the same device on the same entry that this one follows, if not yet acknowledged then. */
  after: z.optional(id),
  /** Running number on this device: a gap means lost storage. */
  n: z.number().check(z.int(), z.gte(1)),
  /** Server-corrected instant of authorship. */
  at: instant,
  set: z.optional(z.record(path, json)),
  /** Values that `set` replaces, as the author saw them (missing: empty). */
  was: z.optional(z.record(path, json)),
  /** For create: the first stage; for move: the target. */
  stage: z.optional(z.string().check(z.maxLength(48))),
  number: z.optional(z.string().check(z.maxLength(80))),
  text: z.optional(z.string().check(z.maxLength(4000))),
  link: z.optional(z.strictObject({ entry: id, why: z.string().check(z.maxLength(200)) })),
  /** Ids of conflicting changes that this patch settles. */
  settles: z.optional(z.array(id)),
  /** Why this entry was opened by another, e.g. `fail:lamp`; its `parent` is that entry. */
  cause: z.optional(z.string().check(z.maxLength(80))),
  parent: z.optional(id),
  around: z.optional(around),
  author: z.nullable(author),
  device: z.string().check(z.maxLength(64)),
  clock,
  /** SHA-256 of attachments that `set` names. */
  blobs: z.optional(z.array(hash)),
});
export type Change = z.infer<typeof change>;

/** A change sealed by a kiosk to the site's key (HPKE base mode); `id` and `n` are repeated in the clear and bound as AAD. */
export const sealedChange = z.strictObject({
  id,
  n: z.number().check(z.int(), z.gte(1)),
  sealed: z.strictObject({
    suite: z.literal('p256-sha256-aes256gcm'),
    key: z.string().check(z.maxLength(64)),
    enc: z.string().check(z.maxLength(200)),
    text: z.string(),
  }),
});
export type SealedChange = z.infer<typeof sealedChange>;
