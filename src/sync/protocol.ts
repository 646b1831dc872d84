/**
 * The wire: what device and server say to one another. Both ends import these schemas.
 */
import * as z from 'zod/mini';
import { change, clock, sealedChange } from './change.ts';

/** To be raised when an older end would misread what a newer one says; the server goes on reading the two before it. */
export const protocolVersion = 1;
/** Of the schemas, so that none changes unnoticed: `test/sync/version.node.test.ts` says what to do. */
export const protocolHash = 'cf219a0e459cb22debca78cc79b4e3b6fbd6b2f8dd6c11563b73c98c6952d6ea';

const problem = z.strictObject({
  code: z.string(),
  path: z.string(),
  params: z.optional(z.record(z.string(), z.unknown())),
  level: z.optional(z.enum(['error', 'warn'])),
});

export const pushRequest = z.strictObject({
  protocol: z.number(),
  batch: z.string(),
  device: z.string(),
  /** The device's clock as this is sent, so that a wrong one can be seen through. */
  clock: z.optional(clock),
  changes: z.array(z.union([change, sealedChange])).check(z.maxLength(500)),
});

/** What the server reads first: each change is then read by itself, so that one bad change stops no other. */
export const pushEnvelope = z.strictObject({
  ...pushRequest.shape,
  changes: z.array(z.unknown()).check(z.maxLength(500)),
});
export type PushEnvelope = z.infer<typeof pushEnvelope>;

/**
 * - `applied`, `merged` (others had set other paths), `duplicate` (already here, same bytes)
 * - `conflict`: stored; some paths wait for a person
 * - `held`: an earlier change of the entry has not arrived; stored, will be applied
 * - `rejected`: never applied; `problems` say why; kept visibly on the device
 * - `later`: not looked at; send again
 */
export const outcome = z.enum([
  'applied',
  'merged',
  'duplicate',
  'conflict',
  'held',
  'rejected',
  'later',
]);

export const pushResult = z.strictObject({
  id: z.string(),
  /** SHA-256 of the canonical JSON of what was sent: the receipt is for these bytes only. */
  hash: z.string(),
  outcome,
  /** Feed sequence of what it wrote; 0 where nothing was written. */
  seq: z.number(),
  rev: z.optional(z.number()),
  problems: z.optional(z.array(problem)),
});

export const pushReply = z.strictObject({
  protocol: z.number(),
  batch: z.string(),
  /** Milliseconds since 1970. */
  serverTime: z.number(),
  results: z.array(pushResult),
  /** Ed25519 by the server's key over `receiptText`, base64url; pinned at enrolment. */
  signature: z.string(),
});

/** What a reply's signature covers. */
export function receiptText(reply: { batch: string; results: readonly PushResult[] }): string {
  return [reply.batch, ...reply.results.map((r) => `${r.id} ${r.hash} ${r.outcome} ${r.seq}`)].join(
    '\n',
  );
}

/** `public`: procedures and the site's public content. `work`: staff, entries of the role's window. */
export const scopeName = z.enum(['public', 'work']);

export const pullRequest = z.strictObject({
  protocol: z.number(),
  device: z.string(),
  scopes: z.array(z.strictObject({ id: scopeName, epoch: z.number(), after: z.number() })),
  limit: z.optional(z.number()),
});

export const documentKind = z.enum(['procedure', 'site', 'staff', 'entry', 'device']);
/** A document as of a sequence; kinds this version does not know are kept whole and replayed after an upgrade. */
export const feedItem = z.strictObject({
  seq: z.number(),
  kind: z.string(),
  id: z.string(),
  doc: z.optional(z.unknown()),
  gone: z.optional(z.enum(['void', 'scope', 'retention'])),
});

export const scopePage = z.strictObject({
  id: scopeName,
  epoch: z.number(),
  /** The device's epoch was old: clean rows go, outbox and dirty rows stay, and this page starts from nothing. */
  reset: z.optional(z.boolean()),
  /** Cursor after this page. */
  to: z.number(),
  more: z.boolean(),
  items: z.array(feedItem),
});

export const pullReply = z.strictObject({
  protocol: z.number(),
  serverTime: z.number(),
  scopes: z.array(scopePage),
});

/** Server-sent hint: something is new in this scope. Never data. */
export const poke = z.strictObject({ scope: scopeName, seq: z.number() });

export const enrolRequest = z.strictObject({
  code: z.string().check(z.maxLength(200)),
  surface: z.enum(['kiosk', 'tablet', 'desk']),
  name: z.string().check(z.minLength(1), z.maxLength(60)),
});
export const enrolReply = z.strictObject({
  device: z.strictObject({
    id: z.string(),
    /** Unique in the site, part of printed numbers: `K1`, `T2`. */
    code: z.string(),
    name: z.string(),
    surface: z.enum(['kiosk', 'tablet', 'desk']),
  }),
  token: z.string(),
  site: z.strictObject({ id: z.string(), company: z.string(), name: z.string() }),
  keys: z.strictObject({
    /** Ed25519 public key of receipts, raw base64url. */
    receipts: z.string(),
    /** P-256 public key that kiosks seal to, raw base64url, and its id. */
    seal: z.strictObject({ id: z.string(), key: z.string() }),
  }),
  serverTime: z.number(),
});

/** A desk or tablet asks for the certificate of the key that it signs passes with: raw Ed25519, base64url. */
export const certifyRequest = z.strictObject({
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});
/** base64url throughout. */
export const certifyReply = z.object({
  /** See `pass-certificate.ts`. */
  certificate: z.string(),
  /** The site's raw Ed25519 key, which vouches for its devices. */
  site: z.string(),
  /** HMAC key of short codes. */
  secret: z.string(),
});

/** The answer to any request that could not be served: expected trouble, worded by the client. */
export const refusal = z.strictObject({ problem });

export type PushRequest = z.infer<typeof pushRequest>;
export type PushResult = z.infer<typeof pushResult>;
export type PushReply = z.infer<typeof pushReply>;
export type PullRequest = z.infer<typeof pullRequest>;
export type PullReply = z.infer<typeof pullReply>;
export type ScopePage = z.infer<typeof scopePage>;
export type ScopeName = z.infer<typeof scopeName>;
export type FeedItem = z.infer<typeof feedItem>;
export type Outcome = z.infer<typeof outcome>;
export type Poke = z.infer<typeof poke>;
export type EnrolRequest = z.infer<typeof enrolRequest>;
export type EnrolReply = z.infer<typeof enrolReply>;
export type CertifyReply = z.infer<typeof certifyReply>;
