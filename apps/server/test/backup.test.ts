import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@underpin/app';
import { silent } from '@underpin/model';
import { type BackupMade, makeBackup, openStore, restoreBackup, type RestoreOptions } from '@underpin/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalPostgres, startPostgres } from '../../../packages/store/test/local-postgres.ts';
import { sampleSubmission } from '../../../packages/store/test/sample-submission.ts';
import { installationKeeper, installationSealer } from '../src/api/installation-key.ts';
import { objectsOf, tasksOf } from './ledger-of.ts';
import { fetchOf, good, makeWorld } from './world.ts';
import { createClient } from '@underpin/contract';

const now = (): Date => new Date();
let postgres: LocalPostgres;
let root: string;
let database: string;
let data: string;
let out: string;
let made: BackupMade;
let before: ReadonlySet<string>;
let caseId: string;
let evidenceId: string;
let submission: string;
let tokens: Record<'one' | 'two' | 'auditor', string>;
const file = Buffer.from('%PDF-1.7 a file of evidence '.repeat(5000));

beforeAll(async () => {
  postgres = await startPostgres();
  root = await mkdtemp(join(tmpdir(), 'underpin-backup-'));
  data = join(root, 'data');
  out = join(root, 'backup.zip');
  database = await postgres.createDatabase('source');
  const store = await opened(data, database);
  const world = await makeWorld(store, {
    now,
    sealer: await installationSealer(data),
    keeper: await installationKeeper(data, now()),
  });
  const [one, two] = [await world.join('A1', 'authority'), await world.join('A2', 'authority')];
  await world.join('WG', 'working group');
  const auditor = await world.join('AUDIT', 'auditor');
  const token = async (who: typeof one) =>
    good(await who.addToken({ body: { name: 'k', scope: 'write', days: 9 } })).secret;
  tokens = { one: await token(one), two: await token(two), auditor: await token(auditor) };
  const body = {
    title: 'Où? 重要 "x"\\n',
    question: 'q\n\tq',
    marking: 'GREEN',
    workingGroup: 'WG',
    quorum: 1,
  } as const;
  caseId = good(await one.addCase({ body: { ...body, authorities: ['A1'] } })).id;
  const source = { name: 'n', kind: 'other', publishedOn: '2026', citation: 'c' } as const;
  const graded = { source, reliability: 'A', credibility: 1, independentSources: 1, marking: 'GREEN' } as const;
  evidenceId = good(await one.addEvidence({ params: { id: caseId }, body: { ...graded, statement: 's' } })).id;
  good(await one.putEvidenceFile({ params: { id: evidenceId }, query: { name: 'a.pdf' }, file }));
  await store.submissions.add(sampleSubmission({ entity: 'first' }));
  submission = (await store.submissions.add(sampleSubmission({ entity: 'second' }))).submission.id;
  const add = async (n: number): Promise<string> =>
    good(await one.addTask({ params: { id: caseId }, body: { title: `${n}`, owner: 'A1' } })).id;
  const written = new Set<string>();
  for (let n = 0; n < 30; n += 1) written.add(await add(n));
  before = new Set(written);

  // Servers go on writing while the backup is made.
  let stop = false;
  const writers = [1, 2, 3].map(async () => {
    while (!stop) written.add(await add(0));
  });
  const result = await makeBackup({ ...common, directory: data, database, out, passphrase: null });
  stop = true;
  await Promise.all(writers);
  if (!result.ok) throw new Error(result.reason);
  made = result.value;
  expect(written.size).toBeGreaterThan(before.size + 3);
  await world.server.close();
  await store.close();
});
afterAll(async () => {
  await postgres.stop();
  await rm(root, { recursive: true, force: true });
});

const common = { version: '0.1.0', now, progress: silent };
const restoring = (more: Partial<RestoreOptions> & { readonly directory: string }): RestoreOptions => ({
  file: out,
  database: undefined,
  keyFile: `${out}.keys`,
  passphrase: null,
  now,
  progress: silent,
  ...more,
});

