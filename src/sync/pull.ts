/**
 * The server's half of a pull: pages of the scopes that the device asked for.
 */
import type { Source } from './ports.ts';
import { protocolVersion, type PullReply, type PullRequest, type ScopeName } from './protocol.ts';
import type { ScopePage } from './protocol.ts';

export interface PullDeps {
  /** What the device may pull of a scope; undefined: nothing (a kiosk has no `work`). */
  readonly source: (scope: ScopeName) => Promise<Source | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const mostItems = 500;

/** Scopes that the device may not have are left out of the reply. */
export async function pull(request: PullRequest, deps: PullDeps): Promise<PullReply> {
  const limit = Math.min(Math.max(1, Math.trunc(request.limit ?? mostItems)), mostItems);
  const scopes: ScopePage[] = [];
  for (const { id, epoch, after } of request.scopes) {
    const source = await deps.source(id);
    if (!source) continue;
    const reset = epoch !== source.epoch;
    const { items, to, more } = await source.read(reset ? 0 : after, limit);
    const page = { id, epoch: source.epoch, to, more, items: [...items] };
    scopes.push(reset ? { ...page, reset } : page);
  }
  return { protocol: protocolVersion, serverTime: deps.now(), scopes };
}
