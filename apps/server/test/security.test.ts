import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerApi } from '../src/api/api.ts';
import { createServer } from '../src/server.ts';
import { newStore } from './stores.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

let world: World;
let remove: () => Promise<void>;
let one: Client;
beforeAll(async () => {
  const made = await newStore('the embedded database');
  remove = made.remove;
  world = await makeWorld(made.store);
  one = await world.join('A1', 'authority');
  await world.join('WG', 'working group');
});
afterAll(async () => {
  await world.server.close();
  await remove();
});

const body = {
  title: "Robert'); drop table person; --",
  question: 'q',
  marking: 'GREEN',
  authorities: [],
  workingGroup: 'WG',
  quorum: 1,
} as const;

test('SQL in any field is text', async () => {
  const held = good(await one.addCase({ body: { ...body, authorities: ['A1'] } }));
  expect(held.title).toBe(body.title);
  const attacks = [
    "' or '1'='1",
    "x'; drop table review_case; --",
    '%00',
    '../../etc/passwd',
    '1 union select * from credential',
    '${7*7}',
  ];
  for (const attack of attacks) {
    expect((await one.getCase({ params: { id: attack } })).status, attack).toBeGreaterThanOrEqual(400);
    expect((await one.getCase({ params: { id: attack } })).status, attack).toBeLessThan(500);
    expect(good(await one.search({ query: { q: attack } })).total, attack).toBe(0);
    expect((await one.listCases({ query: { sort: attack as 'title' } })).status).toBe(400);
    const cursor = Buffer.from(JSON.stringify(['createdAt', attack, attack])).toString('base64url');
    expect((await one.listCases({ query: { cursor } })).status, attack).toBe(400);
  }
  expect(good(await one.listCases({})).total).toBe(1);
});

test('text that no database holds is refused, not a mistake of ours', async () => {
  for (const title of ['a\u0000b', '\ud800']) {
    const answer = await one.addCase({ body: { ...body, title, authorities: ['A1'] } });
    expect(answer.status, JSON.stringify(title)).toBe(400);
  }
});

test('a body that is too large, no JSON, or of another type is refused', async () => {
  const token = good(await one.addToken({ body: { name: 'n', scope: 'write', days: 1 } })).secret;
  const send = (payload: string, type: string) =>
    world.server.inject({
      method: 'POST',
      url: '/api/v1/cases',
      payload,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
    });
  const statuses = [
    (await send(JSON.stringify({ title: 'x'.repeat(1_100_000) }), 'application/json')).statusCode,
    (await send('{"title":', 'application/json')).statusCode,
    (await send('title=x', 'application/x-www-form-urlencoded')).statusCode,
    (await send('{"__proto__":{"roles":["administrator"]}}', 'application/json')).statusCode,
  ];
  expect(statuses).toEqual([413, 400, 415, 400]);
});

test('every answer has the headers that keep browsers safe', async () => {
  const server = createServer({
    pages: () => [],
    paths: [],
    loaded: () => ({ sector: { asOf: '2026-01-01', submissions: [] } as never }),
  });
  await registerApi(server, { ...world.options, secure: true });
  for (const url of ['/api', '/welcome', '/api/v1/session', '/api/v1/openapi.json', '/api/v1/nothing', '/nothing']) {
    const { headers } = await server.inject({ url });
    expect(headers['content-security-policy'], url).toMatch(/default-src 'none'/);
    expect(headers['content-security-policy'], url).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
    expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options'], url).toBe('nosniff');
    expect(headers['referrer-policy'], url).toBe('no-referrer');
    if (url.startsWith('/api/v1')) {
      expect(headers['strict-transport-security'], url).toMatch(/max-age=\d{8}/);
      expect(headers['cache-control'], url).toBe('no-store');
    }
  }
  const signIn = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login: 'administrator', password: 'correct horse battery staple' },
  });
  expect(signIn.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  await server.close();
});

test('too many requests are told to wait, each caller for itself', async () => {
  const server = Fastify();
  await registerApi(server, { ...world.options, rates: { requests: 5, signIns: 2 } });
  const statuses = async (count: number, how: object): Promise<number[]> => {
    const seen: number[] = [];
    for (let n = 0; n < count; n += 1) seen.push((await server.inject({ url: '/api/v1/cases', ...how })).statusCode);
    return seen;
  };
  const tokens = [one, one].map((client) => client.addToken({ body: { name: 'n', scope: 'read', days: 1 } }));
  const [first, second] = (await Promise.all(tokens)).map((made) => ({
    headers: { authorization: `Bearer ${good(made).secret}` },
  }));
  expect(await statuses(6, first ?? {})).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await statuses(1, second ?? {})).toEqual([200]);
  const guesses: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    guesses.push(...(await statuses(1, { headers: { authorization: `Bearer guess${n}` } })));
  }
  expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  const attempt = { method: 'POST', url: '/api/v1/session', payload: { login: 'x', password: 'y' } };
  // Another cookie or header does not begin a new count of sign-ins.
  const varied: number[] = [];
  for (let n = 0; n < 3; n += 1)
    varied.push(...(await statuses(1, { ...attempt, headers: { authorization: `Bearer ${n}` } })));
  expect(varied).toEqual([401, 401, 429]);
  const refused = await server.inject({ ...attempt, method: 'POST' });
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.headers['retry-after']).toBeDefined();
  await server.close();
});

test('a body that never ends is cut off, and others are served meanwhile', async () => {
  const server = Fastify({
    requestTimeout: 1000,
    http: { connectionsCheckingInterval: 200, headersTimeout: 500, requestTimeout: 1000 },
  });
  await registerApi(server, world.options);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => {});
  socket.resume();
  const other = await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`);
  expect(other.status).toBe(200);
  await closed;
  await server.close();
});

test('an error within tells nothing of itself', async () => {
  const before = world.errors.length;
  const broken = {
    ...world.store,
    reviews: {
      ...world.store.reviews,
      files: world.store.reviews.files,
      as: () => Promise.reject(Object.assign(new Error('secret words'), { code: '08006' })),
      door: world.store.reviews.door.bind(world.store.reviews),
      worker: () => Promise.reject(new Error('secret words')),
    },
  };
  const server = Fastify();
  await registerApi(server, { ...world.options, store: broken });
  const token = good(await one.addToken({ body: { name: 'n', scope: 'read', days: 1 } })).secret;
  const response = await server.inject({ url: '/api/v1/cases', headers: { authorization: `Bearer ${token}` } });
  expect(response.statusCode).toBe(503);
  expect(response.body).not.toContain('secret words');
  expect(world.errors.length).toBe(before + 1);
  await server.close();
});
