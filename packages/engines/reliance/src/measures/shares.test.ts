import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, concentrationOf } from './shares.ts';

const weights = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
const keyed = (values: readonly number[]) => values.map((weight, key): [number, number] => [key, weight]);

test('n equal shares have an HHI of 10,000/n and an effective number of n', () => {
  for (const n of [1, 2, 3, 4, 7, 10, 100, 10_000]) {
    const found = concentrationOf(keyed(Array.from({ length: n }, () => 12.5)));
    expect(found?.hhi).toBeCloseTo(10_000 / n, 8);
    expect(found?.effectiveNumber).toBeCloseTo(n, 6);
    expect(found?.cr1).toBeCloseTo(1 / n, 12);
    expect(found?.cr3).toBeCloseTo(Math.min(1, 3 / n), 12);
  }
});

test('a geometric row of n shares has the closed form of its sums', () => {
  const [n, q] = [20, 0.5];
  const found = concentrationOf(keyed(Array.from({ length: n }, (_, at) => q ** at)));
  const first = (1 - q ** n) / (1 - q);
  const second = (1 - q ** (2 * n)) / (1 - q ** 2);
  expect(found?.hhi).toBeCloseTo((10_000 * second) / first ** 2, 8);
});

test('bounds, scale and merging: never above 10,000, never changed by scale, never lowered by merging two keys', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0.01, max: 1000, noNaN: true }), (values, scale) => {
      const found = concentrationOf(keyed(values));
      if (found === null) throw new Error('weights are positive');
      expect(found.hhi).toBeLessThanOrEqual(10_000 + 1e-6);
      expect(found.hhi).toBeGreaterThanOrEqual(10_000 / values.length - 1e-6);
      expect(found.cr1).toBeLessThanOrEqual(found.cr3);
      expect(concentrationOf(keyed(values.map((value) => value * scale)))?.hhi).toBeCloseTo(found.hhi, 6);
      const [first = 0, second = 0, ...rest] = values;
      expect(concentrationOf(keyed([first + second, ...rest]))?.hhi).toBeGreaterThanOrEqual(found.hhi - 1e-6);
    }),
  );
});

test('nothing has no concentration, and a negative weight is a mistake', () => {
  expect(concentrationOf([])).toBeNull();
  expect(concentrationOf([[1, 0]])).toBeNull();
  expect(() => concentrationOf([[1, -1]])).toThrow(RangeError);
});

test('bounds hold whatever the unobserved keys turn out to be', () => {
  const item = fc.record({ key: fc.nat(4), thing: fc.nat(5), observed: fc.boolean() });
  const weightOfThing = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 6, maxLength: 6 });
  const measures = ['hhi', 'effectiveNumber', 'cr1', 'cr3'] as const;
  let wide = 0;
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), weightOfThing, fc.boolean(), (items, weight, each) => {
      const sumsOf = (some: typeof items) => {
        const seen = new Set<string>();
        const sums = new Map<number, number>();
        for (const { key, thing } of some) {
          const pair = `${key} ${thing}`;
          if (!each && seen.has(pair)) continue;
          seen.add(pair);
          sums.set(key, (sums.get(key) ?? 0) + (weight[thing] ?? 0));
        }
        return concentrationOf(sums);
      };
      const observed = sumsOf(items.filter((one) => one.observed));
      const truth = sumsOf(items);
      if (observed === null || truth === null) return;
      const spread: number[] = [];
      const times = new Map<number, number>();
      for (const { thing } of items.filter((one) => !one.observed)) {
        const at = each ? 0 : (times.get(thing) ?? 0);
        times.set(thing, at + 1);
        spread[at] = (spread[at] ?? 0) + (weight[thing] ?? 0);
      }
      const bounds = boundsOf(observed, { spread });
      for (const measure of measures) {
        expect(truth[measure]).toBeGreaterThanOrEqual(bounds[measure].atLeast - 1e-9);
        expect(truth[measure]).toBeLessThanOrEqual(bounds[measure].atMost + 1e-9);
      }
      if (bounds.hhi.atLeast < bounds.hhi.atMost) wide += 1;
    }),
    { numRuns: 3000 },
  );
  expect(wide).toBeGreaterThan(100);
});

test('nothing open: both bounds are the observed figure', () => {
  const found = concentrationOf(keyed([3, 2, 1]));
  if (found === null) throw new Error('weights are positive');
  const { hhi, cr1 } = boundsOf(found, { spread: [] });
  expect(hhi.atLeast).toBe(hhi.atMost);
  expect(hhi.atLeast).toBeCloseTo(found.hhi, 9);
  expect(cr1).toEqual({ atLeast: 0.5, atMost: 0.5 });
});
