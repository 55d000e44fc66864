import type { FigureValue } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from './difference.ts';

const figure = (atLeast: number, atMost: number, unit: FigureValue['unit'] = 'share'): FigureValue =>
  ({ id: 'x', label: 'x', unit, value: { atLeast, atMost } }) as FigureValue;
const pair = fc.tuple(fc.nat(100), fc.nat(100)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

test('whatever the truth inside both bounds is, the difference holds it', () => {
  fc.assert(
    fc.property(pair, pair, fc.double({ min: 0, max: 1, noNaN: true }), ([a, b], [c, d], part) => {
      const told = difference(figure(a, b), figure(c, d));
      const truth = c + part * (d - c) - (a + part * (b - a));
      expect(told?.atLeast).toBeLessThanOrEqual(truth + 1e-9);
      expect(told?.atMost).toBeGreaterThanOrEqual(truth - 1e-9);
    }),
  );
});

test('what is not observed or of another unit has no difference', () => {
  expect(difference(undefined, figure(1, 2))).toBeNull();
  expect(difference(figure(1, 2, 'money'), figure(1, 2))).toBeNull();
  expect(difference({ ...figure(1, 2), value: null }, figure(1, 2))).toBeNull();
});
