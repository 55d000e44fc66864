import { binomial } from '../special/distributions.ts';
import { betaQuantile } from '../special/quantiles.ts';
import type { Interval } from './interval.ts';

export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** Exact bounds of a share by Clopper and Pearson, each of one-sided level alpha; NaN and [0, 1] without trials. */
export function clopperPearson({ successes: x, trials: n }: Proportion, alpha: number): Interval {
  if (n === 0) return { estimate: Number.NaN, lower: 0, upper: 1 };
  return {
    estimate: x / n,
    lower: x === 0 ? 0 : betaQuantile(x, n - x + 1, alpha).x,
    upper: x === n ? 1 : betaQuantile(x + 1, n - x, alpha, 'upper').x,
  };
}

/** Exact p-value of "the share is at most `share`" against "greater". */
export function shareAbove({ successes, trials }: Proportion, share: number): number {
  return binomial(trials, share, successes - 1).upper;
}

/**
 * Smallest number of units to run so that at most `failures` failures prove reliability R with confidence C
 * (success-run demonstration; with no failure the number is log(1 - C) / log R).
 *
 * @example
 * successRun(0.99, 0.9) // 230
 */
export function successRun(reliability: number, confidence: number, failures = 0): number {
  if (!(reliability > 0 && reliability < 1 && confidence > 0 && confidence < 1))
    throw new RangeError(`Expected reliability and confidence between 0 and 1: ${reliability}, ${confidence}`);
  const proved = (n: number): boolean => binomial(n, 1 - reliability, failures).lower <= 1 - confidence;
  let high = failures + 1;
  while (!proved(high)) high *= 2;
  let low = failures;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (proved(middle)) high = middle;
    else low = middle;
  }
  return high;
}
