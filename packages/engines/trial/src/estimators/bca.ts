import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import type { Interval } from './interval.ts';

export interface BootstrapInterval extends Interval {
  /** P-values of "the statistic is the margin"; never below 1 / resamples. */
  readonly pLess: number;
  readonly pGreater: number;
}

/**
 * Bias-corrected and accelerated bounds (Efron 1987), each of one-sided level alpha, from the resampled statistic and the
 * statistic with each group left out.
 */
export function bca(
  estimate: number,
  resampled: Float64Array,
  leftOut: readonly number[],
  alpha: number,
  margin: number,
): BootstrapInterval {
  const sorted = resampled.toSorted();
  const count = sorted.length;
  const share = (value: number): number => {
    let [below, equal] = [0, 0];
    for (const one of sorted) {
      if (one < value) below += 1;
      else if (one === value) equal += 1;
    }
    return Math.min(1 - 0.5 / count, Math.max(0.5 / count, (below + equal / 2) / count));
  };
  const bias = normalQuantile(share(estimate));
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / leftOut.length;
  const cubes = leftOut.reduce((sum, value) => sum + (mean - value) ** 3, 0);
  const squares = leftOut.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  const bound = (z: number): number => {
    const level = normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
    return sorted[Math.min(count - 1, Math.max(0, Math.round(level * (count + 1)) - 1))] as number;
  };
  const distance = normalQuantile(share(margin)) - bias;
  const z = distance / (1 + acceleration * distance) - bias;
  const floor = 1 / count;
  return {
    estimate,
    lower: bound(normalQuantile(alpha)),
    upper: bound(-normalQuantile(alpha)),
    pLess: Math.max(floor, normalCdf(-z)),
    pGreater: Math.max(floor, normalCdf(z)),
  };
}
