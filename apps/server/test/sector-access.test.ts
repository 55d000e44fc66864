import { type Endpoint, endpoints, type PartyKind, sectorEndpoints } from '@underpin/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerApi } from '../src/api/api.ts';
import { healthRoutes } from '../src/operations/health.ts';
import { metricsRoute } from '../src/operations/metrics.ts';
import { registerSectorApi } from '../src/sector-api/sector-api.ts';
import { sectorGuard } from '../src/sector-api/sector-guard.ts';
import { createServer } from '../src/server.ts';
import { newStore } from './stores.ts';
import { good, makeWorld, type World } from './world.ts';

let world: World;
let server: FastifyInstance;
let remove: () => Promise<void>;
const tokens = new Map<PartyKind, string>();
const routes = new Set<string>();

beforeAll(async () => {
  const made = await newStore('the embedded database');
  ({ remove } = made);
  world = await makeWorld(made.store);
  server = await createServer({ pages: () => [], paths: [], loaded: () => null });
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${url}`);
  });
  healthRoutes(server, made.store);
  await metricsRoute(server, world.options, 'loopback');
  await registerApi(server, world.options);
  // Nothing is filed: who may ask is told that, others are refused before.
  const none = { ok: false, reason: 'Nothing was filed yet' } as const;
  await registerSectorApi(server, {
    sectors: { at: async () => none, alike: async () => none, dates: async () => [], store: made.store },
    guard: sectorGuard(world.options, { open: () => false }),
    directionsFor: () => {
      throw new Error('Not asked here');
    },
    tell: world.options.tell,
  });
  for (const kind of ['authority', 'institution', 'provider', 'working group', 'auditor', 'operator'] as const) {
    const member = await world.join(kind.toUpperCase().replace(' ', '-'), kind);
    tokens.set(kind, good(await member.addToken({ body: { name: 'n', scope: 'write', days: 1 } })).secret);
  }
});
afterAll(async () => {
  await server.close();
  await world.server.close();
  await remove();
});

const sample: Readonly<Record<string, unknown>> = { planProgramme: {} };
const reads: readonly PartyKind[] = ['authority', 'working group', 'auditor'];

test.each(Object.entries<Endpoint>(sectorEndpoints))(
  '%s: the whole sector is for those who may read it',
  async (name, one) => {
    const ask = async (token?: string): Promise<number> => {
      const answer = await server.inject({
        method: one.method,
        url: `/api/v1${one.path.replaceAll(/:(\w+)/g, (_, word: string) => (word === 'table' ? 'functions' : 'country'))}`,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        ...(one.method === 'GET' ? {} : { payload: (sample[name] ?? {}) as object }),
      });
      return answer.statusCode;
    };
    expect(await ask()).toBe(401);
    expect(await ask('nobody')).toBe(401);
    for (const [kind, token] of tokens) {
      // A file is checked for whoever is signed in: nothing of the sector is in the answer.
      const may = name === 'checkPackage' || reads.includes(kind);
      const status = await ask(token);
      if (may) expect([401, 403], kind).not.toContain(status);
      else expect(status, kind).toBe(403);
    }
  },
);

test('the contract is all that is answered, but for these addresses', () => {
  const contract = Object.values<Endpoint>(endpoints).map(({ method, path }) => `${method} /api/v1${path}`);
  expect([...routes].filter((route) => !contract.includes(route)).toSorted()).toEqual([
    'GET /api',
    'GET /api/console.css',
    'GET /api/console.js',
    'GET /api/v1/openapi.json',
    'GET /api/welcome.js',
    'GET /healthz',
    'GET /healthz/live',
    'GET /healthz/ready',
    'GET /metrics',
    'GET /welcome',
  ]);
  expect(contract.filter((route) => !routes.has(route))).toEqual([]);
});
