import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, root } from './cli.ts';

const registers = join(root, 'examples/sector/registers');
let folder = '';
let register = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-check-'));
  register = join(registers, (await readdir(registers)).find((name) => name.includes('.IND_')) ?? '');
  await writeFile(
    join(folder, 'rules.csv'),
    [
      'rule_id,severity,enabled,message,lhs,op,rhs',
      'no_eur,FATAL,Y,Amounts are not in euro.,"IN(DPS(DPI_0201_0040), ""eba_CU:EUR"")",=,False',
      'odd,ERROR,Y,Something odd.,"GUESS(DPS(DPI_0201_0040))",=,True',
    ].join('\n'),
  );
  await writeFile(
    join(folder, 'lei.csv'),
    `LEI,Entity.LegalName,Entity.EntityStatus,Registration.RegistrationStatus\n${basename(register).slice(0, 20)},Sample,ACTIVE,LAPSED\n`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

interface Told {
  readonly submissions: readonly {
    readonly rejected: boolean;
    readonly findings: readonly { rule: string; severity: string; level?: string }[];
  }[];
  readonly rules: readonly { readonly run: number; readonly refused: readonly { id: string; reason: string }[] }[];
}

test('the example sector holds under all layers', async () => {
  const { exitCode, out } = await cli(['check', registers, '--json']);
  expect(exitCode).toBe(0);
  expect((JSON.parse(out) as Told).submissions.flatMap(({ findings }) => findings)).toEqual([]);
});

test('a national rule file and GLEIF files add their findings; they do not reject', async () => {
  const words = [
    'check',
    register,
    '--national',
    join(folder, 'rules.csv'),
    '--gleif',
    join(folder, 'lei.csv'),
    '--json',
  ];
  const { exitCode, out } = await cli(words);
  expect(exitCode).toBe(0);
  const told = JSON.parse(out) as Told;
  expect(told.rules).toMatchObject([{ run: 1, refused: [{ id: 'odd', reason: 'the function GUESS is not known' }] }]);
  const findings = told.submissions[0]?.findings ?? [];
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['no_eur', 'VR_71', 'UP-ID-1']));
  expect(findings.find(({ rule }) => rule === 'no_eur')).toMatchObject({ severity: 'national', level: 'FATAL' });
});

test('a person reads which rules are run and which are not', async () => {
  const { out } = await cli(['check', register, '--national', join(folder, 'rules.csv')]);
  expect(out).toContain('rules.csv: 1 rules run, 1 not interpretable, 0 switched off');
  expect(out).toContain('The rule "odd" is not run');
});

test('only the asked version is accepted', async () => {
  expect((await cli(['check', register, '--profile', 'dora-4.0'])).exitCode).toBe(0);
  const other = await cli(['check', register, '--profile', 'dora-4.2']);
  expect(other.exitCode).toBe(1);
  expect(other.out).toContain('505');
  expect((await cli(['check', register, '--profile', 'dora-9'])).exitCode).toBe(2);
});

test('a rule file that is not there is refused', async () => {
  const { exitCode, error, out } = await cli(['check', register, '--national', join(folder, 'none.csv')]);
  expect(exitCode).toBe(3);
  expect(error + out).toContain('there is no such file');
});

test('repair, export and build are held against the same rules and identities', async () => {
  const rules = ['--national', join(folder, 'rules.csv'), '--gleif', join(folder, 'lei.csv'), '--json'];
  const foundBy = async (...words: readonly string[]): Promise<string[]> => {
    const { out } = await cli([...words, ...rules]);
    return [...new Set((JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule))].sort();
  };
  const all = ['UP-ID-1', 'VR_71', 'no_eur'];
  expect(await foundBy('repair', register)).toEqual(all);
  expect(await foundBy('export', register, '--out', join(folder, 'exported'))).toEqual(all);
  expect(await foundBy('build', register, '--out', join(folder, 'built'), '--apply')).toEqual(all);
});

test('bulk runs them on each package, and again when the rules have changed', async () => {
  const rules = join(folder, 'bulk-rules.csv');
  const words = ['bulk', register, '--out', join(folder, 'bulk'), '--national', rules, '--json'];
  const bulk = async (): Promise<{ checked: number; unchanged: number; causes: { rule: string }[] }> =>
    JSON.parse((await cli(words)).out) as { checked: number; unchanged: number; causes: { rule: string }[] };
  const head = 'rule_id,severity,enabled,message,lhs,op,rhs';
  await writeFile(rules, `${head}\nno_eur,FATAL,Y,Not in euro.,"IN(DPS(DPI_0201_0040), ""eba_CU:EUR"")",=,False\n`);
  expect(await bulk()).toMatchObject({ checked: 1, causes: [{ rule: 'no_eur' }] });
  expect(await bulk()).toMatchObject({ checked: 0, unchanged: 1, causes: [{ rule: 'no_eur' }] });
  await writeFile(rules, `${head}\nin_eur,FATAL,Y,In euro.,"IN(DPS(DPI_0201_0040), ""eba_CU:EUR"")",=,True\n`);
  expect(await bulk()).toMatchObject({ checked: 1, causes: [] });
  const missing = await cli([...words.slice(0, 5), join(folder, 'none.csv')]);
  expect(missing.exitCode).toBe(3);
});
