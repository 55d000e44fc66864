import { cell, type Finding, type RegisterPackage, rejects } from '@underpin/model';
import { expect, test } from 'vitest';
import { adviseRepairs, contentOf, exportRegister, repairRegister } from '../src/index.ts';
import {
  changed,
  now,
  type PackageFile,
  profile,
  read,
  samplePackages,
  splitRow,
  surroundings,
  withCell,
} from './register-files.ts';

const [good] = (await samplePackages(3)) as [PackageFile];
const source = await read(good);

const duplicated = (text: string): string => {
  const lines = text.trimEnd().split('\r\n');
  return `${[...lines, lines[1]].join('\r\n')}\r\n`;
};

const rankOneRow = (() => {
  const table = source.tables.get('B_05.02');
  for (let row = 0; row < (table?.rowCount ?? 0); row += 1)
    if (table !== undefined && cell(table, 'c0050', row) === '1') return row + 1;
  throw new Error('The sample has no provider of rank 1');
})();

function firstValue(table: string, column: string): string {
  const found = source.tables.get(table);
  return found === undefined ? '' : cell(found, column, 0);
}

type Change = Parameters<typeof changed>[1];
type Case = readonly [title: string, rule: string, change: Change, name?: string];
const cases: readonly Case[] = [
  [
    'a bare service type',
    '503',
    { 'b_02.02.csv': withCell('c0060', 1, firstValue('B_02.02', 'c0060').replace('eba_TA:', '')) },
  ],
  ['a country by its name', '503', { 'b_05.01.csv': withCell('c0080', 1, 'Germany') }],
  ['a misspelt country', '503', { 'b_05.01.csv': withCell('c0080', 1, 'Germny') }],
  ['a date in another form', '330', { 'b_02.02.csv': withCell('c0070', 1, '31.12.2020') }],
  ['a decimal with a comma', '305', { 'b_02.01.csv': withCell('c0050', 1, '"1250,5"') }],
  ['a whole number with a fraction', '331', { 'b_06.01.csv': withCell('c0080', 1, '4.0') }],
  ['a link in capitals', '333', { 'b_03.01.csv': withCell('c0030', 1, 'TRUE') }],
  ['a special value', 'UP-VAL-1', { 'b_06.01.csv': withCell('c0060', 1, '#none') }],
  ['a repeated row', '806', { 'b_05.01.csv': duplicated }],
  ['a parent without a row', '807', { 'b_05.01.csv': withCell('c0110', 1, '5493001KJTIIGC8Y1R12') }],
  ['rank 1 without recipient', '805', { 'b_05.02.csv': withCell('c0060', rankOneRow, '') }],
  ['rank 1 with a recipient that is nobody', '807', { 'b_05.02.csv': withCell('c0060', rankOneRow, 'Not applicable') }],
  ['an overarching arrangement that does not apply', '807', { 'b_02.01.csv': withCell('c0030', 1, 'Not applicable') }],
  ['no country of provision', '805', { 'b_02.02.csv': withCell('c0130', 1, '') }],
  ['no branch', '805', { 'b_04.01.csv': withCell('c0040', 1, '') }],
  ['a parameter that nothing refers to', 'UP-PAR-1', { 'parameters.csv': (text) => `${text}decimalsPercentage,4\r\n` }],
  ['another file name', '105', {}, `LEI_${good.name.slice(0, 20)}.CON_DE_DOR_DORA_ROI.zip`],
  ['a name with blanks', '104', {}, 'our register.zip'],
  ['an old module', '106', {}, good.name.replace('DORA010100', 'DORA010000')],
  ['a stray file', '720', { 'notes.txt': () => 'x' }],
];

const signature = ({ rule, location, value }: Finding): string =>
  JSON.stringify([rule, location.file, location.column, value]);
const place = (pkg: RegisterPackage, finding: Finding): boolean => finding.location.file === pkg.name;

const named = cases.map(([title, rule, change, name = good.name]) => ({ title, rule, change, name }));

test.each(named)('$title ($rule) is proposed, and mended without new damage', async ({ rule, change, name }) => {
  const broken = await read(await changed(good, change, name));
  const { findings, proposals } = adviseRepairs(broken, surroundings);
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  const proposal = proposals.find((one) => one.rule === rule);
  expect(proposal, `a proposal for ${rule}`).toBeDefined();
  const repaired = repairRegister(broken, [proposal?.id ?? ''], surroundings);
  if (!repaired.ok) throw new Error(repaired.reason);
  const { before, after } = repaired.value;
  expect(after.map((finding) => finding.rule)).not.toContain(rule);
  const known = new Set(before.map(signature));
  const fresh = after.filter(
    (finding) => rejects(finding) && !known.has(signature(finding)) && !place(broken, finding),
  );
  expect(fresh).toEqual([]);
  const exported = await exportRegister(contentOf(repaired.value.read, now), { profile, ...surroundings });
  expect(exported.ok ? '' : exported.reason).toBe('');
});

test('a good package needs no repair', () => {
  expect(adviseRepairs(source, surroundings).proposals).toEqual([]);
});

test('all certain proposals at once; a guess waits for a person, who may choose another code', async () => {
  const broken = await read(
    await changed(good, {
      'b_05.01.csv': (text) => withCell('c0080', 1, 'Germny')(withCell('c0110', 1, '5493001KJTIIGC8Y1R12')(text)),
      'b_02.02.csv': withCell('c0070', 1, '31.12.2020'),
    }),
  );
  const certain = repairRegister(broken, ['certain'], surroundings);
  if (!certain.ok) throw new Error(certain.reason);
  expect(certain.value.after.filter(rejects).map(({ rule }) => rule)).toEqual(['503']);
  const guess = certain.value.read;
  const { proposals } = adviseRepairs(guess, surroundings);
  expect(proposals.map(({ certain: sure }) => sure)).toEqual([false]);
  const chosen = repairRegister(guess, [`${proposals[0]?.id}=eba_GA:FR`], surroundings);
  if (!chosen.ok) throw new Error(chosen.reason);
  expect(chosen.value.after.filter(rejects)).toEqual([]);
  expect(cell(chosen.value.read.tables.get('B_05.01') as never, 'c0080', 0)).toBe('eba_GA:FR');
  expect(repairRegister(guess, ['503-9'], surroundings).ok).toBe(false);
  expect(repairRegister(guess, [`${proposals[0]?.id}=nowhere`], surroundings).ok).toBe(false);
});

test('ambiguous dates and amounts are left to a person', async () => {
  const broken = await read(
    await changed(good, {
      'b_02.02.csv': withCell('c0070', 1, '03/04/2021'),
      'b_02.01.csv': withCell('c0050', 1, '"1,250"'),
    }),
  );
  const { findings, proposals } = adviseRepairs(broken, surroundings);
  expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['330', '305']));
  expect(proposals).toEqual([]);
});

test('no proposal makes two rows of one key', async () => {
  const bare = (text: string): string => {
    const lines = text.trimEnd().split('\r\n');
    const at = splitRow(lines[0] ?? '').indexOf('c0060');
    const cells = splitRow(lines[1] ?? '');
    cells[at] = (cells[at] ?? '').replace('eba_TA:', '');
    return `${[...lines, cells.join(',')].join('\r\n')}\r\n`;
  };
  const broken = await read(await changed(good, { 'b_02.02.csv': bare }));
  expect(adviseRepairs(broken, surroundings).findings.map(({ rule }) => rule)).toContain('503');
  expect(adviseRepairs(broken, surroundings).proposals).toEqual([]);
});
