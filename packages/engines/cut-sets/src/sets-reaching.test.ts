import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalByBruteForce } from '../test/brute-force.ts';
import { setsReaching } from './sets-reaching.ts';

/** Functions worth their weight fall when all of one of their alternatives' lists are withdrawn: effects do not add up. */
const sector = fc.integer({ min: 1, max: 9 }).chain((candidates) =>
  fc.record({
    candidates: fc.constant(candidates),
    functions: fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 9 }),
        alternatives: fc.array(fc.integer({ min: 0, max: candidates - 1 }), { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    threshold: fc.integer({ min: 0, max: 60 }),
    maxOrder: fc.integer({ min: 0, max: 4 }),
  }),
);

test('random sectors: minimal sets equal those found by looking at every set', () => {
  fc.assert(
    fc.property(sector, ({ candidates, functions, threshold, maxOrder }) => {
      const impact = (withdrawn: Iterable<number>): number => {
        const gone = new Set(withdrawn);
        const lost = functions.filter(({ alternatives }) => alternatives.every((candidate) => gone.has(candidate)));
        return lost.reduce((sum, { weight }) => sum + weight, 0);
      };
      const found = setsReaching({ candidates, impact, threshold, maxOrder });
      const expected = minimalByBruteForce(candidates, (set) => impact(set) >= threshold).filter(
        (set) => set.length <= maxOrder,
      );
      expect(found.sets.map(String)).toEqual(expected.toSorted(bySize).map(String));
      expect(found).toMatchObject({ complete: true, completeUpTo: maxOrder });
    }),
    { numRuns: 500 },
  );
});

test('the work limit ends the search and says up to which size it is complete', () => {
  fc.assert(
    fc.property(sector, fc.integer({ min: 0, max: 60 }), ({ candidates, functions, threshold }, workLimit) => {
      const impact = (withdrawn: Iterable<number>): number => {
        const gone = new Set(withdrawn);
        const lost = functions.filter(({ alternatives }) => alternatives.every((candidate) => gone.has(candidate)));
        return lost.reduce((sum, { weight }) => sum + weight, 0);
      };
      const found = setsReaching({ candidates, impact, threshold, workLimit });
      const expected = minimalByBruteForce(candidates, (set) => impact(set) >= threshold);
      const upTo = (size: number, sets: readonly (readonly number[])[]): string[] =>
        sets.filter((set) => set.length <= size).map(String);
      expect(upTo(found.completeUpTo, found.sets)).toEqual(upTo(found.completeUpTo, expected.toSorted(bySize)));
      for (const set of found.sets) expect(expected.map(String)).toContain(String(set));
      expect(found.questions).toBeLessThanOrEqual(workLimit);
      if (found.complete) expect(found.completeUpTo).toBe(3);
    }),
    { numRuns: 300 },
  );
});

test('few of 400 candidates that matter are found with few questions', () => {
  const weights = Array.from({ length: 400 }, (_, candidate) => (candidate % 100 === 0 ? 30 : 0.01));
  const impact = (withdrawn: readonly number[]): number =>
    withdrawn.reduce((sum, candidate) => sum + weights[candidate]!, 0);
  const found = setsReaching({ candidates: 400, impact, threshold: 60 });
  expect(found.sets).toHaveLength(6);
  expect(found.complete).toBe(true);
  expect(found.questions).toBeLessThan(2_000);
});

function bySize(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const differs = a.findIndex((member, index) => member !== b[index]);
  return differs === -1 ? 0 : a[differs]! - b[differs]!;
}
