/**
 * A reply counts only if it is one: a hotel portal answers 200 too.
 */
import type { OutboxItem } from './ports.ts';
import { protocolVersion, pullReply, pushReply, receiptText } from './protocol.ts';
import type { PullReply, PullRequest, PushReply } from './protocol.ts';

/** undefined: not the reply to this batch. Results for some of the changes only are fine; results for others are not. */
export async function readPush(
  raw: unknown,
  batch: string,
  items: readonly OutboxItem[],
  verify: (text: string, signature: string) => Promise<boolean>,
): Promise<PushReply | undefined> {
  const parsed = pushReply.safeParse(raw);
  if (!parsed.success) return undefined;
  const reply = parsed.data;
  if (reply.protocol !== protocolVersion || reply.batch !== batch) return undefined;
  const open = new Map(items.map(({ id, hash }) => [id, hash]));
  for (const { id, hash } of reply.results) {
    if (open.get(id) !== hash) return undefined;
    open.delete(id);
  }
  return (await verify(receiptText(reply), reply.signature)) ? reply : undefined;
}

/** undefined: not the reply to these cursors, or one that leads nowhere. */
export function readPull(raw: unknown, asked: PullRequest['scopes']): PullReply | undefined {
  const parsed = pullReply.safeParse(raw);
  if (!parsed.success) return undefined;
  const reply = parsed.data;
  if (reply.protocol !== protocolVersion) return undefined;
  const open = new Map(asked.map((cursor) => [cursor.id, cursor]));
  for (const { id, epoch, reset, to, more } of reply.scopes) {
    const cursor = open.get(id);
    if (!cursor || (cursor.epoch !== epoch && reset !== true)) return undefined;
    const from = reset ? 0 : cursor.after;
    if (to < from || (more && to === from)) return undefined;
    open.delete(id);
  }
  return reply;
}
