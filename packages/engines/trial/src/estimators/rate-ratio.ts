import { binomial, binomialMass } from '../special/distributions.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import { betaQuantile } from '../special/quantiles.ts';
import type { Interval } from './interval.ts';

/** Events counted in an exposure, such as incidents in machine-hours. */
export interface Count {
  readonly events: number;
  readonly exposure: number;
}

export interface RateRatio extends Interval {
  /** P-values of "the ratio is the margin" against less, greater, either. */
  readonly pLess: number;
  readonly pGreater: number;
  readonly pTwoSided: number;
}

/**
 * Exact conditional ratio of two Poisson rates (candidate over incumbent): given the sum of both, the candidate's count is
 * binomial. Bounds by Clopper and Pearson, each of one-sided level alpha; the two-sided p-value sums all counts that are
 * no likelier than the one seen. `midP` counts half of what was seen: less conservative, not guaranteed.
 *
 * @example
 * rateRatioExact({ events: 60, exposure: 51477.5 }, { events: 30, exposure: 54308.7 }, { alpha: 0.025 }).lower // 1.34
 */
export function rateRatioExact(
  candidate: Count,
  incumbent: Count,
  options: { readonly alpha: number; readonly margin?: number; readonly midP?: boolean },
): RateRatio {
  const { events: x } = candidate;
  const n = x + incumbent.events;
  const times = incumbent.exposure / candidate.exposure;
  const chance = (options.margin ?? 1) / times / (1 + (options.margin ?? 1) / times);
  const half = options.midP === true ? binomialMass(n, chance, x) / 2 : 0;
  const pLess = binomial(n, chance, x).lower - half;
  const pGreater = binomial(n, chance, x - 1).upper - half;
  const low = x === 0 ? { x: 0, y: 1 } : betaQuantile(x, n - x + 1, options.alpha);
  const high = x === n ? { x: 1, y: 0 } : betaQuantile(x + 1, n - x, options.alpha, 'upper');
  return {
    estimate: n === 0 ? Number.NaN : (x / incumbent.events) * times,
    lower: (low.x / low.y) * times,
    upper: (high.x / high.y) * times,
    pLess,
    pGreater,
    pTwoSided: Math.min(1, noLikelier(n, chance, x) - half),
  };
}

function noLikelier(n: number, chance: number, x: number): number {
  const seen = binomialMass(n, chance, x) * (1 + 1e-7);
  let sum = 0;
  for (let k = 0; k <= n; k += 1) {
    const mass = binomialMass(n, chance, k);
    if (mass <= seen) sum += mass;
  }
  return sum;
}

/** Ratio of two Poisson rates by the score test, with the bounds that the test inverts to. For large counts. */
export function rateRatioScore(
  candidate: Count,
  incumbent: Count,
  options: { readonly alpha: number; readonly margin?: number },
): RateRatio {
  const [x, y] = [candidate.events, incumbent.events];
  const times = incumbent.exposure / candidate.exposure;
  const ratio = (options.margin ?? 1) / times;
  const z = (x - y * ratio) / Math.sqrt((x + y) * ratio);
  const square = normalQuantile(options.alpha) ** 2;
  // (x - y r)^2 = (x + y) r z^2, solved for r.
  const middle = 2 * x * y + (x + y) * square;
  const root = Math.sqrt(Math.max(0, middle * middle - 4 * x * x * y * y));
  const high = y === 0 ? Infinity : (middle + root) / (2 * y * y);
  const low = (2 * x * x) / (middle + root);
  return {
    estimate: x + y === 0 ? Number.NaN : (x / y) * times,
    lower: x + y === 0 ? 0 : low * times,
    upper: high * times,
    pLess: x + y === 0 ? 1 : normalCdf(z),
    pGreater: x + y === 0 ? 1 : normalCdf(-z),
    pTwoSided: x + y === 0 ? 1 : 2 * normalCdf(-Math.abs(z)),
  };
}
