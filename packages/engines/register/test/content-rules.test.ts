import { completeLei } from '@underpin/model';
import type { Finding, IdentityIndex } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { identityChecks } from '../src/identity/identity-checks.ts';
import { adviceRules, checkPackage, dpmRules } from '../src/index.ts';
import { cleanRows, codes, fullPackage } from './full-package.ts';
import type { Rows } from './full-package.ts';

const today = '2026-03-20';

type Change = (rows: Rows) => void;
type Case = readonly [title: string, change: Change, expected: readonly string[]];

function row(rows: Rows, table: string, at = 0): Record<string, string> {
  const found = rows[table]?.[at];
  if (found === undefined) throw new RangeError(`There is no row ${at} in ${table}`);
  return found;
}

const put =
  (table: string, values: Record<string, string>, at = 0): Change =>
  (rows) => {
    Object.assign(row(rows, table, at), values);
  };

const add =
  (table: string, values: Record<string, string>): Change =>
  (rows) => {
    rows[table]?.push({ ...row(rows, table), ...values });
  };

const both =
  (...changes: Change[]): Change =>
  (rows) => {
    for (const change of changes) change(rows);
  };

// Where the EBA wants a column filled, two of its rules say so: one on every row, one on rows that hold something else.
const filled: Readonly<Record<string, readonly [existence: string, columns: Readonly<Record<string, string>>]>> = {
  'B_01.01': ['e23677_e', { c0020: 'v8872_m', c0030: 'v8873_m', c0040: 'v8874_m', c0050: 'v8875_m', c0060: 'v8876_m' }],
  'B_01.02': [
    'e23676_e',
    {
      c0020: 'v8858_m',
      c0030: 'v8859_m',
      c0040: 'v8860_m',
      c0050: 'v8861_m',
      c0060: 'v8862_m',
      c0070: 'v8863_m',
      c0080: 'v8864_m',
      c0090: 'v8865_m',
    },
  ],
  'B_01.03': ['e23675_e', { c0040: 'v8856_m', c0030: 'v8857_m' }],
  'B_02.01': ['e23792_e', { c0050: 'v8866_m', c0040: 'v8867_m', c0020: 'v8868_m' }],
  'B_02.02': ['e23680_e', { c0040: 'v8869_m', c0070: 'v8870_m', c0080: 'v8871_m' }],
  'B_05.01': [
    'e23674_e',
    {
      c0020: 'v8850_m',
      c0050: 'v8851_m',
      c0060: 'v8852_m',
      c0070: 'v8853_m',
      c0080: 'v8854_m',
      c0110: 'v8855_m',
    },
  ],
  'B_06.01': [
    'e23682_e',
    {
      c0020: 'v8877_m',
      c0030: 'v8878_m',
      c0050: 'v8879_m',
      c0070: 'v8880_m',
      c0080: 'v8881_m',
      c0090: 'v8882_m',
      c0100: 'v8883_m',
    },
  ],
  'B_07.01': [
    'e23681_e',
    {
      c0050: 'v8884_m',
      c0070: 'v8885_m',
      c0080: 'v8886_m',
      c0090: 'v8887_m',
      c0100: 'v8888_m',
      c0110: 'v88889_m',
    },
  ],
};

const emptied: Case[] = Object.entries(filled).flatMap(([table, [existence, columns]]) =>
  Object.entries(columns).map(([column, rule]): Case => [
    `${table} ${column} empty`,
    put(table, { [column]: '' }),
    [existence, rule],
  ]),
);

