import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairIndex } from './pair-index.ts';

test('behaves as a map of pairs', () => {
  const pair = fc.tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(pair, fc.nat()), { maxLength: 400 }), (entries) => {
      const index = new PairIndex();
      const model = new Map<string, number>();
      for (const [[first, second], value] of entries) {
        index.set(first, second, value);
        model.set(`${first},${second}`, value);
      }
      expect(index.size).toBe(model.size);
      for (let first = -3; first <= 40; first += 1) {
        for (let second = -3; second <= 40; second += 1)
          expect(index.get(first, second)).toBe(model.get(`${first},${second}`) ?? -1);
      }
    }),
    { numRuns: 20 },
  );
});

test('numbers new pairs in order', () => {
  const index = new PairIndex();
  expect([index.intern(5, -1), index.intern(5, 0), index.intern(5, -1)]).toEqual([0, 1, 0]);
});