async function opened(directory: string, url?: string): Promise<Store> {
  const result = await openStore({ directory, database: url, clock: now });
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

/** That a restored installation is whole, keeps its secrets from who may not see them, and can be written to. */
async function expectWhole(store: Store): Promise<void> {
  const world = await makeWorld(store, { now });
  const client = (token: string) => createClient({ baseUrl: '', fetch: fetchOf(world.server), token });
  const [one, two, auditor] = [client(tokens.one), client(tokens.two), client(tokens.auditor)];
  const kept = await tasksOf(caseId, one);
  for (const id of before) expect(kept.has(id)).toBe(true);
  expect(await objectsOf('task added', auditor)).toEqual(kept);
  expect(good(await one.getCase({ params: { id: caseId } }))).toMatchObject({ title: 'Où? 重要 "x"\\n' });
  const bytes = good(await one.getEvidenceFile({ params: { id: evidenceId } }));
  expect(Buffer.from(bytes).equals(file)).toBe(true);
  expect((await two.getCase({ params: { id: caseId } })).status).toBe(404);
  expect(good(await two.search({ query: { q: 'Où?' } })).total).toBe(0);
  expect((await store.submissions.content(submission)).length).toBeGreaterThan(0);
  const tables = await store.submissions.tables([submission]);
  expect(
    (await store.columns.read(tables.filter(({ table }) => table === tables[0]?.table))).table.rowCount,
  ).toBeGreaterThan(0);
  await store.submissions.add(sampleSubmission({ entity: 'after' }));
  good(await one.addTask({ params: { id: caseId }, body: { title: 'after', owner: 'A1' } }));
  await objectsOf('task added', auditor);
  await world.server.close();
}

test('from PostgreSQL, while servers write, into the embedded database, and from there into PostgreSQL again', async () => {
  expect(made.signedBy).toMatch(/^[0-9a-f]{64}$/);
  const [embedded, back, second] = [join(root, 'embedded'), join(root, 'back'), join(root, 'second.zip')];
  const restored = await restoreBackup(restoring({ directory: embedded }));
  if (!restored.ok) throw new Error(restored.reason);
  expect(restored.value).toMatchObject({ signedBy: { ours: true }, ledger: made.manifest.ledger, keys: 3 });
  for (const name of ['installation.key', 'keeper.pem', 'keeper.json']) {
    expect(await readFile(join(embedded, 'keys', name))).toEqual(await readFile(join(data, 'keys', name)));
  }
  const passphrase = 'a phrase for the keys';
  const again = await makeBackup({ ...common, directory: embedded, database: undefined, out: second, passphrase });
  if (!again.ok) throw new Error(again.reason);
  expect(again.value.manifest.tables).toEqual(made.manifest.tables);
  expect(again.value.manifest.files).toEqual(made.manifest.files);
  expect(await readFile(`${second}.keys`, 'utf8')).not.toContain('keeper.pem');

  const open = await opened(embedded);
  const blocked = await makeBackup({
    ...common,
    directory: embedded,
    database: undefined,
    out: join(root, 'x.zip'),
    passphrase,
  });
  expect(blocked).toMatchObject({ ok: false, reason: expect.stringContaining('has it open') as unknown });
  expect(existsSync(join(root, 'x.zip'))).toBe(false);
  await expectWhole(open);
  await open.close();

  const target = await postgres.createDatabase('target');
  const asked = restoring({ file: second, keyFile: `${second}.keys`, directory: back, database: target });
  expect(await restoreBackup({ ...asked, passphrase: 'another' })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('passphrase is wrong') as unknown,
  });
  expect(existsSync(back)).toBe(false);
  const third = await restoreBackup({ ...asked, passphrase });
  if (!third.ok) throw new Error(third.reason);
  const there = await opened(back, target);
  await expectWhole(there);
  await there.close();
  expect(await restoreBackup({ ...asked, directory: join(root, 'other'), passphrase })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('already') as unknown,
  });
}, 120_000);

describe('a backup that is not what was made is refused, and nothing is left', () => {
  const refusedWith = async (file: string, more: Partial<RestoreOptions> = {}): Promise<string> => {
    const directory = join(root, `refused-${crypto.randomUUID()}`);
    const result = await restoreBackup(restoring({ file, directory, ...more }));
    expect(existsSync(directory)).toBe(false);
    return result.ok ? 'restored' : result.reason;
  };
  const copy = async (change: (path: string, bytes: Buffer) => Promise<void>): Promise<string> => {
    const path = join(root, `copy-${crypto.randomUUID()}.zip`);
    await copyFile(out, path);
    await change(path, await readFile(out));
    return path;
  };

  test('cut off', async () => {
    for (const part of [0, 0.3, 0.9, 0.9999]) {
      const path = await copy((to, bytes) => truncate(to, Math.floor(bytes.length * part)));
      expect(await refusedWith(path), String(part)).toContain('Cannot restore');
    }
  });

  test('a byte changed anywhere in what it holds', async () => {
    const whole = await readFile(out);
    const places = [
      whole.indexOf('a file of evidence') + 3,
      Math.floor(whole.length * 0.2),
      Math.floor(whole.length * 0.6),
    ];
    for (const place of places) {
      const path = await copy((to, bytes) => {
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        return writeFile(to, bytes);
      });
      expect(await refusedWith(path), String(place)).toContain('Cannot restore');
    }
  });

  test('made anew with another content and fitting hashes, but not by the keeper', async () => {
    const { readZip, writeZip } = await import('../../../packages/store/src/backup/zip-file.ts');
    const remake = async (keepSignature: boolean): Promise<string> => {
      const path = join(root, `forged-${crypto.randomUUID()}.zip`);
      const [from, to] = [await readZip(out), await writeZip(path)];
      for (const name of from.entries.keys()) {
        if (name === 'manifest.sig.json' && !keepSignature) continue;
        const change = async function* (): AsyncGenerator<Uint8Array> {
          const pieces: Uint8Array[] = [];
          for await (const piece of from.read(name)) pieces.push(piece);
          const text = Buffer.concat(pieces);
          yield name === 'manifest.json'
            ? Buffer.from(text.toString('utf8').replace('"version":"0.1.0"', '"version":"6.6.6"'))
            : text;
        };
        await to.add(name, change(), 6);
      }
      await to.close();
      await from.close();
      return path;
    };
    expect(await refusedWith(await remake(true))).toContain('signature does not fit');
    expect(await refusedWith(await remake(false))).toContain('signature of the keeper was taken out');
  });

  test('not a backup; keys of another; a folder in use', async () => {
    const odd = join(root, 'odd.zip');
    await writeFile(odd, 'not a zip');
    expect(await refusedWith(odd)).toContain('Cannot restore');
    const keys = join(root, 'other.keys');
    await writeFile(keys, JSON.stringify({ format: 'underpin-keys/1', backup: crypto.randomUUID(), files: {} }));
    expect(await refusedWith(out, { keyFile: keys })).toContain('belongs to another backup');
    const used = join(root, 'used');
    await mkdir(used);
    await writeFile(join(used, 'mine'), 'x');
    const result = await restoreBackup(restoring({ directory: used }));
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('not empty') as unknown });
    expect(await readFile(join(used, 'mine'), 'utf8')).toBe('x');
  });
});
