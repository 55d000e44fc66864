import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialQuantile, poissonQuantile } from './discrete-quantile.ts';
import {
  binomial,
  binomialMass,
  fisherF,
  hypergeometric,
  hypergeometricMass,
  poisson,
  poissonMass,
  studentT,
} from './distributions.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';
import { erf, erfc, normalCdf } from './normal.ts';
import { betaQuantile, fisherQuantile, gammaQuantile, studentQuantile } from './quantiles.ts';

type Arguments = readonly [number, number, number, number];
const functions: Readonly<Record<string, (...values: Arguments) => number>> = {
  logGamma,
  erf,
  erfc,
  normalCdf,
  normalQuantile,
  gammaP: (a, x) => incompleteGamma(a, x).lower,
  gammaQ: (a, x) => incompleteGamma(a, x).upper,
  gammaLowerQuantile: (a, p) => gammaQuantile(a, p),
  gammaUpperQuantile: (a, p) => gammaQuantile(a, p, 'upper'),
  betaLower: (a, b, x) => incompleteBeta(a, b, x).lower,
  betaUpper: (a, b, x) => incompleteBeta(a, b, x).upper,
  betaQuantile: (a, b, p) => betaQuantile(a, b, p).x,
  tCdf: (df, t) => studentT(df, t).lower,
  tQuantile: (df, p) => studentQuantile(df, p),
  fCdf: (d1, d2, x) => fisherF(d1, d2, x).lower,
  fUpper: (d1, d2, x) => fisherF(d1, d2, x).upper,
  fQuantile: (d1, d2, p) => fisherQuantile(d1, d2, p),
  poissonPmf: poissonMass,
  poissonCdf: (mean, k) => poisson(mean, k).lower,
  poissonUpper: (mean, k) => poisson(mean, k).upper,
  binomialPmf: binomialMass,
  binomialCdf: (n, p, k) => binomial(n, p, k).lower,
  binomialUpper: (n, p, k) => binomial(n, p, k).upper,
  hypergeometricPmf: hypergeometricMass,
  hypergeometricCdf: (...values) => hypergeometric(...values).lower,
  hypergeometricUpper: (...values) => hypergeometric(...values).upper,
};
const file = join(import.meta.dirname, '../../test/special-reference.json');
const reference = JSON.parse(readFileSync(file, 'utf8')) as { values: Record<string, number[][]> };

test('every function with reference values is tested, and no other', () => {
  expect(Object.keys(reference.values).toSorted()).toEqual(Object.keys(functions).toSorted());
});

test.each(Object.keys(functions))('%s agrees with 40-digit arithmetic to 1e-12, relative, tails included', (name) => {
  const wrong = (reference.values[name] ?? []).flatMap((row) => {
    const expected = row.at(-1) as number;
    const seen = functions[name]?.(...(row.slice(0, -1) as unknown as Arguments)) ?? Number.NaN;
    const error = Math.abs(seen / expected - 1);
    return error < 1e-12 ? [] : [{ row, seen, error }];
  });
  expect(wrong).toEqual([]);
});

test('lower and upper tails sum to one', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, share) => {
        const gamma = incompleteGamma(a, share * 2 * a);
        const beta = incompleteBeta(a, b, share);
        expect(gamma.lower + gamma.upper).toBeCloseTo(1, 13);
        expect(beta.lower + beta.upper).toBeCloseTo(1, 13);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test('discrete quantiles are the smallest count with enough below', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 3000, noNaN: true }),
      fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
      fc.integer({ min: 1, max: 3000 }),
      (mean, p, n) => {
        const k = poissonQuantile(mean, p);
        expect(poisson(mean, k).lower).toBeGreaterThanOrEqual(p - 1e-15);
        expect(poisson(mean, k - 1).lower).toBeLessThanOrEqual(p + 1e-15);
        const chance = mean / 3001;
        const j = binomialQuantile(n, chance, p);
        expect(binomial(n, chance, j).lower).toBeGreaterThanOrEqual(p - 1e-15);
        expect(binomial(n, chance, j - 1).lower).toBeLessThanOrEqual(p + 1e-15);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test('a Poisson tail that a common library gets wrong by 1.4 %: k = 1000, mean = 1050', () => {
  expect(poisson(1050, 1000).lower).toBeCloseTo(0.0624, 3);
});

test('the incomplete beta function ends where its two sides meet', () => {
  // x and 1 - x both lie, as rounded, above the place from which the other side is taken.
  for (const [a, b] of [
    [19.5, 0.5],
    [4.5, 0.5],
    [7, 3],
    [120.5, 0.5],
  ] as const) {
    const x = (a + 1) / (a + b + 2);
    const { lower, upper } = incompleteBeta(a, b, x * (1 + 1e-15), ((b + 1) / (a + b + 2)) * (1 + 1e-15));
    expect(lower + upper).toBeCloseTo(1, 14);
    expect(lower).toBeCloseTo(incompleteBeta(a, b, x * (1 - 1e-9)).lower, 7);
  }
});
