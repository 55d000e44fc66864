import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { problemKinds, problemSchema, type ProblemKind } from './problem.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of every endpoint. Schemas with an id stand under `components`. */
export function openApiDocument(version: string): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const [name, one] of Object.entries<Endpoint>(endpoints)) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[one.method.toLowerCase()] = operation(name, one, components);
  }
  schemaOf(problemSchema, 'output', components);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Underpin',
      version,
      description:
        'What a financial system stands on, what authorities find and decide, and how it is replaced. Every answer holds only what the party of the caller may see; what it may not see answers like what does not exist.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'underpin_session' },
      },
    },
  };
}

function operation(name: string, one: Endpoint, components: Json): Json {
  const parameters = [
    ...parametersOf(one.params, 'path', components),
    ...parametersOf(one.query, 'query', components),
    ...(one.ifMatch
      ? [header('if-match', true, 'Version that you change, in quotes: the ETag that you were given')]
      : []),
    ...(one.method === 'POST'
      ? [
          header(
            'idempotency-key',
            false,
            'The same key with the same request is done once, and answered the same again',
          ),
        ]
      : []),
  ];
  const body =
    one.body !== undefined
      ? { required: true, content: { 'application/json': { schema: schemaOf(one.body, 'input', components) } } }
      : one.bodyFile
        ? { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
        : null;
  return {
    operationId: name,
    summary: one.summary,
    tags: [one.tag],
    ...(one.roles === 'anyone' ? { security: [] } : {}),
    ...(Array.isArray(one.roles) ? { description: `Roles: ${one.roles.join(', ')}.` } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === null ? {} : { requestBody: body }),
    responses: { [one.status]: success(one, components), ...problems(one) },
  };
}

function success(one: Endpoint, components: Json): Json {
  const description = one.status === 201 ? 'Made' : one.status === 202 ? 'Begun' : 'Done';
  switch (one.response) {
    case 'nothing':
      return { description };
    case 'file':
      return { description, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
    case 'events':
      return { description, content: { 'text/event-stream': { schema: { type: 'string' } } } };
    default:
      return { description, content: { 'application/json': { schema: schemaOf(one.response, 'output', components) } } };
  }
}

/** Every kind of problem that an endpoint can answer with. */
export function problemsOf(one: Endpoint): ProblemKind[] {
  const kinds = new Set<ProblemKind>([
    'invalid',
    'too many',
    'mistake',
    'loading',
    'unavailable',
    ...(one.errors ?? []),
  ]);
  if (one.roles !== 'anyone') kinds.add('signed out');
  if (one.roles !== 'anyone') kinds.add('forbidden');
  if (one.params !== undefined) kinds.add('not found');
  if (one.ifMatch) kinds.add('changed').add('version missing');
  if (one.method === 'POST') kinds.add('key reused');
  if (one.body !== undefined) kinds.add('too large').add('media type');
  return [...kinds];
}

function problems(one: Endpoint): Json {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    problemsOf(one).map((kind) => [problemKinds[kind].status, { description: problemKinds[kind].title, content }]),
  );
}

function header(name: string, required: boolean, description: string): Json {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', components: Json): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', components) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output', components: Json): Json {
  const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Json;
  const definitions = (made['$defs'] ?? {}) as Record<string, Json>;
  for (const [name, definition] of Object.entries(definitions)) components[name] ??= renamed(definition);
  const { $schema: _, $defs: __, id, ...rest } = made;
  const own = renamed(rest);
  if (typeof id !== 'string') return own;
  components[id] ??= own;
  return { $ref: `#/components/schemas/${id}` };
}

/** References point below `components` instead of `$defs`. */
function renamed(schema: Json): Json {
  const { id: _, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
