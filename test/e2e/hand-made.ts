/**
 * Changes made by hand and sent from the set-up desk, as a tampered device could: nothing of the client is in between.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { signatureText } from '../../src/form/answers.ts';
import type { Signature } from '../../src/form/answers.ts';
import type { Change } from '../../src/sync/change.ts';
import type { PushReply } from '../../src/sync/protocol.ts';
import type { Site, Staff } from './site.ts';

type Made = Pick<Change, 'kind' | 'set'> & Partial<Change>;

interface Published {
  readonly hash: string;
  readonly current: boolean;
  readonly procedure: { readonly id: string };
}

let n = 0;

/** What a desk with this person at it would send; `procedure` is its id. */
export async function change(
  site: Site,
  person: Staff,
  procedure: string,
  made: Made,
): Promise<Change> {
  const at = new Date().toISOString();
  return {
    id: randomUUID(),
    entry: randomUUID(),
    procedure: `${procedure}@${await versionOf(site, procedure)}`,
    base: 0,
    n: ++n,
    at,
    around: {
      now: at,
      zone: 'Asia/Shanghai',
      surface: 'desk',
      site: { id: 's', name: '示例花园', settings: {} },
    },
    author: await site.author(person, site.desk),
    device: site.desk,
    clock: { wall: Date.now(), mono: 0, boot: 'b', offset: 0 },
    ...made,
  };
}

export async function push(site: Site, made: Change): Promise<PushReply['results'][number]> {
  const body = { protocol: 1, batch: randomUUID(), device: site.desk, changes: [made] };
  const reply = (await site.asDesk('/api/sync/push', body)) as PushReply;
  const [result] = reply.results;
  if (!result) throw new Error('no result');
  return result;
}

/** A signature with the right proof for this place. */
export async function signature(
  site: Site,
  staff: Staff,
  entry: string,
  path: string,
): Promise<Signature> {
  const { id, name } = staff;
  const at = new Date().toISOString();
  const proof = createHmac('sha256', await site.key(staff))
    .update(signatureText(entry, path, { by: id, at }))
    .digest('base64url');
  return { by: id, name, at, method: 'typed', proof };
}

/** Content hash of the current version. */
async function versionOf(site: Site, procedure: string): Promise<string> {
  const reply = (await site.asDesk('/api/sync/pull', {
    protocol: 1,
    device: site.desk,
    scopes: [{ id: 'public', epoch: 0, after: 0 }],
    limit: 500,
  })) as { scopes: { items: { doc?: unknown }[] }[] };
  const found = reply.scopes
    .flatMap(({ items }) => items)
    .map(({ doc }) => doc as Published | undefined)
    .find((doc) => doc?.current === true && doc.procedure.id === procedure);
  if (!found) throw new Error(`no procedure ${procedure}`);
  return found.hash;
}
