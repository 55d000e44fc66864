import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '@underpin/model';
import { startPostgres } from '../packages/store/test/local-postgres.ts';
import { recordResult } from './lib/record-result.ts';
import type { ReviewWorld, ReviewWorldSize } from './lib/review-world.ts';

/**
 * 200 readers and 20 writers on the real server, over HTTP from another process. "people": each pauses about a second between
 * requests; "without pause": each asks again at once, which is as much as the machine can do, and then the time of an answer is mostly waiting for one's turn.
 */
const seconds = Number(process.argv[2] ?? 60);
const chosen = process.argv[3]?.split(',') ?? ['PostgreSQL', 'embedded'];
const [readers, writers] = [200, 20];
const size: ReviewWorldSize = { cases: 100, evidence: 40, findings: 20, tasks: 40, people: 44 };
const source = { name: 'Annual report', kind: 'other', publishedOn: '2026', citation: 'page 12' };

interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
}
interface Times {
  readonly reads: number[];
  readonly writes: number[];
  readonly byKind: Map<string, number[]>;
  readonly errors: string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: readers + writers });
function ask(
  address: string,
  token: string,
  method: string,
  path: string,
  more: { readonly body?: object; readonly ifMatch?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const payload = more.body === undefined ? undefined : JSON.stringify(more.body);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': payload.length }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(more.ifMatch === undefined ? {} : { 'if-match': more.ifMatch }),
    };
    const sent = request(`${address}/api/v1${path}`, { agent, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          etag: response.headers.etag,
          body: Buffer.concat(pieces).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}

const reads: readonly (readonly [share: number, kind: string, path: (caseId: string) => string])[] = [
  [20, 'list of cases', () => '/cases?limit=20&sort=-createdAt'],
  [20, 'case', (id) => `/cases/${id}`],
  [20, 'evidence of a case', (id) => `/cases/${id}/evidence?limit=50`],
  [10, 'findings of a case', (id) => `/cases/${id}/findings?limit=50`],
  [12, 'tasks of a case', (id) => `/cases/${id}/tasks?limit=20&sort=-createdAt`],
  [6, 'search', () => '/search?q=firmware&limit=20'],
  [6, 'timeline', (id) => `/cases/${id}/timeline`],
  [6, 'figures of the sector', () => '/sector'],
];

/** Processor time of a process and of all that it started, in milliseconds (Linux). */
function processorMs(root: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
      } catch {
        return [];
      }
    });
  const ours = new Set([root]);
  for (const { pid, parent } of stats.toSorted((a, b) => a.pid - b.pid)) if (ours.has(parent)) ours.add(pid);
  return 10 * stats.filter(({ pid }) => ours.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

async function load(
  {
    address,
    pids,
    ...world
  }: ReviewWorld & { readonly address: string; readonly pids: Readonly<Record<string, number>> },
  forSeconds: number,
  thinkMs: number,
): Promise<object> {
  const times: Times = { reads: [], writes: [], byKind: new Map(), errors: [] };
  const until = performance.now() + forSeconds * 1000;
  const before = Object.entries(pids).map(([name, pid]) => [name, pid, processorMs(pid)] as const);
  const timed = async (to: number[], kind: string, work: () => Promise<Answer>): Promise<Answer | null> => {
    const begun = performance.now();
    try {
      const answer = await work();
      const took = performance.now() - begun;
      to.push(took);
      const same = times.byKind.get(kind);
      if (same === undefined) times.byKind.set(kind, [took]);
      else same.push(took);
      if (answer.status >= 400) times.errors.push(`${kind}: ${answer.status} ${answer.body.slice(0, 200)}`);
      return answer;
    } catch (error) {
      times.errors.push(`${kind}: ${String(error)}`);
      return null;
    }
  };
  const think = async (random: () => number): Promise<void> => {
    if (thinkMs > 0) await pause(thinkMs * (0.5 + random()));
  };
  const read = async (n: number): Promise<void> => {
    const random = seededRandom(1000 + n);
    const token = world.tokens[n % world.tokens.length] ?? '';
    await pause(random() * Math.max(thinkMs, 100));
    while (performance.now() < until) {
      let at = random() * 100;
      const [, kind, path] = reads.find(([share]) => (at -= share) < 0) ?? reads[0]!;
      const caseId = world.cases[Math.floor(random() * world.cases.length)] ?? '';
      await timed(times.reads, kind, () => ask(address, token, 'GET', path(caseId)));
      await think(random);
    }
  };
  const write = async (n: number): Promise<void> => {
    const random = seededRandom(5000 + n);
    // Writers are analysts of authority A1, and write into the cases that it leads.
    const token = world.tokens[(n * 5) % 40] ?? '';
    await pause(random() * Math.max(thinkMs, 100));
    while (performance.now() < until) {
      const caseId = world.cases[5 * Math.floor(random() * Math.floor(world.cases.length / 5))] ?? '';
      const evidence = {
        statement: `System ${n} is supported by one company.`,
        source,
        reliability: 'B',
        credibility: 2,
        independentSources: 1,
        marking: 'GREEN',
      };
      const made = await timed(times.writes, 'add evidence', () =>
        ask(address, token, 'POST', `/cases/${caseId}/evidence`, { body: evidence }),
      );
      await think(random);
      if (made === null || made.status !== 201) continue;
      const { id } = JSON.parse(made.body) as { id: string };
      await timed(times.writes, 'change evidence', () =>
        ask(address, token, 'PATCH', `/evidence/${id}`, { body: { credibility: 3 }, ifMatch: made.etag ?? '' }),
      );
      await think(random);
      await timed(times.writes, 'add finding', () =>
        ask(address, token, 'POST', `/cases/${caseId}/findings`, {
          body: { statement: 'The sector relies on one company.', severity: 'low', evidence: [id] },
        }),
      );
      await think(random);
      await timed(times.writes, 'add task', () =>
        ask(address, token, 'POST', `/cases/${caseId}/tasks`, { body: { title: 'Ask again', owner: 'A2' } }),
      );
      await think(random);
    }
  };
  await Promise.all([
    ...Array.from({ length: readers }, (_, n) => read(n)),
    ...Array.from({ length: writers }, (_, n) => write(n)),
  ]);
  const requests = times.reads.length + times.writes.length;
  const each = before.map(([name, pid, was]) => [name, Math.round((100 * (processorMs(pid) - was)) / requests) / 100]);
  for (const error of times.errors.slice(0, 5)) console.error(error);
  return {
    seconds: forSeconds,
    reads: told(times.reads, forSeconds),
    writes: told(times.writes, forSeconds),
    errors: times.errors.length,
    processorMsPerRequest: Object.fromEntries(each) as object,
    p99MsByKind: Object.fromEntries([...times.byKind].map(([kind, all]) => [kind, told(all, forSeconds).p99Ms])),
  };
}

function told(times: readonly number[], forSeconds: number) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  const perSecond = Math.round(times.length / forSeconds);
  return {
    requests: times.length,
    perSecond,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    longestMs: at(1 - 1e-9),
  };
}

const databases: Record<string, unknown> = {};
for (const name of chosen) {
  const data = await mkdtemp(join(tmpdir(), 'underpin-load-'));
  const postgres = name === 'PostgreSQL' ? await startPostgres() : null;
  const url = postgres === null ? [] : [await postgres.createDatabase('load')];
  const program = join(import.meta.dirname, 'lib/review-server.ts');
  const server = spawn(process.execPath, [program, data, JSON.stringify(size), ...url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const world = JSON.parse(String(value)) as ReviewWorld & { address: string };
  const pids = { server: server.pid ?? 0, ...(postgres === null ? {} : { database: postgres.pid }) };
  console.error(`${name}: seeded`);
  // Each kind once before: what is computed on the first question of a day is not what is measured.
  for (const [, , path] of reads) await ask(world.address, world.tokens[0] ?? '', 'GET', path(world.cases[0] ?? ''));
  const people = await load({ ...world, pids }, seconds, 1000);
  const withoutPause = await load({ ...world, pids }, seconds, 0);
  databases[name] = { people, 'without pause': withoutPause };
  server.stdin.end();
  await ended;
  await postgres?.stop();
  await rm(data, { recursive: true, force: true });
}
agent.destroy();
recordResult('review-load', { readers, writers, records: size, databases });
