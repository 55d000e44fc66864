import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { silent } from '@underpin/model';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { start, type StartOptions } from '../src/index.ts';
import { exampleData } from './example-data.ts';

let data = '';
vi.setConfig({ testTimeout: 180_000 });
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'underpin-server-'));
});
afterAll(() => rm(data, { recursive: true }));

const options = (): StartOptions => ({
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
});

test('the first start loads the example and serves its pages; the second loads nothing again', async () => {
  const first = await start(options());
  if (!first.ok) throw new Error(first.reason);
  expect(first.value.added).toBe(63);
  const page = await fetch(`${first.value.address}/`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  const document = await page.text();
  const [, nonce = ''] = /name="csp-nonce" content="([^"]+)"/.exec(document) ?? [];
  expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
  expect(await (await fetch(`${first.value.address}/`)).text()).not.toContain(nonce);
  expect(document).not.toMatch(/<script(?![^>]* src=)/);
  const [script = ''] = /\/assets\/[\w-]+\.js/.exec(document) ?? [];
  expect((await fetch(first.value.address + script)).headers.get('cache-control')).toContain('immutable');
  expect((await fetch(`${first.value.address}/reliance`)).status).toBe(200);
  const printed = await fetch(`${first.value.address}/print/overview`);
  expect(await printed.text()).toContain('Glenford Systems Group');
  expect((await fetch(`${first.value.address}/reviews/review-2014`)).status).toBe(200);
  expect((await fetch(`${first.value.address}/nowhere`)).status).toBe(404);
  expect(await (await fetch(`${first.value.address}/health`)).json()).toMatchObject({ status: 'ok', submissions: 42 });

  const blocked = await start(options());
  expect(blocked.ok ? '' : blocked.reason).toContain(data);
  await first.value.stop();
  const kept = (await readdir(join(data, 'evidence'), { recursive: true })).toSorted();
  expect(kept.length).toBeGreaterThan(10);

  const second = await start(options());
  if (!second.ok) throw new Error(second.reason);
  expect(second.value.added).toBe(0);
  expect(second.value.summary).toEqual(first.value.summary);
  expect((await readdir(join(data, 'evidence'), { recursive: true })).toSorted()).toEqual(kept);
  await second.value.stop();
});

test('a port that is taken is told in words', async () => {
  const [one, two] = [await exampleData(), await exampleData()];
  const first = await start({ ...options(), data: one });
  if (!first.ok) throw new Error(first.reason);
  const port = Number(new URL(first.value.address).port);
  const second = await start({ ...options(), data: two, port });
  expect(second.ok ? '' : second.reason).toContain('something else listens there');
  await first.value.stop();
  for (const folder of [one, two]) await rm(folder, { recursive: true });
});

test("on another address than loopback, and with data of one's own, nothing is told without sign-in", async () => {
  const ask = async (address: string) => {
    const status = async (path: string) => (await fetch(address + path)).status;
    return {
      printed: await status('/print/overview'),
      review: await status('/reviews/review-2014'),
      sector: await status('/api/v1/sector'),
      health: Object.keys((await (await fetch(`${address}/health`)).json()) as object),
    };
  };
  const closed = { printed: 404, review: 404, sector: 401, health: ['status', 'version'] };
  const folder = await exampleData();
  const outside = await start({ ...options(), data: folder, host: '0.0.0.0' });
  if (!outside.ok) throw new Error(outside.reason);
  expect(await ask(outside.value.address.replace('0.0.0.0', '127.0.0.1'))).toEqual(closed);
  await outside.value.stop();

  const { openStore } = await import('@underpin/store');
  const { importSubmissions, openSources, sampleRegisters } = await import('@underpin/app');
  const opened = await openStore({ directory: folder, clock: options().now });
  if (!opened.ok) throw new Error(opened.reason);
  await mkdir(join(data, 'own'));
  for await (const { path, bytes } of sampleRegisters({ institutions: 1, seed: 77, referenceDate: '2024-12-31' })) {
    await writeFile(join(data, 'own', basename(path)), bytes);
  }
  const sources = await openSources([join(data, 'own')]);
  if (!sources.ok) throw new Error(sources.reason);
  for await (const one of importSubmissions(opened.value.submissions, sources.value.sources, options()))
    expect(one.added).toBe(true);
  await opened.value.close();
  const own = await start({ ...options(), data: folder });
  if (!own.ok) throw new Error(own.reason);
  expect(await ask(own.value.address)).toEqual(closed);
  await own.value.stop();
  await rm(folder, { recursive: true });
});
