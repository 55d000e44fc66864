import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tuplesOf } from './tuples.ts';

const items = 20;
const codes = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: items, maxLength: items });

test.each([
  ['few values', 3],
  ['more values than fit a table', 5_000_000],
])('items share a number exactly when they share all values: %s', (_, values) => {
  fc.assert(
    fc.property(fc.array(codes, { maxLength: 4 }), (columns) => {
      const { tuple, example } = tuplesOf(
        items,
        columns.map((column) => ({ codes: Int32Array.from(column), values, valueOf: String })),
      );
      const text = (item: number) => columns.map((column) => column[item]).join();
      for (let a = 0; a < items; a += 1) {
        expect(text(example[tuple[a] as number] as number)).toBe(text(a));
        for (let b = 0; b < a; b += 1) expect(tuple[a] === tuple[b]).toBe(text(a) === text(b));
      }
      expect(example.length).toBe(new Set(tuple).size);
    }),
    { numRuns: 50 },
  );
});

test('no items, no tuples', () => {
  expect(tuplesOf(0, []).example).toEqual([]);
});
