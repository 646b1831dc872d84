/**
 * The server's half of a push: each change in a ledger transaction of its own, whatever becomes of the others.
 */
import { canonicalJson, hashOf } from '../spec/json.ts';
import type { Problem } from '../spec/problem.ts';
import type { Who } from './apply.ts';
import { change as changeSchema, sealedChange } from './change.ts';
import type { Author, Change, SealedChange } from './change.ts';
import { LedgerWork, plain } from './ledger-work.ts';
import { isMoved } from './moved.ts';
import type { Ledger, Write } from './ports.ts';
import { protocolVersion, receiptText } from './protocol.ts';
import type { PushEnvelope, PushReply, PushResult } from './protocol.ts';
import type { Clock } from './true-time.ts';

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** What only the server knows. An exception of any of these makes the change `later`. Called outside of transactions. */
export interface HubDeps {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly unseal: (sealed: SealedChange, device: string) => Promise<Answer<unknown>>;
  /** Who the author was at `at` (ISO), if that may still count now; null is the visitor at a kiosk. */
  readonly whoIs: (author: Author | null, device: string, at: string) => Promise<Answer<Who>>;
  /** What else only the server can check, e.g. the proofs of signatures. Empty: nothing against it. */
  readonly examine?: (change: Change, who: Who) => Promise<readonly Problem[]>;
  /** Base64url Ed25519 signature of a `receiptText`. */
  readonly sign: (text: string) => Promise<string>;
  /** A change made the code throw, which is a bug; `change` is its id, or the entry's for held ones. */
  readonly onBug?: (change: string, error: unknown) => void;
  /** Milliseconds after which the rest of a batch is answered `later`; default 10 000. */
  readonly budget?: number;
}

/** `device` is the one that the request proved to come from. */
export async function push(
  ledger: Ledger,
  site: string,
  device: string,
  request: PushEnvelope,
  deps: HubDeps,
): Promise<PushReply> {
  const until = deps.now() + (deps.budget ?? 10_000);
  const results: PushResult[] = [];
  for (const raw of request.changes) {
    const hash = hashOf(canonicalJson(raw));
    const id = idOf(raw);
    const later: PushResult = { id, hash, outcome: 'later', seq: 0 };
    try {
      const looked = deps.now() <= until;
      results.push(
        looked
          ? await receive(ledger, site, device, { raw, id, hash, clock: request.clock }, deps)
          : later,
      );
    } catch (error) {
      deps.onBug?.(id, error);
      results.push(later);
    }
  }
  const { batch } = request;
  const signature = await deps.sign(receiptText({ batch, results }));
  return { protocol: protocolVersion, batch, serverTime: deps.now(), results, signature };
}

/**
 * Looks again at what is held since before an instant (ISO): after a procedure was published, and now and then. With
 * `force` it is applied without what it follows, which its log line then says (for what is held for five days). Returns
 * the number of entries looked at.
 */
export async function retryHeld(
  ledger: Ledger,
  site: string,
  options: { readonly before: string; readonly force: boolean },
  deps: Pick<HubDeps, 'now' | 'onBug'>,
): Promise<number> {
  let looked = 0;
  for (let after = ''; ;) {
    const entries = await ledger.heldSince(site, options.before, after, 100);
    for (const entry of entries)
      try {
        await ledger.transaction(site, async (tx) => {
          const work = new LedgerWork(tx, deps.now());
          await work.release(entry, options.force);
          if (work.writes.length > 0) await tx.commit(work.writes);
        });
      } catch (error) {
        deps.onBug?.(entry, error);
      }
    looked += entries.length;
    const last = entries.at(-1);
    if (last === undefined) return looked;
    after = last;
  }
}

interface Sent {
  readonly raw: unknown;
  readonly id: string;
  readonly hash: string;
  /** The device's as it sent this. */
  readonly clock: Clock | undefined;
}

async function receive(
  ledger: Ledger,
  site: string,
  device: string,
  { raw, id, hash, clock }: Sent,
  deps: HubDeps,
): Promise<PushResult> {
  const rejected = (...problems: readonly Problem[]): PushResult => ({
    id,
    hash,
    outcome: 'rejected',
    seq: 0,
    problems: problems.map(plain),
  });
  const read = await readChange(raw, device, deps);
  if (!read.ok) return rejected(read.problem);
  const { change, sealed } = read.value;
  // Both before the transaction, so that it holds nothing while they ask elsewhere; what was seen before counts first.
  const who = await deps.whoIs(change.author, device, change.at);
  const against = who.ok ? ((await deps.examine?.(change, who.value)) ?? []) : [who.problem];
  const sent: Write['sent'] = { hash, ...(sealed && { sealed }) };

  return ledger.transaction(site, async (tx) => {
    const seen = await tx.seen(change.id);
    if (seen)
      return seen.hash === hash
        ? again(seen.result)
        : rejected({ code: 'change-reused', path: '' });
    if (!who.ok || against.length > 0) {
      const result = rejected(...against);
      await tx.commit([{ change, sent, result, entries: [] }]);
      return result;
    }
    const work = new LedgerWork(tx, deps.now());
    await work.receive({ change, sent, who: who.value }, clock);
    const [seq = 0] = await tx.commit(work.writes);
    const [write] = work.writes;
    if (!write) throw new Error('a change was received without a result');
    return { ...write.result, seq };
  });
}

/** The stored result, said once more. Only what is settled is a duplicate: what is held or refused stays so. */
function again(result: PushResult): PushResult {
  const stays = result.outcome === 'held' || result.outcome === 'rejected';
  return stays ? result : { ...result, outcome: 'duplicate' };
}

interface Read {
  readonly change: Change;
  readonly sealed?: SealedChange;
}

async function readChange(raw: unknown, device: string, deps: HubDeps): Promise<Answer<Read>> {
  const no = (code: string, path = ''): Answer<Read> => ({ ok: false, problem: { code, path } });
  let open = raw;
  let sealed: SealedChange | undefined;
  if (typeof raw === 'object' && raw !== null && 'sealed' in raw) {
    const parsed = sealedChange.safeParse(raw);
    if (!parsed.success) return no('malformed', pathOf(parsed.error));
    sealed = parsed.data;
    const unsealed = await deps.unseal(sealed, device);
    if (!unsealed.ok) return unsealed;
    open = unsealed.value;
  }
  const parsed = changeSchema.safeParse(open);
  if (!parsed.success) return no('malformed', pathOf(parsed.error));
  const change = parsed.data;
  if (sealed && (sealed.id !== change.id || sealed.n !== change.n)) return no('wrong-seal');
  if (change.device !== device) return no('wrong-device');
  if (isMoved(change)) return no('malformed', 'cause');
  if (Number.isNaN(Date.parse(change.at))) return no('malformed', 'at');
  return { ok: true, value: { change, ...(sealed && { sealed }) } };
}

function pathOf(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}

function idOf(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string'
    ? raw.id
    : '';
}
