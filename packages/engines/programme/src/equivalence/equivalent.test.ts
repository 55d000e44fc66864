import type { CapacityRow } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equivalent, withResilience } from './equivalent.ts';
import type { CandidateMachine, CurrentMachine } from './machine.ts';

const row = (unit: string, value: number, per: 'core' | 'server' = 'core'): CapacityRow => ({
  unit,
  per,
  value,
  source: 'test',
});

const current: CurrentMachine = {
  id: 'old',
  name: 'old',
  brand: 'Power Systems',
  machines: 1,
  cores: { atLeast: 20, atMost: 20 },
  peakUtilisation: { atLeast: 0.5, atMost: 0.5 },
  observation: { kind: 'measured', says: '60 days', window: { enough: true } },
  memoryGb: { atLeast: 100, atMost: 100 },
  storageTb: null,
  capacity: [row('SAPS', 6000)],
  serialShare: null,
};
const candidate: CandidateMachine = {
  id: 'new',
  name: 'new',
  brand: null,
  coresPerServer: 36,
  memoryGbPerServer: 512,
  storageTbPerServer: null,
  capacity: [row('SAPS', 3000)],
};
const alone = { spareServers: 0, sites: 1 };

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const capacity = fc.double({ min: 10, max: 10_000, noNaN: true });
const cores = fc.integer({ min: 1, max: 500 });

test('the truth lies inside the range: any factor from the ranges gives cores between least and most', () => {
  fc.assert(
    fc.property(
      fc.array(cores, { minLength: 2, maxLength: 2 }),
      fc.array(share, { minLength: 2, maxLength: 2 }),
      fc.array(capacity, { minLength: 1, maxLength: 4 }),
      fc.array(capacity, { minLength: 1, maxLength: 4 }),
      fc.array(share, { minLength: 4, maxLength: 4 }),
      (count, used, before, after, [a = 0, b = 0, c = 0, d = 0]) => {
        const span = (values: readonly number[]) => ({ atLeast: Math.min(...values), atMost: Math.max(...values) });
        const between = ({ atLeast, atMost }: { atLeast: number; atMost: number }, at: number) =>
          atLeast + at * (atMost - atLeast);
        const [c1, u1, p1, p2, u2] = [
          span(count),
          span(used),
          span(before),
          span(after),
          { atLeast: 0.65, atMost: 0.9 },
        ];
        const answer = equivalent(
          { ...current, cores: c1, peakUtilisation: u1, capacity: before.map((value) => row('SAPS', value)) },
          { ...candidate, capacity: after.map((value) => row('SAPS', value)) },
          alone,
        );
        const truth = (between(c1, a) * between(u1, b) * between(p1, c)) / (between(u2, d) * between(p2, a));
        expect(answer.cores?.atLeast ?? Infinity).toBeLessThanOrEqual(truth * (1 + 1e-9));
        expect(answer.cores?.atMost ?? 0).toBeGreaterThanOrEqual(truth * (1 - 1e-9));
      },
    ),
    { seed: 7 },
  );
});

test('more work, a slower candidate or more resilience never needs fewer servers', () => {
  fc.assert(
    fc.property(
      cores,
      share,
      capacity,
      capacity,
      fc.nat(3),
      fc.integer({ min: 1, max: 4 }),
      (count, used, before, after, spareServers, sites) => {
        const of = (
          change: Partial<CurrentMachine>,
          other: Partial<CandidateMachine>,
          resilience = { spareServers, sites },
        ) =>
          equivalent(
            {
              ...current,
              cores: { atLeast: count, atMost: count },
              peakUtilisation: { atLeast: used, atMost: used },
              capacity: [row('SAPS', before)],
              ...change,
            },
            { ...candidate, capacity: [row('SAPS', after)], ...other },
            resilience,
          ).servers;
        const plain = of({}, {});
        const worse = [
          of({ cores: { atLeast: count + 3, atMost: count + 3 } }, {}),
          of({}, { capacity: [row('SAPS', after * 0.9)] }),
          of({}, {}, { spareServers: spareServers + 1, sites }),
          of({ memoryGb: { atLeast: 5000, atMost: 5000 } }, {}),
        ];
        for (const one of worse) {
          expect(one?.atLeast).toBeGreaterThanOrEqual(plain?.atLeast ?? 0);
          expect(one?.atMost).toBeGreaterThanOrEqual(plain?.atMost ?? 0);
        }
      },
    ),
    { seed: 8 },
  );
});

test('when one site is lost, the others carry the work', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.nat(5),
      fc.integer({ min: 2, max: 6 }),
      (servers, spareServers, sites) => {
        const total = withResilience(servers, { spareServers, sites });
        expect(total - Math.ceil(total / sites)).toBeGreaterThanOrEqual(servers);
      },
    ),
    { seed: 9 },
  );
});

test('units are never mixed: rows of other units change nothing', () => {
  fc.assert(
    fc.property(capacity, capacity, fc.constantFrom('aSAPS', 'SPECrate2017_int', 'tpmC'), (one, other, unit) => {
      const plain = equivalent(current, candidate, alone);
      const noisy = equivalent(
        { ...current, capacity: [...current.capacity, row(unit, one)] },
        { ...candidate, capacity: [...candidate.capacity, row(`${unit} `, other)] },
        alone,
      );
      expect(noisy.cores).toEqual(plain.cores);
      expect(equivalent({ ...current, capacity: [row(unit, one)] }, candidate, alone)).toMatchObject({
        standing: 'needs a benchmark',
        cores: null,
        servers: null,
      });
    }),
    { seed: 10 },
  );
});

test('SAPS from before 2009 do not compare, MIPS never do, ranges that do not meet are told', () => {
  const old = { ...row('SAPS', 6000), statedOn: '2008-05-01' };
  const now = { ...row('SAPS', 3000), statedOn: '2026-01-29' };
  expect(equivalent({ ...current, capacity: [old] }, { ...candidate, capacity: [now] }, alone).because[0]).toContain(
    '2009-01-01',
  );
  expect(
    equivalent({ ...current, capacity: [row('MIPS', 1)] }, { ...candidate, capacity: [row('MIPS', 1)] }, alone)
      .standing,
  ).toBe('needs a benchmark');
  const two = equivalent(
    { ...current, capacity: [row('SAPS', 6000), row('SPECrate2017_int', 10)] },
    { ...candidate, capacity: [row('SAPS', 3000), row('SPECrate2017_int', 1)] },
    alone,
  );
  expect(two.warnings.join(' ')).toContain('SAPS and SPECrate2017_int give ranges that do not meet');
  expect(two.cores?.atMost).toBeCloseTo((20 * 0.5 * 10) / 0.65, 6);
});
