/**
 * Numbers of a time that a desk does not hold any more.
 */
import { statisticsReply, statisticsRequest } from '../../sync/statistics.ts';
import { later, refusal } from '../http/refuse.ts';
import { statisticsOf } from '../statistics.ts';
import { forDevices, json } from './route.ts';

/** It reads everything there is, so not often. */
const rate = { burst: 10, perSecond: 1 / 6 };

export const statistics = forDevices({
  method: 'POST',
  path: '/api/statistics',
  about:
    'The measures of all procedures over a period, counted over every entry of the site. For desks.',
  request: statisticsRequest,
  reply: statisticsReply,
  handle: async ({ deps }, body, { place, device }) => {
    if (device.surface !== 'desk') return refusal('wrong-surface');
    const wait = deps.limiter.take(`statistics ${device.id}`, rate);
    if (wait > 0) return later('too-many', wait);
    return json(await statisticsOf(deps.database, place, body, deps.now()));
  },
});
