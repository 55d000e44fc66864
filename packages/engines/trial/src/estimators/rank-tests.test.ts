import { seededRandom } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleA, sampleB } from '../../test/reference-samples.ts';
import { mannWhitney } from './mann-whitney.ts';
import { signedRank } from './signed-rank.ts';

const near = (seen: number, expected: number): void => expect(Math.abs(seen / expected - 1)).toBeLessThan(1e-9);
const untiedA = sampleA.slice(0, 12).map((value, at) => value + at * 1e-4);
const untiedB = sampleB.slice(0, 15).map((value, at) => value + at * 1.3e-4 + 5e-5);

test('asymptotic Mann–Whitney agrees with scipy, ties and continuity corrected', () => {
  const shift = mannWhitney([{ candidate: sampleA, incumbent: sampleB }], { alpha: 0.05, margin: 0, exactUpTo: 0 });
  near(shift.pLess, 0.03332567492115293);
  near(shift.pGreater, 0.967909555121858);
  expect(shift.method).toBe('asymptotic');
});

test('exact Mann–Whitney agrees with scipy, estimate and bounds with the listed differences', () => {
  const shift = mannWhitney([{ candidate: untiedA, incumbent: untiedB }], { alpha: 0.05, margin: 0 });
  near(shift.pLess, 0.5286730910166096);
  near(shift.pGreater, 0.49043428789693433);
  near(shift.estimate, 0.0542549999999995);
  near(shift.lower, -1.0402400000000007);
  near(shift.upper, 1.1602699999999988);
});

test('ties are treated by their conditional distribution: all 56 and all 256 arrangements listed', () => {
  const shift = mannWhitney([{ candidate: [1, 2, 3], incumbent: [1, 3, 3, 4, 5] }], { alpha: 0.05, margin: 0 });
  near(shift.pLess, 0.17857142857142858);
  near(shift.pGreater, 0.9285714285714286);
  const paired = signedRank([-1, 1, 2, 2, -2, 3, 5, 5], { alpha: 0.05, margin: 0 });
  near(paired.pLess, 0.97265625);
  near(paired.pGreater, 0.05078125);
});

test('exact signed-rank agrees with scipy', () => {
  const shift = signedRank(
    untiedA.map((value, at) => value - (untiedB[at] as number)),
    { alpha: 0.05, margin: 0 },
  );
  near(shift.pLess, 0.7880859375);
  near(shift.pGreater, 0.23486328125);
  near(shift.estimate, 0.24980750000000018);
});

test('estimate and bounds are ordered differences, whatever the ties', () => {
  const values = fc.array(fc.integer({ min: -4, max: 9 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, values, (candidate, incumbent) => {
      const all = candidate.flatMap((x) => incumbent.map((y) => x - y)).toSorted((x, y) => x - y);
      const shift = mannWhitney([{ candidate, incumbent }], { alpha: 0.05, margin: 0 });
      const half = all.length / 2;
      const median = ((all[Math.ceil(half) - 1] as number) + (all[Math.floor(half)] as number)) / 2;
      expect(shift.estimate).toBe(median);
      expect(shift.lower).toBeLessThanOrEqual(shift.estimate);
      expect(shift.upper).toBeGreaterThanOrEqual(shift.estimate);
      if (Number.isFinite(shift.lower)) expect(all).toContain(shift.lower);
      const walsh = candidate.flatMap((x, i) => candidate.slice(i).map((y) => (x + y) / 2)).toSorted((x, y) => x - y);
      const middle = walsh.length / 2;
      expect(signedRank(candidate, { alpha: 0.05, margin: 0 }).estimate).toBe(
        ((walsh[Math.ceil(middle) - 1] as number) + (walsh[Math.floor(middle)] as number)) / 2,
      );
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('a difference between blocks is not taken for one between arms', () => {
  const random = seededRandom(3);
  const blocks = Array.from({ length: 12 }, (_, day) => ({
    candidate: Array.from({ length: day < 6 ? 8 : 2 }, () => day * 10 + random()),
    incumbent: Array.from({ length: day < 6 ? 2 : 8 }, () => day * 10 + random()),
  }));
  const pooled = {
    candidate: blocks.flatMap(({ candidate }) => candidate),
    incumbent: blocks.flatMap(({ incumbent }) => incumbent),
  };
  expect(mannWhitney(blocks, { alpha: 0.05, margin: 0 }).estimate).toBeCloseTo(0, 0);
  expect(mannWhitney([pooled], { alpha: 0.05, margin: 0 }).upper).toBeLessThan(-20);
});

test('too few values give no bound, not a wrong one', () => {
  const shift = mannWhitney([{ candidate: [1, 2], incumbent: [1.5, 3] }], { alpha: 0.05, margin: 0 });
  expect([shift.lower, shift.upper]).toEqual([-Infinity, Infinity]);
  expect(mannWhitney([], { alpha: 0.05, margin: 0 })).toMatchObject({ pLess: 1, upper: Infinity });
  expect(signedRank([0.1, 0.2, 0.3, 0.4], { alpha: 0.05, margin: 0 }).upper).toBe(Infinity);
});

test('upper bounds hold in 95 of 100 samples: exact, blocked, paired, with ties and with outliers', () => {
  const random = seededRandom(11);
  const heavy = (): number => Math.log(random() / (1 - random())) + (random() < 0.05 ? 20 : 0);
  const rounds = 1_500;
  const missed = { plain: 0, blocked: 0, paired: 0, ties: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const draw = (n: number, base = 0): number[] => Array.from({ length: n }, () => base + heavy());
    const options = { alpha: 0.05, margin: 0 };
    if (mannWhitney([{ candidate: draw(9), incumbent: draw(8) }], options).upper < 0) missed.plain += 1;
    const blocks = [0, 5, -7].map((base) => ({ candidate: draw(4, base), incumbent: draw(5, base) }));
    if (mannWhitney(blocks, options).upper < 0) missed.blocked += 1;
    if (
      signedRank(
        draw(14).map((value) => value - heavy()),
        options,
      ).upper < 0
    )
      missed.paired += 1;
    const coarse = { candidate: draw(12).map(Math.round), incumbent: draw(12).map(Math.round) };
    if (mannWhitney([coarse], options).upper < 0) missed.ties += 1;
  }
  const limit = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds);
  for (const [kind, count] of Object.entries(missed)) expect.soft(count / rounds, kind).toBeLessThan(limit);
  expect(missed.plain / rounds).toBeGreaterThan(0.02);
});
