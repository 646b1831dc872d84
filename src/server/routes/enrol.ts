/**
 * A browser becomes a device of the site.
 */
import { enrolReply, enrolRequest } from '../../sync/protocol.ts';
import type { EnrolReply } from '../../sync/protocol.ts';
import type { Deps } from '../deps.ts';
import { later, refusal } from '../http/refuse.ts';
import { newCode, newToken, readCode } from '../secret.ts';
import { addDevice, newDeviceId, offerCode, takeCode } from '../sql/devices.ts';
import { siteDocumentOf } from '../sql/source.ts';
import type { Place, Tx } from '../sql/transaction.ts';
import type { Surface } from '../../spec/procedure.ts';
import { json, open } from './route.ts';

/** Milliseconds that a code can be used for. */
export const codeLasts = 10 * 60_000;
const tries = { burst: 10, perSecond: 1 / 6 };

export interface IssuedCode {
  readonly code: string;
  readonly url: string;
  /** ISO instant. */
  readonly expires: string;
}

/** A new code, to be shown once. */
export async function issueCode(
  tx: Tx,
  place: Place,
  deps: Pick<Deps, 'now' | 'settings'>,
  options: {
    readonly surface?: Surface;
    readonly name?: string;
    readonly lasts?: number;
    readonly again?: boolean;
  } = {},
): Promise<IssuedCode> {
  const { code, hash } = newCode(place.site);
  const { lasts = codeLasts, ...rest } = options;
  const expires = new Date(deps.now() + lasts).toISOString();
  await offerCode(tx, place, { hash, expires, ...rest });
  // With a surface the page enrols at once; without one it asks what the device is for.
  const query = rest.surface ? `?surface=${rest.surface}` : '';
  return { code, url: `${deps.settings.publicUrl}/enrol${query}#${code}`, expires };
}

export const enrol = open({
  method: 'POST',
  path: '/api/enrol',
  about:
    'Turns a one-time code into a device with a token. What the code says of surface and name counts.',
  request: enrolRequest,
  reply: enrolReply,
  handle: async ({ deps, address }, body) => {
    const wait = deps.limiter.take(`enrol ${address}`, tries);
    if (wait > 0) return later('too-many', wait);
    const code = readCode(body.code);
    const place = code && (await deps.places.of(code.site));
    if (!code || !place) return refusal('bad-code', 'code');
    const now = new Date(deps.now()).toISOString();
    const reply = await deps.database.inSite(place, async (tx): Promise<EnrolReply | undefined> => {
      const offer = await takeCode(tx, place, code.hash, now);
      if (!offer) return undefined;
      const id = newDeviceId();
      const { token, hash } = newToken(place.site, id);
      const device = { id, name: offer.name ?? body.name, surface: offer.surface ?? body.surface };
      const { code: printed } = await addDevice(tx, place, { ...device, token: hash }, now);
      const { name } = await siteDocumentOf(tx, place);
      return {
        device: { ...device, code: printed },
        token,
        site: { id: place.site, company: place.company, name },
        keys: { receipts: deps.keys.receipts, seal: deps.keys.seal },
        serverTime: deps.now(),
      };
    });
    if (!reply) return refusal('bad-code', 'code');
    deps.log('enrolled', {
      site: place.site,
      device: reply.device.id,
      surface: reply.device.surface,
    });
    return json(reply);
  },
});
