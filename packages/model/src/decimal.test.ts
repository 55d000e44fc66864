import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDecimals, roundDecimal, sumDecimals, timesDecimals } from './decimal.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
  .map(([value, scale]) => ({
    value,
    scale,
    text: timesDecimals(String(value), scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`),
  }));

test('products and comparisons are those of whole numbers', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const scale = a.scale + b.scale;
      const whole = BigInt(timesDecimals(a.text, b.text).replace('.', ''));
      expect(whole).toBe(a.value * b.value);
      const left = a.value * 10n ** BigInt(scale - a.scale);
      const right = b.value * 10n ** BigInt(scale - b.scale);
      expect(Math.sign(compareDecimals(a.text, b.text))).toBe(left < right ? -1 : left > right ? 1 : 0);
    }),
    { seed: 3 },
  );
});

test('rounding is half to even and never further than half a unit', () => {
  expect(['0.125', '0.135', '-0.125', '2', '-0.004'].map((text) => roundDecimal(text, 2))).toEqual([
    '0.12',
    '0.14',
    '-0.12',
    '2.00',
    '0.00',
  ]);
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 4 }), ({ text }, places) => {
      const off = sumDecimals([roundDecimal(text, places), timesDecimals(text, '-1')]).replace('-', '');
      expect(
        compareDecimals(timesDecimals(off, '2'), places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`),
      ).toBeLessThanOrEqual(0);
    }),
    { seed: 4 },
  );
});
