/** A real server process with a set-up site, and changes for it from as many tablets as a big site has. */
import { createHmac, randomUUID } from 'node:crypto';
import { sessionText } from '../../../src/sync/change.ts';
import type { Author, Change } from '../../../src/sync/change.ts';
import type { EnrolReply, PushReply } from '../../../src/sync/protocol.ts';
import { Site } from '../../e2e/site.ts';
import { parcel } from '../../server/kit.ts';
import type { Call } from './load.ts';

interface Tablet {
  readonly id: string;
  readonly token: string;
  readonly author: Author;
  n: number;
}

export interface Ours {
  readonly site: Site;
  readonly port: number;
  next(): Call;
}

/** Tablets whose changes take turns, so that no device reaches its own limit. */
const tablets = 48;

export async function openOurs(env: NodeJS.ProcessEnv = {}): Promise<Ours> {
  // Each tablet comes from an address of its own, as behind a balancer.
  const site = await Site.open({ ...env, BEHIND_PROXY: '1' });
  const { hash } = await site.command('publish-procedure', { text: JSON.stringify(parcel()) });
  const clerk = await site.hire('clerk', '示例前台', ['frontdesk'], '222222');
  const key = await site.key(clerk);
  const all: Tablet[] = [];
  for (let number = 0; number < tablets; number++) {
    const reply = await fetch(`${site.url}/api/enrol`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `10.0.0.${number + 1}`,
      },
      body: JSON.stringify({
        code: await site.enrolCode('tablet', `平板${number}`),
        surface: 'tablet',
        name: `平板${number}`,
      }),
    });
    if (!reply.ok) throw new Error(`enrol: ${reply.status} ${await reply.text()}`);
    const { device, token } = (await reply.json()) as EnrolReply;
    const session = {
      staff: clerk.id,
      session: randomUUID(),
      from: new Date(Date.now() - 60_000).toISOString(),
      until: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const proof = createHmac('sha256', key)
      .update(sessionText(device.id, session))
      .digest('base64url');
    all.push({ id: device.id, token, author: { ...session, proof }, n: 0 });
  }
  let turn = 0;
  const next = (): Call => {
    const tablet = all[turn++ % all.length] as Tablet;
    const at = new Date().toISOString();
    const change: Change = {
      id: randomUUID(),
      entry: randomUUID(),
      procedure: `testparcel@${String(hash)}`,
      kind: 'create',
      base: 0,
      n: ++tablet.n,
      at,
      set: { name: '示例包裹'.repeat(10) },
      around: {
        now: at,
        zone: 'Asia/Shanghai',
        surface: 'tablet',
        site: { id: 's', name: '示例花园', settings: {} },
      },
      author: tablet.author,
      device: tablet.id,
      clock: { wall: 0, mono: 0, boot: 'b', offset: 0 },
    };
    return {
      path: '/api/sync/push',
      headers: { authorization: `Bearer ${tablet.token}` },
      body: JSON.stringify({
        protocol: 1,
        batch: randomUUID(),
        device: tablet.id,
        changes: [change],
      }),
    };
  };
  return { site, port: Number(new URL(site.url).port), next };
}

/** What keeps an answer from being a stored change. */
export function notApplied(status: number, body: string): string | undefined {
  if (status !== 200) return `${status} ${body}`;
  const [result] = (JSON.parse(body) as PushReply).results;
  return result?.outcome === 'applied' ? undefined : body;
}
