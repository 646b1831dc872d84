/**
 * The site's word that a key is a device's, so that whoever knows the site can check what the device signs, with no
 * network.
 */
import { certifyReply, certifyRequest } from '../../sync/protocol.ts';
import type { CertifyReply } from '../../sync/protocol.ts';
import { certificateBytes, certificateText, siteTag } from '../../sync/pass-certificate.ts';
import type { Certificate } from '../../sync/pass-certificate.ts';
import { later, refusal } from '../http/refuse.ts';
import { forDevices, json } from './route.ts';

/** Seconds that a certificate holds: longer than any pass. Devices ask for a new one long before. */
export const certifiedFor = 400 * 86_400;
const perDevice = { burst: 10, perSecond: 1 / 60 };

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export const certify = forDevices({
  method: 'POST',
  path: '/api/certify',
  about: 'A certificate for the key that a desk or tablet signs passes with. Not for kiosks.',
  request: certifyRequest,
  reply: certifyReply,
  handle: async ({ deps }, { key }, { place, device }) => {
    if (device.surface === 'kiosk') return refusal('wrong-surface');
    const wait = deps.limiter.take(`certify ${device.id}`, perDevice);
    if (wait > 0) return later('too-many', wait);
    const keys = deps.keys.passes(place.site);
    const from = Math.floor(deps.now() / 1000);
    const certificate: Certificate = {
      site: siteTag(keys.key),
      device: device.id,
      code: device.code,
      surface: device.surface,
      from,
      until: from + certifiedFor,
      key: Uint8Array.from(Buffer.from(key, 'base64url')),
    };
    const reply: CertifyReply = {
      certificate: base64url(
        certificateBytes(certificate, keys.sign(certificateText(certificate))),
      ),
      site: base64url(keys.key),
      secret: base64url(keys.secret),
    };
    return json(reply);
  },
});