const wrong = '529900headbank000097';
const others: readonly Case[] = [
  ['B_04.01 c0030 empty', put('B_04.01', { c0030: '' }), ['e23683_e']],
  ['assets below zero', put('B_01.02', { c0110: '-1' }), ['v22913_s']],
  ['expense below zero', put('B_02.01', { c0050: '-0.01' }), ['v23716_s']],
  ['assets without currency', put('B_01.02', { c0100: '' }), ['v8803_m']],
  ['a bank without assets', put('B_01.02', { c0110: '' }), ['v8804_m']],
  ['a subsequent arrangement without its frame', put('B_02.01', { c0030: '' }, 1), ['v22912_m', 'v8805_m']],
  ['an end before the start', put('B_02.02', { c0080: '2022-12-31', c0090: 'eba_CO:x4' }), ['AA-06', 'v8816_m']],
  ['an end on the day of the start', put('B_02.02', { c0080: '2023-01-01', c0090: 'eba_CO:x4' }), ['v8816_m']],
  [
    'a company by its VAT number',
    put('B_05.01', { c0010: 'IE6388047V', c0020: 'eba_qCO:qx2004', c0110: codes.holding }, 2),
    ['807', 'AA-04', 'v8817_m'],
  ],
  ['an additional code of another type', put('B_05.01', { c0030: codes.part, c0040: 'eba_qCO:qx2001' }), ['v8818_m']],
  ['an additional LEI without its form', put('B_05.01', { c0030: '123', c0040: 'eba_qCO:qx2000' }), ['v8821_m']],
  ['an additional code without type', put('B_05.01', { c0030: codes.part, c0040: '' }), ['v8823_m']],
  ['an expense without currency', put('B_05.01', { c0090: '' }), ['v8824_m']],
  ['not substitutable, no reason', put('B_07.01', { c0050: 'eba_ZZ:x959' }), ['v8825_m']],
  ['highly complex, no reason', put('B_07.01', { c0050: 'eba_ZZ:x960' }), ['v8825_m']],
  ['a parent that is no LEI', put('B_01.02', { c0060: 'PARENT' }), ['807', 'v8826_m']],
  ['a maintainer that is no LEI', put('B_01.01', { c0010: wrong }), ['UP-X-10', 'v8890_m']],
  ['an entity that is no LEI', add('B_01.02', { c0010: wrong }), ['v8891_m']],
  ['a head office that is no LEI', put('B_01.03', { c0020: wrong }), ['807', 'v8892_m']],
  ['a user that is no LEI', put('B_02.02', { c0020: wrong }, 1), ['807', 'UP-X-13', 'UP-X-3', 'UP-X-4', 'v8893_m']],
  ['a signatory that is no LEI', put('B_03.01', { c0020: wrong }), ['807', 'v8894_m']],
  [
    'a group provider that is no LEI',
    both((rows) => rows['B_03.03']?.push({ c0010: 'C-1', c0020: wrong, c0031: 'true' })),
    ['807', 'UP-X-5', 'v8895_m'],
  ],
  ['a listed user that is no LEI', put('B_04.01', { c0020: wrong }, 1), ['807', 'UP-X-3', 'UP-X-4', 'v8896_m']],
  ['an owner of a function that is no LEI', add('B_06.01', { c0010: 'F9', c0040: wrong }), ['807', 'v8897_m']],
  [
    'a digit of an LEI turned',
    add('B_01.02', { c0010: `${codes.unit.slice(0, 4)}1${codes.unit.slice(5)}` }),
    ['AA-01'],
  ],
  ['a placeholder for a branch', put('B_01.03', { c0010: 'TBD' }), ['AA-02']],
  ['a provider whose LEI has no form', add('B_05.01', { c0010: 'HOST-1', c0110: codes.holding, c0100: '' }), ['AA-03']],
  ['an EUID without its form', add('B_05.01', { c0010: 'IE 123', c0020: 'eba_qCO:qx2002', c0100: '' }), ['VR_72']],
  [
    'an EUID of a country outside the EEA',
    add('B_05.01', { c0010: 'GBCH.123', c0020: 'eba_qCO:qx2002', c0100: '' }),
    ['VR_72'],
  ],
  ['a good EUID', add('B_05.01', { c0010: 'IECRO.123456', c0020: 'eba_qCO:qx2002', c0100: '' }), []],
  [
    'a company outside the EEA by an EUID',
    add('B_05.01', { c0010: 'IECRO.1', c0020: 'eba_qCO:qx2002', c0080: 'eba_GA:US', c0100: '' }),
    ['AA-05'],
  ],
  ['ended without a reason', put('B_02.02', { c0080: '2025-12-31' }), ['AA-07']],
  ['ended with a reason', put('B_02.02', { c0080: '2025-12-31', c0090: 'eba_CO:x4' }), []],
  ['critical, no notice period', put('B_02.02', { c0100: '' }), ['AA-08']],
  ['critical, no sensitiveness', put('B_02.02', { c0170: '' }), ['AA-08']],
  [
    'not critical, no notice period',
    both(put('B_02.02', { c0100: '', c0110: '', c0180: '' }), put('B_06.01', { c0050: 'eba_BT:x29' })),
    [],
  ],
  ['critical, not assessed', (rows) => void rows['B_07.01']?.pop(), ['AA-09']],
  ['no data, but a place', put('B_02.02', { c0140: 'eba_BT:x29', c0170: '' }), ['AA-10']],
  ['a direct provider without expense', put('B_05.01', { c0090: '', c0100: '' }), ['AA-11']],
  ['a parent without type', put('B_05.01', { c0120: '' }), ['AA-12']],
  ['RPO above RTO', put('B_06.01', { c0080: '9', c0090: '10' }), ['AA-14']],
  ['critical, assessed never', put('B_06.01', { c0070: '9999-12-31' }), ['AA-15']],
  ['an assessment of what is not used', add('B_07.01', { c0040: 'eba_TA:S18' }), ['UP-X-1']],
  ['a chain of what is not used', add('B_05.02', { c0020: 'eba_TA:S18' }), ['UP-X-2']],
  ['a user who is not listed', (rows) => void rows['B_04.01']?.pop(), ['UP-X-3']],
  ['a listed user who uses nothing', add('B_04.01', { c0010: 'C-2' }), ['UP-X-4']],
  [
    'a provider of the group who is another',
    (rows) => void rows['B_03.03']?.push({ c0010: 'C-1', c0020: codes.unit, c0031: 'true' }),
    ['UP-X-5'],
  ],
  ['its own frame', put('B_02.01', { c0030: 'C-2' }, 1), ['UP-X-6']],
  ['another recipient at rank 1', put('B_05.02', { c0060: codes.holding }), ['UP-X-7']],
  ['rank 2 without type of recipient', put('B_05.02', { c0070: '' }, 2), ['UP-X-8']],
  ['a recipient outside the chain', put('B_05.02', { c0060: codes.holding }, 2), ['UP-X-9']],
  ['another maintainer', put('B_01.01', { c0010: codes.unit }), ['UP-X-10']],
  ['two maintainers', add('B_01.01', { c0010: codes.unit }), ['UP-X-10', 'UP-X-11']],
  ['long reasons', put('B_06.01', { c0060: 'x'.repeat(301) }), ['UP-X-12']],
  [
    'a user outside the register',
    both(
      put('B_02.02', { c0020: codes.part }, 1),
      put('B_04.01', { c0020: codes.part }, 1),
      put('B_06.01', { c0040: codes.part }, 1),
    ),
    ['807', 'UP-X-13'],
  ],
];

