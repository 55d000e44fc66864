import { expect, test } from 'vitest';
import { checkPackage } from '../src/index.ts';
import type { Files } from './small-package.ts';
import { smallPackage } from './small-package.ts';

type Change = NonNullable<Parameters<typeof smallPackage>[0]>;

const named = (name: string): Change => ({ name: `${name}.zip`, root: `${name}/` });
const files = (changed: Files): Change => ({ files: changed });
const lei = '529900T8BM49AURSDO55';
const things = 'c0010,c0020,c0030,c0040,c0050,c0060,c0070';

const cases: readonly (readonly [title: string, change: Change, expected: readonly string[]])[] = [
  ['a valid package', {}, []],
  ['a root folder of another name', { root: 'other/' }, ['103 :']],
  ['no root folder', { root: '' }, ['103 :']],
  ['no META-INF', files({ 'META-INF/reportPackage.json': null }), ['103 META-INF/reportPackage.json:']],
  ['a name with a blank', named(`${lei}.CON_FR_DORA010100_DORA_2025-12-31_2026 0131120000000`), ['104 :', '105 :']],
  ['a name of another form', named('register'), ['105 :']],
  ['another module', named(`${lei}.CON_FR_DORA010000_DORA_2025-12-31_20260131120000000`), ['106 :']],
  [
    'a date that is none',
    named(`${lei}.CON_FR_DORA010100_DORA_2025-02-30_20260131120000000`),
    ['109 :', '320 reports/parameters.csv:3 value'],
  ],
  [
    'a date in the future',
    {
      ...named(`${lei}.CON_FR_DORA010100_DORA_2026-12-31_20260131120000000`),
      files: { 'reports/parameters.csv': `name,value\nentityID,rs:${lei}.CON\nrefPeriod,2026-12-31` },
    },
    ['111 :'],
  ],
  [
    'no decimal',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,,"1,5"\nA,o2,,1 000\nB,o1,,1e3` }),
    [
      '305 reports/b_01.01.csv:2 c0040',
      '330 reports/b_01.01.csv:2 c0050',
      '305 reports/b_01.01.csv:3 c0040',
      '305 reports/b_01.01.csv:4 c0040',
    ],
  ],
  [
    'no dates',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,,,2023-02-29\nA,o2,,,31/12/2024` }),
    ['330 reports/b_01.01.csv:2 c0050', '330 reports/b_01.01.csv:3 c0050'],
  ],
  [
    'no whole number',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,,,,1.0\nA,o2,,,,` }),
    ['331 reports/b_01.01.csv:2 c0060'],
  ],
  [
    'a link that is not true',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,,,,,TRUE\nA,o2,,,,,false` }),
    ['333 reports/b_01.01.csv:2 c0070', '333 reports/b_01.01.csv:3 c0070'],
  ],
  [
    'another reference period',
    files({ 'reports/parameters.csv': `name,value\nentityID,rs:${lei}.CON\nrefPeriod,2024-12-31` }),
    ['320 reports/parameters.csv:3 value'],
  ],
  [
    'no reference period',
    files({ 'reports/parameters.csv': `name,value\nentityID,rs:${lei}.CON` }),
    ['320 reports/parameters.csv: value'],
  ],
  [
    'codes outside the list',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,x:Red\nA,o2,red\nB,o1,x:red` }),
    ['503 reports/b_01.01.csv:2 c0030', '503 reports/b_01.01.csv:3 c0030'],
  ],
  [
    'names that every object has are no codes',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1,constructor\nA,o2,__proto__` }),
    ['503 reports/b_01.01.csv:2 c0030', '503 reports/b_01.01.csv:3 c0030'],
  ],
  [
    'an unknown template',
    files({ 'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,true\nB_02.01,true\nb_02.01,true' }),
    ['510 reports/FilingIndicators.csv:4 templateID'],
  ],
  [
    'an entity without scope',
    files({ 'reports/parameters.csv': `name,value\nentityID,rs:${lei}\nrefPeriod,2025-12-31` }),
    ['514 reports/parameters.csv:2 value', '714 reports/parameters.csv:2 value'],
  ],
  ['no report', files({ 'reports/report.json': null }), ['701 reports/report.json:']],
  ['a blank report', files({ 'reports/report.json': ' \n' }), ['701 reports/report.json:']],
  ['no indicators', files({ 'reports/FilingIndicators.csv': null }), ['701 reports/FilingIndicators.csv:']],
  [
    'empty parameters',
    files({ 'reports/parameters.csv': '' }),
    ['320 reports/parameters.csv: value', '701 reports/parameters.csv:', '714 reports/parameters.csv: value'],
  ],
  [
    'another header of the indicators',
    files({ 'reports/FilingIndicators.csv': 'templateId,reported\nB_01.01,true\nB_02.01,true' }),
    ['702 reports/FilingIndicators.csv:1'],
  ],
  [
    'an indicator twice',
    files({ 'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,true\nB_02.01,1\nB_01.01,true' }),
    ['703 reports/FilingIndicators.csv:4 templateID'],
  ],
  [
    'an indicator that is no truth value',
    files({ 'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,yes\nB_02.01,true' }),
    ['704 reports/FilingIndicators.csv:2 reported'],
  ],
  [
    'a missing indicator',
    files({ 'reports/FilingIndicators.csv': 'templateID,reported\nB_02.01,true' }),
    ['705 reports/FilingIndicators.csv:'],
  ],
  [
    'another entity',
    files({ 'reports/parameters.csv': `name,value\nentityID,rs:${lei}.IND\nrefPeriod,2025-12-31` }),
    ['714 reports/parameters.csv:2 value'],
  ],
  ['a stray file', files({ 'reports/notes.txt': 'hello' }), ['720 reports/notes.txt:']],
  [
    'a file in another case',
    files({
      'reports/b_02.01.csv': null,
      'reports/B_02.01.csv': 'c0010,c0020,c0030,c0040\nu1,o1,A,',
    }),
    ['720 reports/B_02.01.csv:'],
  ],
  [
    'another header of the parameters',
    files({ 'reports/parameters.csv': `name,value,note\nentityID,rs:${lei}.CON,\nrefPeriod,2025-12-31,` }),
    ['723 reports/parameters.csv:1'],
  ],
  ['no rows at all', files({ 'reports/b_01.01.csv': things, 'reports/b_02.01.csv': '' }), ['724 :']],
  ['an unknown column', files({ 'reports/b_02.01.csv': 'c0010,c0045\nu1,x' }), ['801 reports/b_02.01.csv:1 c0045']],
  ['a column twice', files({ 'reports/b_02.01.csv': 'c0010,c0010\nu1,x' }), ['802 reports/b_02.01.csv:1 c0010']],
  [
    'an empty key',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1\nA,o2\nB,\n,` }),
    ['805 reports/b_01.01.csv:4 c0020', '805 reports/b_01.01.csv:5 c0010', '805 reports/b_01.01.csv:5 c0020'],
  ],
  [
    'a missing key column',
    files({ 'reports/b_02.01.csv': 'c0020,c0030\no1,A\no2,A' }),
    ['805 reports/b_02.01.csv:1 c0010'],
  ],
  [
    'a key twice',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1\nA,o2\nA,o1\nA,o1` }),
    ['806 reports/b_01.01.csv:4', '806 reports/b_01.01.csv:5'],
  ],
  [
    'a pair whose parts exist, but not together',
    files({ 'reports/b_02.01.csv': 'c0010,c0020,c0030\nu1,o2,B' }),
    ['807 reports/b_02.01.csv:2 c0030, c0020'],
  ],
  [
    'a pair that is filled in part',
    files({ 'reports/b_02.01.csv': 'c0010,c0020,c0030\nu1,,A' }),
    ['807 reports/b_02.01.csv:2 c0030, c0020'],
  ],
  [
    'a parent that does not exist',
    files({ 'reports/b_02.01.csv': 'c0010,c0040\nu1,u1\nu2,u9' }),
    ['807 reports/b_02.01.csv:3 c0040'],
  ],
  [
    'a missing file',
    files({ 'reports/b_01.01.csv': null }),
    ['807 reports/b_02.01.csv: c0030, c0020', '808 reports/FilingIndicators.csv:2 reported'],
  ],
  [
    'a file that is said not to be there',
    files({ 'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,true\nB_02.01,0' }),
    ['808 reports/FilingIndicators.csv:3 reported'],
  ],
  [
    'a template that is not reported and not there',
    files({
      'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,true\nB_02.01,false',
      'reports/b_02.01.csv': null,
    }),
    [],
  ],
  [
    'a row of another width',
    { ragged: [{ file: 'reports/b_02.01.csv', line: 9, cells: ['a', 'b'] }] },
    ['809 reports/b_02.01.csv:9'],
  ],
  [
    'special values',
    files({ 'reports/b_01.01.csv': `${things}\nA,o1\nA,o2\n#none,o1` }),
    ['UP-VAL-1 reports/b_01.01.csv:4 c0010'],
  ],
];

test.each(cases)('%s', (_title, change, expected) => {
  const pkg = smallPackage(change);
  const findings = checkPackage(pkg, { today: '2026-03-20' });
  const told = findings.map(({ rule, location: { file, line, column } }) =>
    `${rule} ${file === pkg.name ? '' : file}:${line ?? ''} ${column ?? ''}`.trimEnd(),
  );
  expect(told.toSorted()).toEqual(expected.toSorted());
  for (const finding of findings) {
    expect(finding.severity).toBe('reject');
    expect(finding.message).toMatch(/\.$/);
    expect(finding.source).not.toBe('');
  }
});
