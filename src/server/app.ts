/**
 * The whole server as one function from Request to Response; `main.ts` puts it on a socket.
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import type { Deps } from './deps.ts';
import { authenticate } from './http/auth.ts';
import { readJson } from './http/body.ts';
import { crossSite, securityHeaders } from './http/headers.ts';
import { refusal } from './http/refuse.ts';
import { serveClient } from './http/static.ts';
import { errorFields } from './log.ts';
import type { Asker, Route } from './routes/route.ts';
import { routes } from './routes/table.ts';

const smallBody = 64 * 1024;

/** What the socket tells; missing in tests. */
interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}
type Env = { Bindings: Bindings; Variables: { device?: string; route?: string } };

/** A header is believed only of the one proxy in front: the last address is the one that it added. */
function addressOf(context: Context<Env>, behindProxy: boolean): string {
  const forwarded = behindProxy
    ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined;
  return forwarded ?? context.env?.incoming?.socket?.remoteAddress ?? 'unknown';
}

async function answer(context: Context<Env>, route: Route, deps: Deps): Promise<Response> {
  const request = context.req.raw;
  let asker: Asker | undefined;
  if (route.access !== 'anyone') {
    asker = await authenticate(request, deps);
    if (!asker) return refusal('unauthorised');
    context.set('device', asker.device.id);
    if (route.access === 'device' && asker.device.revoked !== null) return refusal('revoked');
  }
  let body: unknown;
  if (route.request) {
    const read = await readJson(request, route.limit ?? smallBody);
    if (!read.ok) return read.response;
    const parsed = route.request.safeParse(read.value);
    if (!parsed.success)
      return refusal('malformed', parsed.error.issues[0]?.path.map(String).join('.') ?? '');
    body = parsed.data;
  }
  const address = addressOf(context, deps.settings.behindProxy);
  const params = context.req.param() as unknown as Record<string, string>;
  return route.handle({ deps, request, params, address }, body, asker);
}

export function createApp(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const headers = Object.entries(securityHeaders(deps.settings.publicUrl));

  app.use(async (context, next) => {
    const start = performance.now();
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
    if (!context.req.path.startsWith('/api/')) return;
    const route = context.get('route');
    if (route !== undefined)
      deps.metrics.add('qiantai_requests_total', {
        route,
        method: context.req.method,
        status: context.res.status,
      });
    deps.log('request', {
      method: context.req.method,
      route: context.get('route'),
      status: context.res.status,
      ms: Math.round(performance.now() - start),
      device: context.get('device'),
    });
  });
  app.use(compress());
  app.use(async (context, next) => {
    const refused = crossSite(context.req.raw, deps.settings.publicUrl);
    if (refused) return refused;
    return next();
  });
  // Hono routes HEAD as GET, so a HEAD route stands before the GET route of its path and lets GET pass.
  for (const route of routes)
    app.on(route.method === 'HEAD' ? 'GET' : route.method, route.path, async (context, next) => {
      if (route.method === 'HEAD' && context.req.raw.method !== 'HEAD') return next();
      context.set('route', route.path);
      return answer(context, route, deps);
    });
  app.all('/api/*', () => refusal('not-found'));
  app.all('*', (context) => serveClient(context.req.raw, deps.client));
  app.onError((error, context) => {
    deps.log('failed', { path: context.req.routePath, ...errorFields(error) });
    return refusal('trouble');
  });
  return app;
}
