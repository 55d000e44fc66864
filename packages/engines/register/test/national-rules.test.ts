import fc from 'fast-check';
import { readCsv } from '@underpin/formats';
import { describe, expect, test } from 'vitest';
import { checkPackage, readNationalRules } from '../src/index.ts';
import type { NationalRules } from '../src/index.ts';
import { cleanRows, codes, fullPackage, profileNamed } from './full-package.ts';
import type { Rows } from './full-package.ts';
import { sharedFile } from './shared-data.ts';

const today = '2026-03-20';
const header = 'sheet,rule_id,severity,enabled,message,lhs,op,rhs';

function read(text: string | Uint8Array): NationalRules {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { table } = readCsv(bytes, 'rules', 'rules.csv');
  if (table === null) throw new RangeError('The rules are no CSV');
  return readNationalRules(table);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rule = (id: string, lhs: string, op = '=', rhs = 'True', enabled = 'Y'): string =>
  ['s', id, 'FATAL', enabled, quoted(`Rule ${id} in words.`), quoted(lhs), op, quoted(rhs)].join(',');

const toldBy = (lines: readonly string[], change: (rows: Rows) => void = () => {}): string[] => {
  const rows = structuredClone(cleanRows('CON'));
  change(rows);
  const { set } = read([header, ...lines].join('\n'));
  return checkPackage(fullPackage(rows), { today, ruleSets: [set] })
    .filter(({ severity }) => severity === 'national')
    .map(({ rule: id, location: { file, line, column } }) => `${id} ${file}:${line ?? ''} ${column ?? ''}`.trimEnd());
};

describe('expressions of a national rule set', () => {
  const cases: readonly (readonly [expression: string, holds: boolean])[] = [
    ['ISNULL(DPS(DPI_0102_0020))', false],
    ['NOT ISNULL(DPS(DPI_0102_0020))', true],
    ['NOT(ISNULL(DPS(DPI_0102_0020))) AND DPS(DPI_0102_0110) >= 0', true],
    ['DPS(DPI_0102_0110) > 1000000', false],
    ['IN(DPS(DPI_0102_0050), "eba_RP:x53", "eba_RP:x56",)', true],
    ['IN(DPS(DPI_0102_0050), "eba_RP:x53")', false],
    ['IN(DPS(DPI_0102_0060), KEYS(DPS(DPI_0102_0020), "KEY_0102_0010"))', true],
    ['IN(DPS(DPI_0102_0060), UNIQUE(KEYS(DPS(DPI_0103_0030), "KEY_0103_0010")))', false],
    ['COUNT(DPS(DPI_0102_0020)) = 2 AND COUNT(UNIQUE(DPS(DPI_0102_0030), TRUE)) = 1', true],
    ['IF(ISNULL(DPS(DPI_0201_0030)), DPS(DPI_0201_0020) = "eba_CO:x2", DPS(DPI_0201_0020) = "eba_CO:x3")', true],
    ['IF(ISNULL(DPS(DPI_0201_0030)), DPS(DPI_0201_0020) = "eba_CO:x3", TRUE)', false],
    ['DPS(DPI_0301_0030) = "1"', true],
    ['DPS(DPI_0701_0060) = ""', true],
    ['DPS(DPI_0701_0060) = "x"', false],
    ['DPS(DPI_0701_0060) <> "x"', true],
    ['DPS(DPI_0701_0060) >= 0', false],
    ['MATCH_CHARACTERS(KEYS(DPS(DPI_0101_0020), "KEY_0101_0010"), "^[A-Z0-9]{18}[0-9]{2}$")', true],
    ['UPPER(TRIM(DPS(DPI_0601_0030))) = "PAYMENTS" AND LENGTH(DPS(DPI_0601_0030)) <= 8', true],
    ['ROUND(DPS(DPI_0601_0080),0) = DPS(DPI_0601_0080)', true],
    ['TEXT2DATE(DPS(DPI_0202_0080), "yyyy-MM-dd") > TEXT2DATE("2025-12-31", "yyyy-MM-dd")', true],
    ['CATR("LEI") = KEYS(DPS(DPI_0101_0020), "KEY_0101_0010")', true],
    [
      'JOIN(DPS(DPI_0601_0050), DPS(DPI_0202_0040), LEFT, "KEY_0601_0040,KEY_0601_0010;KEY_0202_0020,KEY_0202_0050", "DPI_0601_0050") = "eba_BT:x28"',
      true,
    ],
    [
      'JOIN(DPS(DPI_0601_0050), DPS(DPI_0202_0040), LEFT, "KEY_0601_0010;KEY_0202_0020", "DPI_0601_0050") = "eba_BT:x28"',
      false,
    ],
    [
      'IN(CONCAT(KEYS(FILTER(DPS(DPI_0502_0040), TEXT2NUMBER(KEYS(DPS(DPI_0502_0040), "KEY_0502_0050")) = 1), "KEY_0502_0010"), "-"), "C-1-", "C-2-", "-")',
      true,
    ],
    ['ISNULL(FILTER(DPS(DPI_0202_0040), DPS(DPI_0202_0040) = "none"))', true],
  ];
  test.each(cases)('%s is %s', (expression, holds) => {
    const told = toldBy([rule('R', expression)]);
    if (holds) expect(told).toEqual([]);
    else expect(told.length).toBeGreaterThan(0);
  });

  test('a breach names the row, what must hold then, the grade and the line of the rule', () => {
    const { set } = read(
      [header, rule('R1', 'ISNULL(DPS(DPI_0501_0100)) OR IN(DPS(DPI_0501_0090), "eba_CU:USD")')].join('\n'),
    );
    const [finding, ...more] = checkPackage(fullPackage(cleanRows('CON')), { today, ruleSets: [set] });
    expect(more).toEqual([]);
    expect(finding).toEqual({
      rule: 'R1',
      severity: 'national',
      level: 'FATAL',
      location: { file: 'reports/b_05.01.csv', line: 2, column: 'c0090' },
      key: `c0010=${codes.host}`,
      value: 'eba_CU:EUR',
      expected: 'eba_CU:USD',
      message:
        'Rule R1 in words. Here "Currency of the amount reported in RT.05.01.0070" is "eba_CU:EUR" (graded FATAL). Correct it, or ask the authority.',
      source: 'National rule set "rules.csv", line 2',
    });
  });

  test('what cannot be interpreted is named with its reason, and the rest is run', () => {
    const bad = [
      rule('fn', 'SOUNDEX(DPS(DPI_0101_0020))'),
      rule('point', 'ISNULL(DPS(DPI_01_02))'),
      rule('open', 'ISNULL(DPS(DPI_0101_0020)'),
      rule('word', 'DPS(DPI_0101_0020) = something'),
      rule('operator', 'DPS(DPI_0101_0020)', '~'),
      rule(
        'join',
        'ISNULL(JOIN(DPS(DPI_0601_0050), DPS(DPI_0202_0040), RIGHT, "KEY_0601_0010;KEY_0202_0050", "DPI_0601_0050"))',
      ),
      rule('empty', ''),
    ];
    const told = read([header, ...bad, rule('off', 'TRUE', '=', 'True', 'N'), rule('good', 'TRUE')].join('\n'));
    expect(told.set.rules.map(({ id }) => id)).toEqual(['good']);
    expect(told.disabled).toEqual(['off']);
    expect(told.set.refused.map(({ id }) => id)).toEqual(['fn', 'point', 'open', 'word', 'operator', 'join', 'empty']);
    expect(told.findings.map(({ value }) => value)).toEqual(told.set.refused.map(({ id }) => id));
    expect(told.set.refused[0]?.reason).toBe('the function SOUNDEX is not known');
  });

  test('a rule on a column that the profile lacks, or with a pattern that could hang, is told when it is run', () => {
    const lines = [
      rule('column', 'ISNULL(DPS(DPI_0101_0990))', '=', 'False'),
      rule('hang', 'MATCH_CHARACTERS(DPS(DPI_0101_0020), "^(a+)+$")'),
      rule('mixed', 'DPS(DPI_0101_0020) = DPS(DPI_0102_0020)'),
    ];
    const { set } = read([header, ...lines].join('\n'));
    const findings = checkPackage(fullPackage(cleanRows('CON')), { today, ruleSets: [set] });
    expect(findings.map(({ rule: id, severity }) => [id, severity])).toEqual([
      ['column', 'error'],
      ['hang', 'error'],
      ['mixed', 'error'],
    ]);
    expect(findings[0]?.message).toContain('could not be run');
  });

  test('a file of another kind is told by its missing columns', () => {
    const { set, findings } = read('a,b\n1,2');
    expect(set.rules).toEqual([]);
    expect(findings.map(({ location }) => location.column)).toContain('rule_id');
  });

  test('whatever stands in a rule, it is a rule or refused', () => {
    const piece = fc.constantFrom(
      'IF',
      'IN',
      'DPS',
      'KEYS',
      '(',
      ')',
      ',',
      '"',
      'DPI_0101_0020',
      '=',
      'AND',
      'NOT',
      '1',
      '{',
      '}',
      ' ',
      'with',
      'é',
      '[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { set } = read([header, rule('R', pieces.join(' '))].join('\n'));
        expect(set.rules.length + set.refused.length).toBe(1);
        checkPackage(fullPackage(cleanRows('IND')), { today, ruleSets: [set] });
      }),
      { numRuns: 300 },
    );
  });
});

