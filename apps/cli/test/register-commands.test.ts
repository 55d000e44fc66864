import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@underpin/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands, run } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const desk = join(root, 'examples/register-desk');
const registers = join(root, 'examples/sector/registers');
let folder = '';
let register = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-cli-'));
  register = join(
    registers,
    (await readdir(registers)).toSorted().find((name) => name.startsWith('9999UPIZHZPJBA')) ?? '',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function underpin(...words: readonly string[]) {
  let [out, error] = ['', ''];
  const exitCode = await run(
    commands,
    words,
    { progress: silent, now: () => new Date('2026-03-20T09:00:00Z'), environment: {}, root },
    { out: (text) => (out += text), error: (text) => (error += text) },
  );
  return { exitCode, out, error };
}

test('template, edit, build, check: from an empty workbook nothing is filed, from a filled one a package', async () => {
  const workbook = join(folder, 'register.xlsx');
  expect((await underpin('template', '--out', workbook)).exitCode).toBe(0);
  const empty = await underpin('build', workbook, '--out', join(folder, 'empty'), '--apply');
  expect(empty.exitCode).toBe(3);
  expect(empty.error).toContain('the LEI of the entity');
  expect((await underpin('template', '--from', register, '--out', workbook)).exitCode).toBe(0);
  const previewed = await underpin('build', workbook, '--out', join(folder, 'built'));
  expect(previewed.out).toContain('131 create, 0 update, 0 skip, 0 fail');
  expect(await readdir(folder)).not.toContain('built');
  expect((await underpin('build', workbook, '--out', join(folder, 'built'), '--apply')).exitCode).toBe(0);
  const [name = ''] = await readdir(join(folder, 'built'));
  expect(name).toContain('_20260320090000000.zip');
  expect((await underpin('check', join(folder, 'built', name))).out).toContain('accepted, no findings');
});

test('a CSV file: first a proposed mapping, then good rows in and bad rows back', async () => {
  const providers = join(desk, 'providers.csv');
  const open = await underpin('build', providers, '--onto', register, '--out', folder);
  expect(open.exitCode).toBe(3);
  expect(open.error).toContain('Legal name');
  const out = join(folder, 'providers');
  const words = ['--mapping', join(desk, 'mapping.yaml'), '--onto', register, '--out', out, '--apply'];
  const built = await underpin('build', providers, ...words);
  expect(built.exitCode).toBe(1);
  expect(built.out).toContain('2 create, 0 update, 0 skip, 1 fail');
  const failed = join(out, 'b_05.01.failed.csv');
  await writeFile(failed, (await readFile(failed, 'utf8')).replace('Frankreich,', 'eba_GA:FR,'));
  const again = await underpin('build', failed, '--onto', register, '--out', out, '--json');
  expect(JSON.parse(again.out).counts).toEqual({ create: 1, update: 0, skip: 0, fail: 0 });
});

test('repair: proposals, then a package that is accepted', async () => {
  const broken = join(desk, 'our-register');
  const advice = await underpin('repair', broken);
  expect(advice.exitCode).toBe(1);
  for (const id of ['105-1', 'UP-PAR-1-1', '503-1', '503-2', '330-1', '805-1', '807-1'])
    expect(advice.out).toContain(id);
  expect(advice.out).toContain('- Irland\n    + eba_GA:IE');
  const out = join(folder, 'mended');
  const certain = await underpin('repair', broken, '--apply', 'certain', '--out', out);
  expect(certain.exitCode).toBe(1);
  expect(certain.out).toContain('rule 503');
  const chosen = await underpin('repair', broken, '--apply', 'certain', '503-2=eba_GA:IE', '--out', out);
  expect(chosen.exitCode).toBe(0);
  expect((await underpin('check', out)).exitCode).toBe(0);
  expect((await underpin('repair', broken, '--apply', '999-1', '--out', out)).exitCode).toBe(3);
});

test('export: from a file, from the store, refused with reasons', async () => {
  const out = join(folder, 'exported');
  const from = await underpin('export', register, '--out', out, '--json');
  expect(from.exitCode).toBe(0);
  const { file } = JSON.parse(from.out) as { readonly file: string };
  expect((await readFile(file)).equals(await readFile(register))).toBe(true);
  const refused = await underpin('export', join(desk, 'our-register'), '--out', out);
  expect(refused.exitCode).toBe(1);
  expect(refused.out).toContain('Refused to export');
  const data = join(folder, 'data');
  const imported = await underpin('import', register, '--data', data, '--json');
  const { submissions } = JSON.parse(imported.out) as {
    readonly submissions: readonly { readonly submission: { readonly id: string } }[];
  };
  const id = submissions[0]?.submission.id ?? '';
  const stored = await underpin('export', id, '--data', data, '--out', join(folder, 'stored'), '--profile', 'dora-4.2');
  expect(stored.out).toContain('dora-4.2');
  expect((await underpin('export', '0'.repeat(64), '--data', data, '--out', out)).exitCode).toBe(3);
});

test('bulk: a summary, and an exit code that says whether all are accepted', async () => {
  const out = join(folder, 'bulk');
  const all = await underpin('bulk', register, join(desk, 'our-register'), '--out', out, '--workers', '1', '--json');
  expect(all.exitCode).toBe(1);
  expect(JSON.parse(all.out).outcomes).toEqual({ accepted: 1, rejected: 1, 'not checked': 0 });
  expect(await readdir(out)).toEqual(
    expect.arrayContaining(['state.jsonl', 'summary.csv', 'summary.html', 'summary.json']),
  );
});

test('inventory: what a machine says of itself, as an inventory', async () => {
  const source = join(folder, 'assets.csv');
  await writeFile(source, 'serial,manufacturer,model,type\nS-1,IBM,9119-MME,server\nS-2,Dell,PowerEdge R740,server\n');
  const out = join(folder, 'inventory.xlsx');
  const made = await underpin(
    'inventory',
    source,
    '--lei',
    '9999UPIZHZPJBA104O61',
    '--reference-date',
    '2024-12-31',
    '--out',
    out,
    '--json',
  );
  expect(JSON.parse(made.out).rows.assets).toBe(2);
  expect((await underpin('check', out)).exitCode).toBe(0);
  expect((await underpin('inventory', source, '--lei', 'short')).exitCode).toBe(2);
});
