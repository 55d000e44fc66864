import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { doraProfiles, readDoraPackage } from '@underpin/formats';
import type { Progress } from '@underpin/model';
import { findingSchema } from '@underpin/model';
import { expect, test } from 'vitest';
import { checkPackage } from '../src/index.ts';
import { smallPackage, smallProfile } from './small-package.ts';

const folder = join(
  process.env.UNDERPIN_SHARED_DATA ?? join(import.meta.dirname, '../../../../../shared/data'),
  'dora',
);
const sample = (() => {
  try {
    return readdirSync(folder).find((name) => /^DUMMYLEI.*\.zip$/.test(name)) ?? null;
  } catch {
    return null;
  }
})();

// The EBA filled its sample with random words: every table has two rows (B_99.01 one), keys differ, codes, dates and
// numbers are right, and no word occurs in two places. So each of the 22 references fails in both rows of its table.
test.skipIf(sample === null)(
  "the EBA's sample: of the technical checks only references fail (shared data needed)",
  async () => {
    const name = sample ?? '';
    const pkg = await readDoraPackage({ name, bytes: readFileSync(join(folder, name)) });
    const findings = checkPackage(pkg, { today: '2025-01-31', layers: 'technical' });
    const references = doraProfiles[0]?.tables.flatMap((table) =>
      table.references.map((reference) => ({ table, reference })),
    );
    expect(references).toHaveLength(22);
    const expected = (references ?? []).flatMap(({ table, reference }) =>
      [2, 3].map((line) => `807 reports/${table.file}:${line} ${reference.columns.join(', ')}`),
    );
    const told = findings.map(({ rule, location }) => `${rule} ${location.file}:${location.line} ${location.column}`);
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(told).toHaveLength(44);
    expect(findings.find((finding) => finding.location.file === 'reports/b_02.02.csv')).toMatchObject({
      key: 'c0010=tyivioyi, c0020=adsmcfvr, c0030=mzwypstd, c0050=prxnbxto, c0060=eba_TA:S01, c0130=eba_GA:AL, c0150=eba_GA:AL, c0160=eba_GA:AL',
      value: 'prxnbxto, adsmcfvr',
      expected: 'a row of B_06.01 with this c0010, c0040',
    });
    expect(checkPackage(pkg, { today: '2024-12-30' }).filter((finding) => finding.rule === '111')).toHaveLength(1);
  },
);

test('past the limit findings are counted, not lost', () => {
  const rows = Array.from({ length: 50 }, (_, at) => `u${at},,,gone`).join('\n');
  const pkg = smallPackage({ files: { 'reports/b_02.01.csv': `c0010,c0020,c0030,c0040\n${rows}` } });
  const findings = checkPackage(pkg, { today: '2026-03-20', limit: 7 });
  expect(findings).toHaveLength(8);
  expect(findings[7]).toMatchObject({ rule: '807', value: '43', location: { column: 'c0040' } });
  expect(findings[7]?.message).toContain('43 more');
});

test('a value that a dictionary holds but no row uses is no target', () => {
  const pkg = smallPackage({ files: { 'reports/b_02.01.csv': 'c0010,c0040\nu1,u2\nu2,' } });
  const uses = pkg.tables.get('B_02.01');
  const [first] = uses === undefined ? [] : [uses.columns];
  const part = { rowCount: 1, columns: new Map(first), lines: new Int32Array([2]) };
  const tables = new Map(pkg.tables);
  if (uses !== undefined) tables.set('B_02.01', { ...uses, ...part });
  const told = (with_: typeof pkg): string[] => checkPackage(with_, { today: '2026-03-20' }).map(({ rule }) => rule);
  expect(told(pkg)).toEqual([]);
  expect(told({ ...pkg, tables })).toEqual(['807']);
});

test('an inventory is checked by its own rules and not as a DORA package', () => {
  const pkg = smallPackage({
    name: 'anything.xlsx',
    root: '',
    profile: { ...smallProfile, format: 'inventory' },
    files: { 'reports/b_01.01.csv': 'c0010,c0020,c0040\nA,o1,x\nA,o2,', 'reports/report.json': null },
  });
  const findings = checkPackage(pkg, { today: '2026-03-20' });
  expect(findings.map((finding) => finding.rule)).toEqual(['305']);
  expect(findings[0]?.source).toBe('Small register: this test');
});

test('of an archive that could not be opened only the name is judged', () => {
  const reader = {
    rule: 'UP-ZIP-1',
    severity: 'reject',
    location: { file: 'a.zip' },
    message: 'No zip.',
    source: 'x',
  } as const;
  const empty = { ...smallPackage(), name: 'a.zip', entries: [], tables: new Map(), sides: new Map(), report: null };
  const findings = checkPackage({ ...empty, findings: [reader] }, { today: '2026-03-20' });
  expect(findings.map((finding) => finding.rule)).toEqual(['UP-ZIP-1', '105']);
});

test('cancelled work says so', () => {
  const progress: Progress = { cancelled: true, report: () => {} };
  const findings = checkPackage(smallPackage(), { today: '2026-03-20' }, progress);
  expect(findings.map((finding) => finding.rule)).toEqual(['UP-STOP']);
});

const noise = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .string({
      unit: fc.constantFrom('c0010', 'c0020', 'c0040', 'a', ',', ';', '"', '\n', '\r\n', ' ', 'true', '-1', 'é'),
      maxLength: 40,
    })
    .map((text) => new TextEncoder().encode(text)),
);

test('whatever lies in the files, the answer is a list of findings', async () => {
  const names = [
    'report.json',
    'parameters.csv',
    'FilingIndicators.csv',
    'b_01.01.csv',
    'b_02.02.csv',
    'b_06.01.csv',
    'B_03.02.csv',
  ];
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), noise), fc.boolean(), async (files, named) => {
      const entries = Object.entries(files).map(([name, bytes]) => ({ path: `reports/${name}`, bytes }));
      const pkg = await readDoraPackage({
        name: named ? '529900T8BM49AURSDO55.CON_FR_DORA010100_DORA_2025-12-31_20260131120000000' : 'x',
        entries,
      });
      const findings = checkPackage(pkg, { today: '2026-03-20', limit: 3 });
      for (const finding of findings) findingSchema.parse(finding);
      expect(findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

const cellText = fc.constantFrom('', 'a', 'b', 'c');

test('keys and references agree with a plain count over strings', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cellText, cellText), { maxLength: 12 }),
      fc.array(fc.tuple(cellText, cellText), { maxLength: 12 }),
      (things, uses) => {
        const pkg = smallPackage({
          files: {
            'reports/b_01.01.csv': ['c0010,c0020', ...things.map((row) => row.join(','))].join('\n'),
            'reports/b_02.01.csv': ['c0010,c0030,c0020', ...uses.map((row, at) => `u${at},${row.join(',')}`)].join(
              '\n',
            ),
          },
        });
        const findings = checkPackage(pkg, { today: '2026-03-20' });
        const count = (rule: string): number => findings.filter((finding) => finding.rule === rule).length;
        const whole = things.filter(([id, owner]) => id !== '' && owner !== '').map((row) => row.join());
        expect(count('805')).toBe(things.flat().filter((value) => value === '').length);
        expect(count('806')).toBe(whole.length - new Set(whole).size);
        const unresolved = uses.filter(
          ([id, owner]) => (id !== '' || owner !== '') && !whole.includes(`${id},${owner}`),
        );
        expect(count('807')).toBe(unresolved.length);
      },
    ),
    { numRuns: 300 },
  );
});