const national = sharedFile('dora/national-rules-2026.csv');

/** A register that one authority takes: its rules ask for more, and for other things, than the EBA's. */
function nationallyClean(): Rows {
  const rows = structuredClone(cleanRows('CON'));
  for (const one of rows['B_01.01'] ?? []) one.c0060 = '2025-03-31';
  for (const one of rows['B_02.01'] ?? []) Object.assign(one, { c0020: 'eba_CO:x2', c0030: one.c0010 });
  for (const one of rows['B_05.02'] ?? []) if (one.c0050 === '1') one.c0070 = '';
  rows['B_03.03'] = (rows['B_02.01'] ?? []).map(({ c0010 }) => ({
    c0010: c0010 ?? '',
    c0020: codes.unit,
    c0031: 'true',
  }));
  return rows;
}

describe.skipIf(national === null)("one authority's 169 rules (shared data needed)", () => {
  const { set, findings, disabled } = read(national ?? header);
  const told = (rows: Rows): string[] =>
    checkPackage(fullPackage(rows), { today, ruleSets: [set], limit: 1 })
      .filter(({ severity }) => severity === 'national' || severity === 'error')
      .map(({ rule: id, severity }) => (severity === 'error' ? `${id} could not be run` : id));

  test('are all interpreted', () => {
    expect(set.rules).toHaveLength(169);
    expect([findings, disabled]).toEqual([[], []]);
    const grades = Map.groupBy(set.rules, ({ level }) => level);
    expect([...grades].map(([level, rules]) => [level, rules.length])).toEqual([
      ['FATAL', 140],
      ['WARNING', 21],
      ['ERROR', 8],
    ]);
  });

  test('find nothing in a register that follows them', () => {
    expect(told(nationallyClean())).toEqual([]);
  });

  test('are each broken by some change to that register', () => {
    const broken = new Set<string>();
    for (const { code, columns } of profileNamed('dora-4.0').tables) {
      for (const { code: column } of columns) {
        for (const value of ['', 'x', '-1', '2025-01-01', 'eba_qCO:qx2000', 'eba_CO:x3']) {
          const rows = nationallyClean();
          const [first] = rows[code] ?? [];
          if (first === undefined) rows[code] = [{ c0010: 'C-1', c0020: 'C-1', c0030: 'true', [column]: value }];
          else first[column] = value;
          for (const id of told(rows)) broken.add(id);
        }
      }
    }
    const rows = nationallyClean();
    Object.assign(rows['B_02.01']?.[0] ?? {}, { c0020: 'eba_CO:x1', c0030: '' });
    Object.assign(rows['B_07.01']?.[0] ?? {}, { c0050: 'eba_ZZ:x959' });
    Object.assign(rows['B_06.01']?.[0] ?? {}, { c0060: 'y'.repeat(301) });
    rows['B_99.01']?.push({ c0010: 'b' }, { c0020: 'c' });
    rows['B_99.01']?.push({ ...rows['B_99.01'][0], c0020: 'c' });
    rows['B_06.01']?.push({ ...rows['B_06.01'][0], c0040: codes.unit });
    for (const id of told(rows)) broken.add(id);
    expect(set.rules.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
    expect([...broken].filter((id) => id.endsWith('could not be run'))).toEqual([]);
  });
});
