import { chiSquare } from '../special/distributions.ts';
import { chiSquareQuantile } from '../special/quantiles.ts';
import type { Interval } from './interval.ts';

/**
 * Mean time between failures from `failures` in `time` of operation that ended by the clock; bounds by chi-square, each of
 * one-sided level alpha. Assumes a constant failure rate.
 *
 * @returns estimate Infinity without failures
 * @example
 * mtbf({ failures: 0, time: 10_000 }, 0.1).lower // 4342.9
 */
export function mtbf(
  { failures, time }: { readonly failures: number; readonly time: number },
  alpha: number,
): Interval {
  return {
    estimate: failures === 0 ? Infinity : time / failures,
    lower: (2 * time) / chiSquareQuantile(2 * failures + 2, alpha, 'upper'),
    upper: failures === 0 ? Infinity : (2 * time) / chiSquareQuantile(2 * failures, alpha),
  };
}

/** P-value of "the mean time between failures is at most `required`" against "longer". */
export function mtbfAbove(failures: number, time: number, required: number): number {
  return chiSquare(2 * failures + 2, (2 * time) / required).upper;
}

/** Operating time that proves `required` with the given one-sided alpha, if at most `failures` failures happen. */
export function mtbfDemonstrationTime(required: number, alpha: number, failures: number): number {
  return (required * chiSquareQuantile(2 * failures + 2, alpha, 'upper')) / 2;
}
