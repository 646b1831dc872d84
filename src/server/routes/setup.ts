/**
 * The first run: the code that the server printed makes a site, its first supervisor, and a code for the first device.
 */
import * as z from 'zod/mini';
import { later, refusal } from '../http/refuse.ts';
import { createSite, newPlace } from '../new-site.ts';
import { pinKey } from '../sql/staff.ts';
import { issueCode } from './enrol.ts';
import { json, open } from './route.ts';

export const pin = z.string().check(z.regex(/^\d{6}$/));
export const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
export const siteName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));
export const siteCode = z.string().check(z.regex(/^[A-Za-z0-9]{1,8}$/));
export const zone = z.string().check(z.maxLength(60), z.refine(isZone));

const tries = { burst: 10, perSecond: 1 / 6 };

export const setupState = open({
  method: 'GET',
  path: '/api/setup/state',
  about:
    'Whether this server has a site, and whether a set-up link that it printed can still be used.',
  reply: z.object({ ready: z.boolean(), waiting: z.boolean() }),
  handle: async ({ deps }) =>
    json({ ready: (await deps.places.all()).length > 0, waiting: deps.setup.waiting }),
});

export const setup = open({
  method: 'POST',
  path: '/api/setup',
  about: 'Makes the site. `enrolCode` enrols the first device; it lasts ten minutes.',
  request: z.object({
    code: z.string().check(z.maxLength(100)),
    site: z.object({ name: siteName, code: siteCode, zone: z.optional(zone) }),
    supervisor: z.object({ name: personName, pin }),
  }),
  reply: z.object({
    enrolCode: z.string(),
    staff: z.object({ id: z.string(), name: z.string() }),
  }),
  handle: async ({ deps, address }, body) => {
    const wait = deps.limiter.take(`setup ${address}`, tries);
    if (wait > 0) return later('too-many', wait);
    if (!deps.setup.waiting) return refusal('already-set-up');
    if (!deps.setup.fits(body.code)) return refusal('bad-code', 'code');
    const key = await pinKey(body.supervisor.pin);
    // Again after the wait for the key: two at once must not both make a site.
    if (!deps.setup.fits(body.code)) return refusal('already-set-up');
    deps.setup.spend();
    const place = newPlace();
    const { name } = body.supervisor;
    const done = await deps.database.inSite(place, async (tx) => {
      const { staff } = await createSite(tx, place, deps, {
        ...body.site,
        zone: body.site.zone ?? 'Asia/Shanghai',
        supervisor: { name, pin: key },
      });
      const { code } = await issueCode(tx, place, deps);
      return { enrolCode: code, staff: { id: staff, name } };
    });
    deps.log('set-up', { site: place.site });
    return json(done);
  },
});
