import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { importSubmissions, openSources, sampleRegisters } from '@underpin/app';
import { silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayOfferExample } from '../src/example/example-door.ts';
import { start, type Started, type StartOptions } from '../src/index.ts';
import { exampleData } from './example-data.ts';

let data = '';
let running: Started;
const options = (more: Partial<StartOptions> = {}): StartOptions => ({
  root: join(import.meta.dirname, '../../..'),
  data,
  database: undefined,
  host: '127.0.0.1',
  port: 0,
  now: () => new Date('2025-06-30T12:00:00Z'),
  progress: silent,
  tell: (error) => {
    throw error;
  },
  ...more,
});
const begin = async (more: Partial<StartOptions> = {}): Promise<Started> => {
  const begun = await start(options(more));
  if (!begun.ok) throw new Error(begun.reason);
  return begun.value;
};

beforeAll(async () => {
  data = await exampleData();
  running = await begin();
}, 240_000);
afterAll(async () => {
  await running.stop();
  await rm(data, { recursive: true });
});

/** A request with headers that fetch would not let through. */
function ask(
  path: string,
  given: { readonly method?: string; readonly body?: object; readonly headers?: Record<string, string> } = {},
): Promise<{ readonly status: number; readonly cookie: string; readonly body: Record<string, unknown> }> {
  const { method = 'GET', body, headers = {} } = given;
  const address = new URL(running.address.replace('0.0.0.0', '127.0.0.1'));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: address.hostname,
        port: address.port,
        path: `/api/v1${path}`,
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString()));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            cookie: (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '',
            body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
const enter = (person: string, headers: Record<string, string> = {}) =>
  ask('/example-session', { method: 'POST', body: { person }, headers });
const people = async (
  headers: Record<string, string> = {},
): Promise<readonly { person: string; role: string }[] | null> =>
  (await ask('/door', { headers })).body['example'] as { person: string; role: string }[] | null;

test('the start offers it only on the embedded database, the example and an address of this machine', () => {
  const good = { example: true, database: undefined, host: '127.0.0.1' };
  expect(mayOfferExample(good)).toBe(true);
  expect(mayOfferExample({ ...good, host: '::1', publicUrl: 'http://localhost:4600' })).toBe(true);
  for (const bad of [
    { example: false },
    { database: 'postgres://u@h/d' },
    { host: '0.0.0.0' },
    { host: '192.168.1.5' },
    { publicUrl: 'https://underpin.example.org' },
    { publicUrl: 'http://127.0.0.1.example.org' },
  ]) {
    expect(mayOfferExample({ ...good, ...bad }), JSON.stringify(bad)).toBe(false);
  }
});

test('everybody of the example is one click away, and is who they say', async () => {
  const offered = (await people()) ?? [];
  const roles = Map.groupBy(offered, ({ role }) => role);
  expect(roles.get('analyst')).toHaveLength(5);
  for (const role of ['signatory', 'member', 'reporter', 'respondent', 'auditor', 'administrator']) {
    expect(roles.get(role)?.length, role).toBeGreaterThan(0);
  }
  const entered = await enter('WG.member');
  expect(entered).toMatchObject({ status: 200, body: { person: { id: 'WG.member' }, party: { id: 'WG' } } });
  const waits = await ask('/waiting', { headers: { cookie: entered.cookie } });
  expect(waits.body['items']).toMatchObject([{ kind: 'decide', caseId: 'unmaintained-system' }]);
  expect((await enter('nobody')).status).toBe(404);
});

test('a sale is held against the directions that the caller may see, and no others', async () => {
  const query = new URLSearchParams({ brand: 'IBM Power', to: 'lenovo', on: '2025-07-01' });
  const told = async (cookie?: string) => {
    const answer = await ask(`/sector/sale?${query}`, cookie === undefined ? {} : { headers: { cookie } });
    return (answer.body['directions'] as { title: string }[] | undefined)?.map(({ title }) => title) ?? answer.status;
  };
  const shown = await told();
  expect(shown).toHaveLength(3);
  for (const [person, sees] of [
    ['CB.signatory', true],
    ['WG.member', true],
    ['AUDIT.auditor', false],
  ] as const) {
    const { cookie } = await enter(person);
    const measures = (await ask('/measures', { headers: { cookie } })).body['items'] as { title: string }[];
    const more = ((await told(cookie)) as string[]).filter((title) => !(shown as string[]).includes(title));
    expect(more, person).toEqual(sees ? [expect.stringContaining('Cap on critical functions')] : []);
    expect(measures.map(({ title }) => title)).toEqual(expect.arrayContaining(more));
  }
});

test('the cases of the example are alive: one in deliberation, one out for reply, one submitted, one decided with a direction', async () => {
  const signatory = await enter('CB.signatory');
  const get = (path: string, cookie = signatory.cookie) => ask(path, { headers: { cookie } });
  expect((await get('/cases?sort=title')).body['items']).toMatchObject([
    { id: 'server-cap', state: 'decided' },
    { id: 'review-2014', state: 'deliberation' },
    { id: 'delivery-check', state: 'reply' },
  ]);
  const waits = (await get('/waiting')).body['items'] as { kind: string; count: number }[];
  expect(waits.find(({ kind }) => kind === 'sign')?.count).toBe(2);
  const standing = (await get('/cases/review-2014/standing')).body['items'] as { broken: string[] }[];
  expect(standing.some(({ broken }) => broken.includes('CB'))).toBe(true);
  const vendor = await enter('vendor.respondent');
  expect((await get('/received-extracts', vendor.cookie)).body['total']).toBe(2);
  expect((await get('/cases', vendor.cookie)).body['total']).toBe(0);
  const [measure] = (await get('/measures')).body['items'] as { id: string }[];
  const told = (await get(`/measures/${measure?.id}/compliance`)).body['items'] as {
    party: string;
    points: { verdict: string }[];
  }[];
  const verdicts = Object.fromEntries(told.map(({ party, points }) => [party, points.map(({ verdict }) => verdict)]));
  expect(verdicts['castelby']).toContain('missed');
  expect(verdicts['yarport']).toContain('excepted');
  expect(verdicts['elmdale']?.[0]).toBe('kept');
  expect(verdicts['weshaven']?.[0]).toBe('cannot be told');
  const auditor = await enter('AUDIT.auditor');
  const entries = (await get('/ledger?limit=1000', auditor.cookie)).body['items'] as { time: string }[];
  expect(entries.length).toBeGreaterThan(150);
  expect(entries.map(({ time }) => time)).toEqual(entries.map(({ time }) => time).toSorted());
});

test.each([
  ['another name of the host, as by DNS rebinding', { host: 'evil.example.org' }],
  ['a name that only begins like one of this machine', { host: '127.0.0.1.evil.example.org' }],
  ['another site that asks', { origin: 'https://evil.example.org' }],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a proxy on this machine', { 'x-forwarded-for': '203.0.113.5' }],
  ['a proxy that says so', { forwarded: 'for=203.0.113.5' }],
  ['a proxy that names itself', { via: '1.1 proxy' }],
])('it is closed to %s', async (_, headers) => {
  expect(await people(headers)).toBeNull();
  expect((await enter('CB.analyst', headers)).status).toBe(404);
});

test('the administrator of the example has no say over the administrator of the installation', async () => {
  const admin = await enter('IT.administrator');
  const headers = { cookie: admin.cookie, 'x-csrf-token': String(admin.body['csrf']) };
  const listed = (await ask('/people?limit=200', { headers })).body['items'] as { id: string; login: string }[];
  const owner = listed.find(({ login }) => login === 'administrator')?.id ?? '';
  expect((await ask(`/people/${owner}/link`, { method: 'POST', headers })).status).toBe(409);
  const end = { method: 'PATCH', headers: { ...headers, 'if-match': '"1"' }, body: { active: false } };
  expect((await ask(`/people/${owner}`, end)).status).toBe(409);
});

test('people whom it adds can sign in while this is the example, and never afterwards', async () => {
  const admin = await enter('IT.administrator');
  const headers = { cookie: admin.cookie, 'x-csrf-token': String(admin.body['csrf']) };
  const body = { party: 'IT', name: 'Back door', login: 'back@example.org', roles: ['administrator'] };
  const added = await ask('/people', { method: 'POST', headers, body });
  expect(added.status).toBe(201);
  const [, token] = String(added.body['link']).split('#');
  const password = 'a long enough password';
  expect((await ask('/links', { method: 'POST', body: { token, password } })).status).toBe(200);
  const signIn = () => ask('/session', { method: 'POST', body: { login: 'back@example.org', password } });
  expect((await signIn()).status).toBe(200);
  const before = await enter('CB.analyst');
  expect((await ask('/cases', { headers: { cookie: before.cookie } })).status).toBe(200);

  // The installation is taken into use: the door shuts, and with it every session and password that came through it.
  const [, link] = String(running.welcome).split('#');
  const own = { token: link, password: 'the password of the owner' };
  expect((await ask('/links', { method: 'POST', body: own })).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await people()).toBeNull();
  expect((await enter('CB.analyst')).status).toBe(404);
  expect((await ask('/cases', { headers: { cookie: before.cookie } })).status).toBe(401);
  expect((await signIn()).status).toBe(401);
  const owner = { login: 'administrator', password: own.password };
  expect((await ask('/session', { method: 'POST', body: owner })).status).toBe(200);
});

test('on another address, and with data of one’s own, it is closed', async () => {
  await running.stop();
  const folder = await exampleData();
  running = await begin({ data: folder });
  const inside = await enter('CB.analyst');
  expect(inside.status).toBe(200);
  await running.stop();
  running = await begin({ data: folder, host: '0.0.0.0' });
  expect(await people()).toBeNull();
  expect((await enter('CB.analyst')).status).toBe(404);
  expect((await ask('/cases', { headers: { cookie: inside.cookie } })).status).toBe(401);
  await running.stop();

  const opened = await openStore({ directory: folder, clock: options().now });
  if (!opened.ok) throw new Error(opened.reason);
  await mkdir(join(folder, 'own'));
  for await (const { path, bytes } of sampleRegisters({ institutions: 1, seed: 78, referenceDate: '2024-12-31' })) {
    await writeFile(join(folder, 'own', basename(path)), bytes);
  }
  const sources = await openSources([join(folder, 'own')]);
  if (!sources.ok) throw new Error(sources.reason);
  for await (const one of importSubmissions(opened.value.submissions, sources.value.sources, options()))
    expect(one.added).toBe(true);
  await opened.value.close();
  running = await begin({ data: folder });
  expect(await people()).toBeNull();
  expect((await enter('CB.analyst')).status).toBe(404);
  expect((await ask('/cases', { headers: { cookie: inside.cookie } })).status).toBe(401);
}, 240_000);
