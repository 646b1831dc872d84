/**
 * Devices without a browser, for long runs against the real server process: they queue changes and send them in batches
 * until each is acknowledged.
 */
import { createHmac, randomUUID } from 'node:crypto';
import type { Surface } from '../../src/spec/procedure.ts';
import { sessionText, type Change } from '../../src/sync/change.ts';
import type { EnrolReply, PushReply, PushResult } from '../../src/sync/protocol.ts';
import { parcel } from '../server/kit.ts';
import type { Site, Staff } from '../e2e/site.ts';

export interface Client {
  readonly device: string;
  readonly token: string;
  n: number;
}

export interface Crew {
  readonly site: Site;
  readonly procedure: string;
  readonly clerk: Staff;
  readonly key: Buffer;
  readonly clients: readonly Client[];
}

/** A desk may make a code a second; for hundreds of devices that has to be waited for. */
async function codeFor(site: Site, surface: Surface, name: string): Promise<string> {
  for (;;) {
    try {
      return await site.enrolCode(surface, name);
    } catch (error) {
      if (!/ 429 /.test(String(error))) throw error;
      await pause(1000);
    }
  }
}

export async function crewOf(
  site: Site,
  count: number,
  surface: Surface = 'tablet',
): Promise<Crew> {
  const { hash } = await site.command('publish-procedure', { text: JSON.stringify(parcel()) });
  const clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '222222');
  const key = await site.key(clerk);
  const clients: Client[] = [];
  for (let at = 0; at < count; at++) {
    const name = `示例${at + 1}`;
    const reply = await fetch(`${site.url}/api/enrol`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // Tries to enrol are few per address: each device comes from its own, where the site is behind a proxy.
        'x-forwarded-for': `10.1.${at >> 8}.${at & 255}`,
      },
      body: JSON.stringify({ code: await codeFor(site, surface, name), surface, name }),
    });
    if (!reply.ok) throw new Error(`enrol: ${reply.status} ${await reply.text()}`);
    const { device, token } = (await reply.json()) as EnrolReply;
    clients.push({ device: device.id, token, n: 0 });
  }
  return { site, procedure: `testparcel@${String(hash)}`, clerk, key, clients };
}

/** The next change of this device: a parcel, or what `more` makes of it. */
export function nextChange(crew: Crew, client: Client, more: Partial<Change> = {}): Change {
  const now = Date.now();
  const at = new Date(now).toISOString();
  const session = {
    staff: crew.clerk.id,
    session: randomUUID(),
    from: new Date(now - 60_000).toISOString(),
    until: new Date(now + 3_600_000).toISOString(),
  };
  const proof = createHmac('sha256', crew.key)
    .update(sessionText(client.device, session))
    .digest('base64url');
  const n = ++client.n;
  return {
    id: randomUUID(),
    entry: randomUUID(),
    procedure: crew.procedure,
    kind: 'create',
    base: 0,
    n,
    at,
    set: { name: `示例${n}` },
    around: {
      now: at,
      zone: 'Asia/Shanghai',
      surface: 'tablet',
      site: { id: 's', name: '示例花园', settings: {} },
    },
    author: { ...session, proof },
    device: client.device,
    clock: { wall: now, mono: 0, boot: 'b', offset: 0 },
    ...more,
  };
}

export interface Answer {
  /** 0: none at all. */
  readonly status: number;
  readonly retryAfter: number;
  readonly results: readonly PushResult[];
}

export async function send(
  { site }: Crew,
  { device, token }: Client,
  changes: readonly Change[],
): Promise<Answer> {
  try {
    const reply = await fetch(`${site.url}/api/sync/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ protocol: 1, batch: randomUUID(), device, changes }),
      signal: AbortSignal.timeout(20_000),
    });
    const retryAfter = Number(reply.headers.get('retry-after') ?? 0);
    const body = reply.ok ? ((await reply.json()) as PushReply) : undefined;
    return { status: reply.status, retryAfter, results: body?.results ?? [] };
  } catch {
    return { status: 0, retryAfter: 0, results: [] };
  }
}

/** Ids of the entries that the server holds, and how often each was changed. */
export async function entriesOf({ site }: Crew): Promise<Map<string, number>> {
  const revs = new Map<string, number>();
  for (let [after, epoch, more] = [0, 0, true]; more;) {
    const reply = (await site.asDesk('/api/sync/pull', {
      protocol: 1,
      device: site.desk,
      scopes: [{ id: 'work', epoch, after }],
      limit: 500,
    })) as {
      scopes: {
        epoch: number;
        to: number;
        more: boolean;
        items: { kind: string; id: string; doc?: { rev: number } }[];
      }[];
    };
    const [page] = reply.scopes;
    if (!page) throw new Error('the server gave no page');
    for (const { kind, id, doc } of page.items) if (kind === 'entry') revs.set(id, doc?.rev ?? 0);
    ({ epoch, to: after, more } = page);
  }
  return revs;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
