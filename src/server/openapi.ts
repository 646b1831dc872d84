/**
 * The API as OpenAPI 3.1, from the same table and schemas that serve it.
 */
import * as z from 'zod/mini';
import { refusal } from '../sync/protocol.ts';
import type { Route } from './routes/route.ts';

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const content = (schema: unknown) => ({ 'application/json': { schema } });

function operation(route: Route, refused: unknown): Record<string, unknown> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  const { request, reply, about, access } = route;
  return {
    summary: about,
    ...(names.length > 0
      ? {
          parameters: names.map((name) => ({
            name,
            in: 'path',
            required: true,
            schema: { type: 'string' },
          })),
        }
      : {}),
    ...(request
      ? { requestBody: { required: true, content: content(schemaOf(request, 'input')) } }
      : {}),
    responses: {
      '200': {
        description: 'Done.',
        ...(reply ? { content: content(schemaOf(reply, 'output')) } : {}),
      },
      default: { description: 'Refused: the problem says why.', content: content(refused) },
    },
    security: access === 'anyone' ? [] : [{ device: [] }],
  };
}

export function describeApi(routes: readonly Route[]): Record<string, unknown> {
  const refused = schemaOf(refusal, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, refused);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Qiantai 前台', version: '1' },
    paths,
    components: { securitySchemes: { device: { type: 'http', scheme: 'bearer' } } },
  };
}
