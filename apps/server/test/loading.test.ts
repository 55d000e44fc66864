import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '@underpin/app';
import { ok, silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import { expect, test, vi } from 'vitest';
import { keptDesk } from '../src/example/kept-desk.ts';
import { listen, type Listening, start, type StartOptions } from '../src/index.ts';
import { exampleIn, holdsExample } from '../src/load-example.ts';
import { exampleData, loadedExample } from './example-data.ts';
import { gatedStore } from './gated-store.ts';

vi.setConfig({ testTimeout: 180_000 });
const now = (): Date => new Date('2025-06-30T12:00:00Z');
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const options = (data: string): StartOptions => ({
  root: join(import.meta.dirname, '../../..'),
  data,
  database: undefined,
  host: '127.0.0.1',
  port: 0,
  now,
  progress: silent,
  tell: (error) => {
    throw error;
  },
});

async function storeIn(directory: string): Promise<Store> {
  const opened = await openStore({ directory, template: await testTemplate(), clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}

async function listening(data: string, store: Store): Promise<Listening> {
  const begun = await listen({ ...options(data), store: Promise.resolve(ok(store)) });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.value;
}

test('while the sector is loaded people can sign in and are told of the rest; then all is there', async () => {
  const data = await exampleData();
  const gated = gatedStore(await storeIn(data));
  const { address, loaded, stop } = await listening(data, gated.store);
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(address + path, init);
  const json = { 'content-type': 'application/json' };
  const door = (await (await ask('/api/v1/door')).json()) as { example: { person: string }[] };
  expect(door.example.map(({ person }) => person)).toContain('CB.analyst');
  const entered = await ask('/api/v1/example-session', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ person: 'CB.analyst' }),
  });
  expect(entered.status).toBe(200);
  const { csrf } = (await entered.json()) as { csrf: string };
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const change = { method: 'POST', headers: { ...json, cookie, 'x-csrf-token': csrf }, body: '{}' };
  const statuses = async (): Promise<readonly number[]> => [
    (await ask('/api/v1/sector')).status,
    (await ask('/api/v1/cases', { headers: { cookie } })).status,
    (await ask('/api/v1/cases', change)).status,
    (await ask('/healthz/ready')).status,
    (await ask('/print/overview')).status,
    (await ask('/api/v1/session', { headers: { cookie } })).status,
    (await ask('/healthz/live')).status,
  ];
  expect(await statuses()).toEqual([503, 503, 503, 503, 404, 200, 200]);
  const told = await ask('/api/v1/sector');
  expect(told.headers.get('retry-after')).toBe('1');
  expect(await told.json()).toMatchObject({ type: '/problems/loading', detail: 'The sector is being computed.' });
  expect(await (await ask('/healthz/ready')).json()).toMatchObject({ status: 'loading', database: 'ok' });
  // What nobody may see without signing in is refused before it is said what is loaded.
  expect((await ask('/api/v1/cases')).status).toBe(401);
  gated.open();
  expect((await loaded).ok).toBe(true);
  expect(await statuses()).toEqual([200, 200, 400, 200, 200, 200, 200]);
  await stop();
  await rm(data, { recursive: true });
});

/** What the ledger says of a data folder that is started: who did what to which object, in its order. */
async function acts(data: string): Promise<readonly (readonly string[])[]> {
  const started = await start(options(data));
  if (!started.ok) throw new Error(started.reason);
  const address = `${started.value.address}/api/v1`;
  const body = JSON.stringify({ person: 'AUDIT.auditor' });
  const headers = { 'content-type': 'application/json' };
  const entered = await fetch(`${address}/example-session`, { method: 'POST', headers, body });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const told = await fetch(`${address}/ledger?limit=1000`, { headers: { cookie } });
  const { items } = (await told.json()) as { items: { act: string; actor: string; object: string; time: string }[] };
  await started.value.stop();
  return items.map(({ act, actor, object, time }) => [
    act,
    ...[actor, object].map((id) => id.replaceAll(uuid, 'made')),
    time,
  ]);
}

test('a stop while the cases of the example are made: the next start goes on, and nothing is there twice', async () => {
  const [data, whole] = [await loadedExample(), await exampleData()];
  const store = await storeIn(data);
  const first = await listening(data, store);
  while (((await keptDesk(store))?.steps ?? 0) < 20) await pause(5);
  await first.stop();
  expect((await first.loaded).ok).toBe(false);
  const [gone, at] = [await acts(data), await acts(whole)];
  expect(gone.length).toBeGreaterThan(50);
  expect(gone).toEqual(at);
  for (const folder of [data, whole]) await rm(folder, { recursive: true });
});

test('a stop while the example is imported leaves it to be finished, not taken for whole', async () => {
  const data = await mkdtemp(join(tmpdir(), 'underpin-stopped-'));
  const first = await listening(data, await storeIn(data));
  await pause(500);
  await first.stop();
  const told = await first.loaded;
  expect(told.ok ? '' : told.reason).toContain('the next start goes on');
  const store = await storeIn(data);
  expect(['to load', 'to finish']).toContain(await exampleIn(store));
  expect(await holdsExample(store)).toBe(false);
  await store.close();
  await rm(data, { recursive: true });
});
