/**
 * Push, pull and hints.
 */
import { push } from '../../sync/hub.ts';
import type { HubDeps } from '../../sync/hub.ts';
import { pull } from '../../sync/pull.ts';
import type { SealedChange } from '../../sync/change.ts';
import {
  protocolVersion,
  pullReply,
  pullRequest,
  pushEnvelope,
  pushReply,
} from '../../sync/protocol.ts';
import type { PushEnvelope, PushReply } from '../../sync/protocol.ts';
import type { Deps } from '../deps.ts';
import { mostInflated } from '../http/body.ts';
import { later, refusal } from '../http/refuse.ts';
import { errorFields } from '../log.ts';
import { examine, whoIs } from '../people.ts';
import { counter, newEpoch } from '../sql/feed.ts';
import { sqlLedger } from '../sql/ledger.ts';
import { scopesOf, sourcesFor } from '../sql/source.ts';
import { forDevices, json } from './route.ts';
import type { Asker } from './route.ts';

/** A version before is served for two more. */
const oldest = protocolVersion - 2;

/** What cannot be spoken with: an app too old has to be updated, one that is newer waits for the server to be. */
function otherProtocol(protocol: number): Response | undefined {
  if (protocol > protocolVersion) return later('not-yet', 60);
  return protocol < oldest || !Number.isInteger(protocol)
    ? refusal('upgrade-needed', 'protocol')
    : undefined;
}

/** A kiosk may have been cut off for a day; but nobody types more than this for long. */
const kioskChanges = { burst: 300, perSecond: 30 / 600 };
const deviceRequests = { burst: 600, perSecond: 10 };

async function unseal(
  deps: Deps,
  { id, n, sealed }: SealedChange,
  device: string,
): ReturnType<HubDeps['unseal']> {
  if (sealed.key !== deps.keys.seal.id)
    return { ok: false, problem: { code: 'wrong-seal', path: 'sealed.key' } };
  const [enc, text] = [sealed.enc, sealed.text].map((each) => Buffer.from(each, 'base64url'));
  const plain = enc && text && (await deps.keys.open(enc, text, `${id}|${n}|${device}`));
  try {
    if (plain)
      return { ok: true, value: JSON.parse(Buffer.from(plain).toString('utf8')) as unknown };
  } catch {
    // Sealed by somebody else's program: told as what it is.
  }
  return { ok: false, problem: { code: 'wrong-seal', path: 'sealed' } };
}

export function hubDeps(deps: Deps, { place, device }: Asker): HubDeps {
  const checked = { database: deps.database, place, device };
  return {
    now: deps.now,
    unseal: (sealed, from) => unseal(deps, sealed, from),
    whoIs: (author, _device, at) => whoIs(author, Date.parse(at), { ...checked, now: deps.now() }),
    examine: (change) => examine(change, { ...checked, now: deps.now() }),
    sign: (text) => Promise.resolve(deps.keys.signText(text)),
    onBug: (change, error) =>
      deps.log('change-failed', { site: place.site, change, ...errorFields(error) }),
  };
}

/** What a push says of the device: its clock, and how long the oldest of what it sent had waited. */
function measurePush(
  { metrics, now }: Deps,
  { place, device }: Asker,
  body: PushEnvelope,
  reply: PushReply,
): void {
  const labels = { site: place.site, device: device.id };
  for (const { outcome } of reply.results)
    metrics.add('qiantai_changes_total', { site: place.site, outcome });
  if (body.clock)
    metrics.set(
      'qiantai_device_clock_offset_seconds',
      labels,
      Math.round((now() - body.clock.wall) / 1000),
    );
  // Those of a kiosk are sealed and say nothing here.
  const times = body.changes.flatMap((change) => {
    const at = typeof change === 'object' && change !== null && 'at' in change ? change.at : '';
    const time = Date.parse(String(at));
    return Number.isNaN(time) ? [] : [time];
  });
  if (times.length > 0)
    metrics.set(
      'qiantai_device_oldest_change_seconds',
      labels,
      Math.round((now() - Math.min(...times)) / 1000),
    );
}

export const pushing = forDevices({
  method: 'POST',
  path: '/api/sync/push',
  about: 'Takes changes, each by itself, and answers with a signed receipt for each.',
  access: 'uploader',
  request: pushEnvelope,
  limit: mostInflated,
  reply: pushReply,
  handle: async ({ deps }, body, asker) => {
    const { place, device } = asker;
    const other = otherProtocol(body.protocol);
    if (other) return other;
    if (body.device !== device.id) return refusal('wrong-device', 'device');
    const wait =
      device.surface === 'kiosk'
        ? deps.limiter.take(`changes ${device.id}`, kioskChanges, body.changes.length)
        : deps.limiter.take(`requests ${device.id}`, deviceRequests);
    if (wait > 0) return later('too-many', wait);
    const ledger = sqlLedger({ ...deps, place });
    const reply = await push(ledger, place.site, device.id, body, hubDeps(deps, asker));
    measurePush(deps, asker, body, reply);
    const failed = reply.results.filter(({ outcome }) => outcome === 'rejected').length;
    deps.log('pushed', {
      site: place.site,
      device: device.id,
      changes: reply.results.length,
      failed,
    });
    return json(reply);
  },
});

export const pulling = forDevices({
  method: 'POST',
  path: '/api/sync/pull',
  about: 'Documents that changed after the cursors. A kiosk has the public scope only.',
  request: pullRequest,
  reply: pullReply,
  handle: async ({ deps }, body, { place, device }) => {
    const other = otherProtocol(body.protocol);
    if (other) return other;
    if (body.device !== device.id) return refusal('wrong-device', 'device');
    const wait = deps.limiter.take(`requests ${device.id}`, deviceRequests);
    if (wait > 0) return later('too-many', wait);
    await deps.database.inSite(place, async (tx) => {
      const { seq, epoch } = await counter(tx, place);
      // A cursor ahead of the site: the server was restored from a backup, and no cursor can be trusted any more.
      if (body.scopes.some((scope) => scope.epoch === epoch && scope.after > seq)) {
        await newEpoch(tx, place, deps.now());
        deps.log('restored', { site: place.site });
      }
    });
    const now = deps.now();
    const sources = await sourcesFor({
      database: deps.database,
      place,
      surface: device.surface,
      now,
    });
    return json(
      await pull(body, { source: (scope) => Promise.resolve(sources.get(scope)), now: deps.now }),
    );
  },
});

export const hints = forDevices({
  method: 'GET',
  path: '/api/live',
  about: 'Server-sent events `{ scope, seq }`: something is new in a scope. Never data.',
  handle: async ({ deps }, _body, { place, device }) => {
    const { seq } = await deps.database.inSite(place, (tx) => counter(tx, place));
    const scopes = scopesOf(device.surface);
    const first = scopes.map((scope) => ({ scope, seq }));
    return new Response(deps.live.stream({ site: place.site, device: device.id, scopes }, first), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    });
  },
});
