/**
 * What a supervisor or manager asks of the server itself, online only. `X-Author` carries the author that signing in
 * with a PIN made, base64url of its JSON.
 */
import * as z from 'zod/mini';
import type { Problem } from '../../spec/problem.ts';
import { author as authorSchema } from '../../sync/change.ts';
import type { Deps } from '../deps.ts';
import { parseJson } from '../http/body.ts';
import { later, refusal, refuse } from '../http/refuse.ts';
import { whoIs } from '../people.ts';
import { randomLetters } from '../secret.ts';
import { commands } from './commands.ts';
import { forDevices, json } from './route.ts';
import type { Asker } from './route.ts';

const rate = { burst: 60, perSecond: 1 };

/** The staff id of a supervisor or manager who is signed in now, or why not. */
async function commander(
  header: string | null,
  deps: Deps,
  { place, device }: Asker,
): Promise<{ ok: true; staff: string } | { ok: false; problem: Problem }> {
  const no = (code: string) => ({ ok: false, problem: { code, path: 'author' } }) as const;
  if (header === null || header.length > 2000) return no('not-signed-in');
  const parsed = authorSchema.safeParse(
    parseJson(Buffer.from(header, 'base64url').toString('utf8')).value,
  );
  if (!parsed.success) return no('not-signed-in');
  const now = deps.now();
  const who = await whoIs(parsed.data, now, { database: deps.database, place, device, now });
  if (!who.ok) return who;
  const { staff, roles } = who.value;
  const may = roles.includes('supervisor') || roles.includes('manager');
  return staff !== null && may ? { ok: true, staff } : no('wrong-role');
}

export const command = forDevices({
  method: 'POST',
  path: '/api/command/:name',
  about: `By a supervisor or manager who is signed in (X-Author): ${Object.keys(commands).join(', ')}.`,
  request: z.record(z.string(), z.unknown()),
  limit: 2 * 1024 * 1024,
  reply: z.object({ value: z.record(z.string(), z.unknown()) }),
  handle: async ({ deps, request, params }, body, asker) => {
    const { place, device } = asker;
    const name = params['name'] ?? '';
    const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!found) return refusal('not-found');
    const wait = deps.limiter.take(`commands ${device.id}`, rate);
    if (wait > 0) return later('too-many', wait);
    const who = await commander(request.headers.get('x-author'), deps, asker);
    if (!who.ok) return refuse(who.problem);
    const read = found.request.safeParse(body);
    if (!read.success)
      return refusal('malformed', read.error.issues[0]?.path.map(String).join('.') ?? '');
    const done = await found.run({ deps, place, staff: who.staff }, read.data);
    if (!done.ok) return refuse(done.problem);
    await deps.database.inSite(place, (tx) =>
      tx
        .insertInto('command')
        .values({
          ...place,
          id: randomLetters(20),
          at: new Date(deps.now()).toISOString(),
          staff: who.staff,
          device: device.id,
          name,
          target: done.target ?? null,
        })
        .execute(),
    );
    deps.log('command', { site: place.site, name, staff: who.staff, device: device.id });
    return json({ value: done.value });
  },
});
