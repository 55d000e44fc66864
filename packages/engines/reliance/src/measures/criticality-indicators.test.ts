import { expect, test } from 'vitest';
import type { SectorSpec } from '../../test/sector-of.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import type { CriticalityOptions, SystemicStatus } from './criticality-indicators.ts';
import { criticalityIndicators } from './criticality-indicators.ts';

const banks = Array.from({ length: 20 }, (_, at) => ({ lei: `B${at}`, type: 'bank', assets: at < 2 ? 100 : 50 }));
const spec: SectorSpec = {
  institutions: banks,
  providers: [{ code: 'P', parent: 'P' }, { code: 'SUB', parent: 'P' }, { code: 'Q' }],
  arrangements: [{ reference: 'A' }, { reference: 'A3' }],
  functions: banks.map(({ lei }, at) => ({
    id: 'F',
    institution: lei,
    critical: at === 2 ? 'unobserved' : at === 4 ? 'no' : 'yes',
  })),
  uses: [
    { institution: 'B0', arrangement: 'A', provider: 'P', function: 'F' },
    { institution: 'B1', arrangement: 'A', provider: 'SUB', function: 'F' },
    { institution: 'B2', arrangement: 'A', provider: 'P', function: 'F' },
    { institution: 'B3', arrangement: 'A3', provider: 'Q', function: 'F' },
    { institution: 'B4', arrangement: 'A', provider: 'P', function: 'F' },
  ],
  supply: [{ arrangement: 'A3', provider: 'SUB', rank: 2, recipient: 'Q' }],
  assessments: [
    {
      arrangement: 'A',
      provider: 'P',
      substitutability: 'eba_ZZ:x959',
      reason: 'eba_ZZ:x963',
      reintegration: 'eba_ZZ:x798',
    },
    { arrangement: 'A', provider: 'SUB', substitutability: 'x962', reintegration: 'x967' },
  ],
};

function indicators(options: CriticalityOptions = {}, group = 0) {
  const sector = sectorOf(spec);
  const reliance = buildReliance(sector, selfReportedControl(sector));
  return criticalityIndicators(reliance, options).of(group);
}

test('shares by category count direct critical uses at least, subcontracting and unassessed functions at most', () => {
  const found = indicators().map(({ code, category, value, threshold }) => [code, category, value, threshold]);
  expect(found).toEqual([
    ['1.1', 'bank', { atLeast: 2 / 20, atMost: 4 / 20 }, 'met'],
    ['1.2', 'bank', { atLeast: 200 / 1100, atMost: 300 / 1100 }, 'met'],
    ['2.1', null, null, 'unobserved'],
    ['2.2', null, null, 'unobserved'],
    ['4.1', 'bank', { atLeast: 1 / 20, atMost: 2 / 20 }, 'possible'],
    ['4.2', 'bank', { atLeast: 1 / 20, atMost: 1 / 20 }, 'not met'],
  ]);
});

test('the supervisor gives populations and systemic status', () => {
  const populations = new Map([['bank', { count: 100, totalAssets: 10_000 }]]);
  const first = indicators({ populations });
  expect(first.slice(0, 2).map(({ value, threshold }) => [value, threshold])).toEqual([
    [{ atLeast: 0.02, atMost: 0.04 }, 'not met'],
    [{ atLeast: 0.02, atMost: 0.03 }, 'not met'],
  ]);
  const states: [Record<string, SystemicStatus>, string][] = [
    [{ B0: { kind: 'G-SII' } }, 'met'],
    [{ B2: { kind: 'G-SII' } }, 'possible'],
    [{ B0: { kind: 'O-SII' }, B1: { kind: 'O-SII' } }, 'not met'],
    [{ B0: { kind: 'O-SII', score: 3000 } }, 'not met'],
    [{ B0: { kind: 'O-SII', score: 3001 } }, 'met'],
    [{ B0: { kind: 'O-SII' }, B1: { kind: 'O-SII' }, B3: { kind: 'O-SII' } }, 'possible'],
  ];
  for (const [status, expected] of states) {
    const systemic = new Map(Object.entries(status));
    expect(indicators({ systemic }).find(({ code }) => code === '2.1')?.threshold, JSON.stringify(status)).toBe(
      expected,
    );
  }
});

test('a group that serves no critical function has no indicators', () => {
  const sector = sectorOf({
    ...spec,
    functions: spec.functions?.map((one) => ({ ...one, critical: 'no' as const })) ?? [],
  });
  expect(criticalityIndicators(buildReliance(sector, selfReportedControl(sector))).of(0)).toEqual([]);
});

test('an indicator names its rows and its law', () => {
  const first = indicators()[0];
  expect(first?.policy.source).toContain('2024/1502');
  expect(first?.basis().map(({ line }) => line)).toEqual([2, 3, 4, 5]);
});
