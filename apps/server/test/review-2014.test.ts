import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { checkBundle, importSubmissions, openSources, readPublicKey, sampleRegisters } from '@underpin/app';
import { createClient, type Fetch } from '@underpin/contract';
import { silent } from '@underpin/model';
import { openStore } from '@underpin/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../../../packages/store/test/local-postgres.ts';
import { start, type Started, type StartOptions } from '../src/index.ts';
import { exampleData } from './example-data.ts';
import { good } from './world.ts';

const root = join(import.meta.dirname, '../../..');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-review-2014-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const told: unknown[] = [];
async function begin(more: Pick<StartOptions, 'data'> & Partial<StartOptions>): Promise<Started> {
  const tell = (error: unknown) => told.push(error);
  const base = { root, database: undefined, host: '127.0.0.1', port: 0, progress: silent };
  const started = await start({ ...base, now: () => new Date(), tell, ...more });
  if (!started.ok) throw new Error(started.reason);
  return started.value;
}

/** Runs the script as anybody would, and checks its bundle once more. */
async function walk(address: string, token?: string): Promise<string> {
  const out = join(folder, 'out');
  const script = join(root, 'examples/review-2014/case.ts');
  const env = { ...process.env, ...(token === undefined ? {} : { UNDERPIN_TOKEN: token }) };
  const { stdout } = await promisify(execFile)(process.execPath, [script, address, '--out', out], { env });
  const key = readPublicKey(await readFile(join(out, 'keeper.pub.json'), 'utf8'));
  if (!key.ok) throw new Error(key.reason);
  const bundle = await readFile(join(out, 'case.bundle.zip'));
  expect(await checkBundle('case.bundle.zip', bundle, key.value)).toMatchObject({
    verdict: 'good',
    proof: { opinions: { given: 25, signed: 25 }, trusted: true },
  });
  expect(stdout).toContain('The case went from opening to decision.');
  expect(stdout).toContain('R3: not joint; concur MF, BR, MI; reserved none; dissent CB, PC; silent none');
  return stdout;
}

test(
  'the script of the example goes from opening to decision on the example server',
  { timeout: 240_000 },
  async () => {
    const running = await begin({ data: await exampleData(new Date()) });
    try {
      const said = await walk(running.address);
      expect(said).not.toContain('filed its register');
      // Events, submissions, replies, opinions, the report, the decision, measures, the case, and changes of control.
      expect(said).toMatch(/timeline: \d+ entries of 9 kinds/);
      expect(said).toMatch(/castelby: at most 0\.5 on 2024-12-31: 0\.61 to 0\.89, missed/);
    } finally {
      await running.stop();
    }
    expect(told).toEqual([]);
  },
);

test('and on PostgreSQL with other data, where the banks file first', { timeout: 240_000 }, async () => {
  const postgres = await startPostgres();
  try {
    const [data, database] = [join(folder, 'other'), await postgres.createDatabase('case')];
    const opened = await openStore({ directory: data, database, clock: () => new Date() });
    if (!opened.ok) throw new Error(opened.reason);
    const sample = sampleRegisters({ institutions: 1, seed: 77, referenceDate: '2024-12-31' });
    for await (const { path, bytes } of sample) await writeFile(join(folder, basename(path)), bytes);
    const sources = await openSources(
      (await readdir(folder)).filter((name) => name.endsWith('.zip')).map((name) => join(folder, name)),
    );
    if (!sources.ok) throw new Error(sources.reason);
    const options = { now: () => new Date(), progress: silent };
    for await (const one of importSubmissions(opened.value.submissions, sources.value.sources, options))
      expect(one.added).toBe(true);
    await opened.value.close();
    const running = await begin({ data, database });
    try {
      const anyone = createClient({ baseUrl: running.address, fetch: fetch as unknown as Fetch });
      const [, link = ''] = String(running.welcome).split('#');
      const [login, password] = ['administrator', 'a password of the owner'];
      good(await anyone.useLink({ body: { token: link, password } }));
      const said = await walk(running.address, await tokenOf(running.address, login, password));
      expect(said).toContain('Castelby Savings Bank filed its register and its inventory.');
      expect(said).toMatch(/castelby: at most 0\.5 on 2024-12-31: 0\.61 to 0\.89, missed/);
    } finally {
      await running.stop();
    }
  } finally {
    await postgres.stop();
  }
  expect(told).toEqual([]);
});

/** An API token, made in a session as a browser has it. */
async function tokenOf(address: string, login: string, password: string): Promise<string> {
  const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const session = await post('/session', { login, password });
  const { csrf } = (await session.json()) as { csrf: string };
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await post('/tokens', { name: 'case', scope: 'write', days: 1 }, { cookie, 'x-csrf-token': csrf });
  return ((await made.json()) as { secret: string }).secret;
}