function toldOf(change: Change, identity?: IdentityIndex): Finding[] {
  const rows = structuredClone(cleanRows('CON'));
  change(rows);
  const context = { today, deactivatedRules: true, ...(identity === undefined ? {} : { identity }) };
  return checkPackage(fullPackage(rows), context);
}

const rulesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule))].toSorted();

describe('each rule of content', () => {
  test.each([...emptied, ...others])('%s', (_title, change, expected) => {
    const findings = toldOf(change);
    expect(rulesOf(findings)).toEqual(expected.toSorted());
    for (const finding of findings) {
      expect(finding.message).toMatch(/\.$/);
      expect(finding.message).not.toMatch(/\{(value|label)\}/);
      expect(finding.expected).not.toBe('');
      if (finding.rule !== 'UP-X-11') expect(finding.location.line).toBeGreaterThan(1);
      if (finding.rule !== 'UP-X-11') expect(finding.key).toMatch(/^c\d{4}=/);
    }
  });

  test('is tripped by a case of its own', () => {
    const rules = new Set([...dpmRules.rules, ...adviceRules.rules].map(({ id }) => id));
    const tripped = new Set([...emptied, ...others].flatMap(([, , expected]) => expected));
    expect([...rules].filter((id) => !tripped.has(id))).toEqual([]);
    expect(dpmRules.rules).toHaveLength(71);
  });
});

test('rules that the EBA has switched off run before their date, and after it when asked', () => {
  const rows = structuredClone(cleanRows('CON'));
  put('B_02.02', { c0080: '2023-01-01', c0090: 'eba_CO:x4' })(rows);
  const pkg = fullPackage(rows);
  const run = (context: Parameters<typeof checkPackage>[1]): string[] => rulesOf(checkPackage(pkg, context));
  expect(run({ today: '2025-03-19' }).filter((rule) => rule === 'v8816_m')).toEqual(['v8816_m']);
  expect(run({ today: '2026-03-20' })).toEqual([]);
  expect(run({ today: '2026-03-20', deactivatedRules: true })).toEqual(['v8816_m']);
  expect(dpmRules.rules.filter(({ deactivatedOn }) => deactivatedOn === '2025-03-20')).toHaveLength(13);
});

const record = { name: 'X', country: 'IE', entityStatus: 'ACTIVE', registrationStatus: 'ISSUED', successor: '' };
const known = (
  changed: Record<string, Partial<typeof record>>,
  parents: Record<string, string> = {},
): IdentityIndex => ({
  sources: ['lei2.csv'],
  records: new Map(Object.values(codes).map((lei) => [lei, { ...record, ...changed[lei] }])),
  ultimateParents: new Map(Object.entries({ [codes.host]: codes.holding, ...parents })),
});
const nothing: Change = () => {};

describe('identity', () => {
  const cases: readonly (readonly [string, IdentityIndex, Change, readonly string[]])[] = [
    ['all known and active', known({}), nothing, []],
    ['inactive', known({ [codes.host]: { entityStatus: 'INACTIVE' } }), nothing, ['VR_71']],
    ['merged', known({ [codes.host]: { registrationStatus: 'MERGED', successor: codes.part } }), nothing, ['VR_71']],
    ['lapsed', known({ [codes.host]: { registrationStatus: 'LAPSED' } }), nothing, ['UP-ID-1']],
    ['another parent', known({}, { [codes.host]: codes.part }), nothing, ['UP-ID-2']],
    ['no parent at all', known({}, { [codes.host]: codes.host }), nothing, ['UP-ID-2']],
    ['unknown', known({}), add('B_01.02', { c0010: completeLei('529900NOBODY000000') }), ['VR_71']],
  ];
  test.each(cases)('%s', (_title, index, change, expected) => {
    const findings = toldOf(change, index);
    expect(rulesOf(findings)).toEqual(expected);
  });

  test('each check is tripped by a case of its own', () => {
    const tripped = new Set(cases.flatMap(([, , , expected]) => expected));
    expect(identityChecks.map(({ id }) => id).filter((id) => !tripped.has(id))).toEqual([]);
  });

  test('without an index nothing is said of identity', () => {
    expect(toldOf(nothing)).toEqual([]);
  });
});
