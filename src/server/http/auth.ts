/**
 * Which device asks: `Authorization: Bearer <site>.<device>.<secret>`, of which the server knows a hash.
 */
import type { Deps } from '../deps.ts';
import { readToken, sameHash } from '../secret.ts';
import { deviceOf, markSeen } from '../sql/devices.ts';
import type { Asker } from '../routes/route.ts';

/** How often "last heard of" is written. Milliseconds. */
const seenEvery = 10 * 60_000;

/** undefined: no token, or one that is nobody's. */
export async function authenticate(request: Request, deps: Deps): Promise<Asker | undefined> {
  const bearer = /^Bearer ([\w.-]{1,300})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = bearer === undefined ? undefined : readToken(bearer);
  const place = token && (await deps.places.of(token.site));
  if (!token || !place) return undefined;
  const device = await deps.database.look(place, (tx) => deviceOf(tx, place, token.device));
  if (!device || !sameHash(device.token, token.hash)) return undefined;
  const now = deps.now();
  if (device.revoked === null && now - Date.parse(device.seen ?? '1970-01-01') > seenEvery)
    await deps.database.inSite(place, (tx) =>
      markSeen(tx, place, device.id, new Date(now).toISOString()),
    );
  return { place, device };
}
