import { studentT } from '../special/distributions.ts';
import { studentQuantile } from '../special/quantiles.ts';
import type { Interval } from './interval.ts';
import { moments } from './moments.ts';

export interface WelchTest extends Interval {
  readonly t: number;
  readonly df: number;
  readonly pLess: number;
  readonly pGreater: number;
  readonly pTwoSided: number;
}

/** Welch's t-test of mean(a) - mean(b) against `margin`; bounds of one-sided level alpha. NaN with fewer than two values an arm. */
export function welch(a: ArrayLike<number>, b: ArrayLike<number>, alpha: number, margin = 0): WelchTest {
  const [x, y] = [moments(a), moments(b)];
  const [vx, vy] = [x.variance / x.n, y.variance / y.n];
  const error = Math.sqrt(vx + vy);
  const df = (vx + vy) ** 2 / (vx ** 2 / (x.n - 1) + vy ** 2 / (y.n - 1));
  const estimate = x.mean - y.mean;
  const t = (estimate - margin) / error;
  const { lower, upper } = studentT(df, t);
  const reach = studentQuantile(df, alpha, 'upper') * error;
  return {
    estimate,
    lower: estimate - reach,
    upper: estimate + reach,
    t,
    df,
    pLess: lower,
    pGreater: upper,
    pTwoSided: 2 * Math.min(lower, upper),
  };
}

/**
 * Equivalence by two one-sided Welch tests: the p-value is the greater of the two.
 *
 * @example
 * tost(candidate, incumbent, -1.5, 1.5).p <= 0.05
 */
export function tost(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  low: number,
  high: number,
): { readonly p: number; readonly t: readonly [number, number]; readonly df: number } {
  const above = welch(a, b, 0.05, low);
  const below = welch(a, b, 0.05, high);
  return { p: Math.max(above.pGreater, below.pLess), t: [above.t, below.t], df: above.df };
}
