import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concentrationOf } from './shares.ts';

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
