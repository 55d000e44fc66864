import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { databases, newStore } from '../apps/server/test/stores.ts';
import { good, makeWorld } from '../apps/server/test/world.ts';
import { recordResult } from './lib/record-result.ts';

/** Readers and writers on one case over HTTP, for so many seconds on each database: requests a second, and how long they take. */
const seconds = Number(process.argv[2] ?? 60);
const [readers, writers] = [200, 20];
const agent = new Agent({ keepAlive: true, maxSockets: readers + writers });

function ask(port: number, method: string, path: string, token: string, body?: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const sent = request({ agent, port, host: '127.0.0.1', method, path: `/api/v1${path}`, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function told(times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  return { requests: times.length, perSecond: Math.round(times.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

const results: Record<string, unknown> = {};
for (const database of databases) {
  const { store, remove } = await newStore(database);
  const world = await makeWorld(store, { now: () => new Date() });
  const one = await world.join('A1', 'authority');
  await world.join('WG', 'working group');
  const body = {
    title: 't',
    question: 'q',
    marking: 'GREEN',
    authorities: ['A1'],
    workingGroup: 'WG',
    quorum: 1,
  } as const;
  const { id } = good(await one.addCase({ body }));
  const { secret } = good(await one.addToken({ body: { name: 'load', scope: 'write', days: 1 } }));
  await world.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.server.server.address() as AddressInfo;
  const until = performance.now() + seconds * 1000;
  const [reads, writes, errors]: [number[], number[], number[]] = [[], [], []];
  const reads_ = [`/cases/${id}`, '/cases', `/cases/${id}/tasks?limit=20&sort=-createdAt`, '/search?q=task&limit=10'];
  const run = async (times: number[], next: (n: number) => Promise<number>): Promise<void> => {
    for (let n = 0; performance.now() < until; n += 1) {
      const begun = performance.now();
      const status = await next(n);
      times.push(performance.now() - begun);
      if (status >= 400) errors.push(status);
    }
  };
  await Promise.all([
    ...Array.from({ length: readers }, (_, reader) =>
      run(reads, (n) => ask(port, 'GET', reads_[(reader + n) % reads_.length] ?? '/cases', secret)),
    ),
    ...Array.from({ length: writers }, () =>
      run(writes, (n) => ask(port, 'POST', `/cases/${id}/tasks`, secret, { title: `task ${n}`, owner: 'A1' })),
    ),
  ]);
  results[database] = { reads: told(reads), writes: told(writes), errors: errors.length };
  await world.server.close();
  await remove();
}
agent.destroy();
recordResult('review-load', { seconds, readers, writers, databases: results });
