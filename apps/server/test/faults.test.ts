import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@underpin/app';
import { openStore } from '@underpin/store';
import { testTemplate } from '@underpin/store/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalPostgres, startPostgres } from '../../../packages/store/test/local-postgres.ts';
import { registerApi } from '../src/api/api.ts';
import { healthRoutes } from '../src/operations/health.ts';
import { createServer } from '../src/server.ts';
import { objectsOf, tasksOf } from './ledger-of.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

const now = (): Date => new Date();
const about = { title: 't', question: 'q', marking: 'GREEN', workingGroup: 'WG', quorum: 1 } as const;

interface Site {
  readonly world: World;
  readonly server: FastifyInstance;
  readonly one: Client;
  readonly auditor: Client;
  readonly caseId: string;
  readonly ready: () => Promise<{ readonly status: number; readonly body: unknown }>;
}

async function siteOn(store: Store): Promise<Site> {
  const world = await makeWorld(store, { now });
  const server = await createServer({ pages: () => [], paths: [], loaded: () => null });
  healthRoutes(server, store);
  await registerApi(server, world.options);
  const one = await world.join('A1', 'authority');
  await world.join('WG', 'working group');
  const auditor = await world.join('AUDIT', 'auditor');
  const { id: caseId } = good(await one.addCase({ body: { ...about, authorities: ['A1'] } }));
  const ready = async (): Promise<{ status: number; body: unknown }> => {
    const { statusCode, body } = await server.inject({ url: '/healthz/ready' });
    return { status: statusCode, body: JSON.parse(body) as unknown };
  };
  return { world, server, one, auditor, caseId, ready };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const begun = Date.now();
  while (!(await condition())) {
    if (Date.now() - begun > 40_000) throw new Error('It did not come back');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let postgres: LocalPostgres;
let directory: string;
beforeAll(async () => {
  postgres = await startPostgres();
  directory = await mkdtemp(join(tmpdir(), 'underpin-faults-'));
});
afterAll(async () => {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

test('the database goes away during writes and comes back: clear answers, nothing lost, nothing twice, no restart', async () => {
  const opened = await openStore({ directory, database: await postgres.createDatabase('gone'), clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const { world, server, one, auditor, caseId, ready } = await siteOn(opened.value);
  expect(await ready()).toEqual({ status: 200, body: { status: 'ok', database: 'ok', files: 'ok' } });

  const kept = new Map<string, string>();
  const refused: string[] = [];
  const details = new Set<string>();
  let stop = false;
  const add = async (key: string): Promise<boolean> => {
    const answer = await one.addTask({
      params: { id: caseId },
      body: { title: key, owner: 'A1' },
      idempotencyKey: key,
    });
    if (answer.ok) {
      // The same key never makes a second task.
      expect(kept.get(key) ?? answer.value.id).toBe(answer.value.id);
      kept.set(key, answer.value.id);
      return true;
    }
    expect(answer.status).toBe(503);
    details.add(answer.problem.detail);
    return false;
  };
  const writers = [1, 2, 3, 4].map(async (writer) => {
    for (let n = 0; !stop; n += 1) {
      const key = `writer-${writer}-${n}`;
      if (!(await add(key))) {
        refused.push(key);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  });
  await until(async () => kept.size > 20);
  await postgres.halt();
  await until(async () => refused.length > 4);
  // What was told is kept for a second.
  await until(async () => (await ready()).status === 503);
  expect(await ready()).toMatchObject({ status: 503, body: { database: 'database gone', files: 'ok' } });
  expect((await server.inject({ url: '/healthz/live' })).statusCode).toBe(200);
  expect((await server.inject({ url: '/api/v1/cases' })).statusCode).toBe(401);
  await postgres.startAgain();
  const before = kept.size;
  await until(async () => kept.size > before + 8);
  stop = true;
  await Promise.all(writers);
  await until(async () => (await ready()).status === 200);

  // What was refused, or in doubt, is asked again with its key.
  for (const key of refused) await until(() => add(key));
  for (const detail of details) expect(detail).toMatch(/Nothing was changed|same Idempotency-Key/);
  expect([...(await tasksOf(caseId, one))].toSorted()).toEqual([...kept.values()].toSorted());
  expect(await objectsOf('task added', auditor)).toEqual(new Set(kept.values()));
  expect(world.errors.length).toBeGreaterThan(0);
  await server.close();
  await opened.value.close();
});

/** A small disk of its own; null where this user may not make one. */
async function smallDisk(
  megabytes: number,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> } | null> {
  const path = await mkdtemp(join(tmpdir(), 'underpin-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    await rm(path, { recursive: true });
    return null;
  }
  const remove = async (): Promise<void> => {
    execFileSync('umount', [path]);
    await rm(path, { recursive: true });
  };
  return { path, remove };
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096, 1));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}

test('the disk is full and has room again: clear answers, nothing half written, no restart', async (context) => {
  const disk = await smallDisk(120);
  if (disk === null) return context.skip('This user may not mount a file system of its own, so no disk can be filled');
  const data = join(disk.path, 'data');
  const opened = await openStore({ directory: data, template: await testTemplate(), clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const { server, one, auditor, caseId, ready } = await siteOn(opened.value);
  const source = { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' } as const;
  const graded = { source, reliability: 'A', credibility: 1, independentSources: 1, marking: 'GREEN' } as const;
  const evidence = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: 's' } }));
  const upload = () =>
    one.putEvidenceFile({ params: { id: evidence.id }, query: { name: 'a.bin' }, file: new Uint8Array(999_999) });
  const add = (n: number) => one.addTask({ params: { id: caseId }, body: { title: `${n} `.repeat(60), owner: 'A1' } });

  fill(join(disk.path, 'filler'));
  const kept = new Set<string>();
  let refused = 0;
  for (let n = 0; n < 500 && refused < 3; n += 1) {
    const answer = await add(n);
    if (answer.ok) kept.add(answer.value.id);
    else {
      refused += 1;
      expect(answer).toMatchObject({
        status: 503,
        problem: { detail: expect.stringContaining('disk of the server is full') as unknown },
      });
    }
  }
  expect(refused).toBe(3);
  expect(await upload()).toMatchObject({
    status: 503,
    problem: { detail: expect.stringContaining('make room') as unknown },
  });
  expect(await ready()).toMatchObject({ status: 503, body: { files: 'disk full' } });
  // Reading goes on.
  expect(await tasksOf(caseId, one)).toEqual(kept);

  await rm(join(disk.path, 'filler'));
  for (let n = 0; n < 5; n += 1) kept.add(good(await add(1000 + n)).id);
  expect(good(await upload()).bytes).toBe(999_999);
  await until(async () => (await ready()).status === 200);
  expect(await tasksOf(caseId, one)).toEqual(kept);
  expect(await objectsOf('task added', auditor)).toEqual(kept);
  await server.close();
  await opened.value.close();

  const again = await openStore({ directory: data, clock: now });
  if (!again.ok) throw new Error(again.reason);
  await again.value.close();
  await disk.remove();
});
