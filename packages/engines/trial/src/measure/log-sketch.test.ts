import { seededRandom } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalDraw } from '../estimators/draws.ts';
import { LogSketch } from './log-sketch.ts';
import { SampleCell } from './sample-cell.ts';

const value = fc.oneof(
  fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
  fc.double({ min: -1e12, max: -1e-9, noNaN: true }),
  fc.constant(0),
);

test('every order statistic is within the stated error, of one sketch and of sketches merged', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.nat(59), (values, cut) => {
      const [one, other] = [new LogSketch(0.01), new LogSketch(0.01)];
      values.forEach((each, at) => (at < cut ? one : other).add(each));
      one.merge(other);
      expect(one.count).toBe(values.length);
      values
        .toSorted((a, b) => a - b)
        .forEach((exact, rank) => {
          expect(Math.abs(one.orderStatistic(rank) - exact)).toBeLessThanOrEqual(0.01 * Math.abs(exact) * (1 + 1e-9));
        });
    }),
    { seed: 1 },
  );
});

test('a million log-normal latencies with outliers: quantiles to 0.1 %', () => {
  const random = seededRandom(3);
  const sketch = new LogSketch(0.001);
  const values = Float64Array.from(
    { length: 1e6 },
    () => 20 * Math.exp(0.35 * normalDraw(random)) * (random() < 0.002 ? 30 : 1),
  );
  for (const one of values) sketch.add(one);
  values.sort();
  for (const rank of [0, 1e5, 5e5, 9e5, 99e4, 999e3, 999_899, 999_999])
    expect(Math.abs(sketch.orderStatistic(rank) / (values[rank] as number) - 1)).toBeLessThan(0.001 + 1e-9);
});

test('sketches of different errors are not merged', () => {
  expect(() => new LogSketch(0.01).merge(new LogSketch(0.02))).toThrow(RangeError);
});

test('a cell keeps values until it is told to sketch; the median of an even count is the mean of the middle two', () => {
  const cell = new SampleCell();
  for (const one of [4, 1, 3, 2]) cell.add(one);
  expect(cell.median()).toBe(2.5);
  cell.toSketch(0.001);
  expect(cell.exact).toBe(false);
  expect(Math.abs(cell.median() - 2.5)).toBeLessThan(0.0025);
  cell.add(100);
  expect(Math.abs(cell.median() - 3)).toBeLessThan(0.003);
});
