/**
 * `/metrics` for those who run the server. Without METRICS_TOKEN there is no such page.
 */
import { refusal } from '../http/refuse.ts';
import { sha256, sameHash } from '../secret.ts';
import { gapsOf } from '../sql/gaps.ts';
import type { Deps } from '../deps.ts';
import type { Place } from '../sql/transaction.ts';
import { open } from './route.ts';

/** What has not come this long after later numbers have is missing. Milliseconds. */
const missingAfter = 3_600_000;
/** How long counts that read all changes stand. Milliseconds. */
const gapsEvery = 10 * 60_000;

const counted = new WeakMap<Deps, number>();

async function measure(deps: Deps, place: Place): Promise<void> {
  const { database, metrics, now } = deps;
  const { site } = place;
  await database.inSite(place, async (tx) => {
    const devices = await tx
      .selectFrom('device')
      .select(['id', 'code', 'surface', 'seen', 'revoked'])
      .where('company', '=', place.company)
      .where('site', '=', site)
      .execute();
    for (const { id: device, code, surface, seen, revoked } of devices) {
      const labels = { site, device, code, surface };
      const ago = seen === null ? undefined : (now() - Date.parse(seen)) / 1000;
      if (ago !== undefined) metrics.set('qiantai_device_seen_seconds', labels, Math.round(ago));
      metrics.set('qiantai_device_revoked', labels, revoked === null ? 0 : 1);
    }
    const { held } = await tx
      .selectFrom('held')
      .select((each) => each.fn.countAll<number>().as('held'))
      .where('company', '=', place.company)
      .where('site', '=', site)
      .executeTakeFirstOrThrow();
    metrics.set('qiantai_held_changes', { site }, Number(held));
  });
}

/** Counts what devices lost, and says so in the log, where it is more than before. */
export async function countGaps(deps: Deps): Promise<void> {
  const { database, metrics, now, places, log } = deps;
  const before = new Date(now() - missingAfter).toISOString();
  metrics.clear('qiantai_device_missing_changes');
  for (const place of await places.all())
    for (const { device, missing } of await database.inSite(place, (tx) =>
      gapsOf(tx, place, before),
    )) {
      metrics.set('qiantai_device_missing_changes', { site: place.site, device }, missing);
      log('changes-missing', { site: place.site, device, missing });
    }
}

export const metricsPage = open({
  method: 'GET',
  path: '/metrics',
  about: 'Counts for Prometheus, for whoever has METRICS_TOKEN as bearer.',
  handle: async ({ deps, request }) => {
    const { metricsToken } = deps.settings;
    if (metricsToken === undefined) return refusal('not-found');
    const given = /^Bearer (.{1,300})$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    if (!sameHash(sha256(given), sha256(metricsToken))) return refusal('unauthorised');
    if (deps.now() - (counted.get(deps) ?? 0) > gapsEvery) {
      counted.set(deps, deps.now());
      await countGaps(deps);
    }
    for (const place of await deps.places.all()) await measure(deps, place);
    return new Response(deps.metrics.text(), {
      headers: { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' },
    });
  },
});
