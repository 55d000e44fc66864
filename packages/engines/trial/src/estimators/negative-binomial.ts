import { chiSquare, studentT } from '../special/distributions.ts';
import { studentQuantile } from '../special/quantiles.ts';
import { solve } from '../special/solve.ts';
import type { Interval } from './interval.ts';
import type { Count } from './rate-ratio.ts';

export interface OverdispersedRatio extends Interval {
  /** Variance of a count = mean + dispersion * mean^2; 0 is Poisson. */
  readonly dispersion: number;
  readonly pLess: number;
  readonly pGreater: number;
}

/** P-value of "the counts of each arm are Poisson" against "they vary more", by Pearson's chi-square over intervals. */
export function overdispersionTest(candidate: readonly Count[], incumbent: readonly Count[]): number {
  const arms = [candidate, incumbent].filter((arm) => total(arm).events > 0);
  const df = arms.reduce((sum, arm) => sum + arm.length - 1, 0);
  return df < 1
    ? 1
    : chiSquare(
        df,
        arms.reduce((sum, arm) => sum + pearson(arm, poissonRate(arm), 0), 0),
      ).upper;
}

/**
 * Ratio of two rates (candidate over incumbent) whose counts vary more than Poisson: negative binomial with one dispersion,
 * set so that Pearson's chi-square equals its degrees of freedom (less biased than maximum likelihood for few intervals);
 * rates by maximum likelihood given it; bounds by t on the log scale.
 *
 * @returns NaN and unbounded when an arm has no event or there are fewer than two intervals an arm
 */
export function negativeBinomialRatio(
  candidate: readonly Count[],
  incumbent: readonly Count[],
  options: { readonly alpha: number; readonly margin?: number },
): OverdispersedRatio {
  const df = candidate.length + incumbent.length - 2;
  const arms = [candidate, incumbent];
  if (Math.min(candidate.length, incumbent.length) < 2 || arms.some((arm) => total(arm).events === 0))
    return { estimate: Number.NaN, lower: 0, upper: Infinity, dispersion: Number.NaN, pLess: 1, pGreater: 1 };
  const excess = (k: number): number => arms.reduce((sum, arm) => sum + pearson(arm, rateGiven(arm, k), k), 0) - df;
  const dispersion =
    excess(0) <= 0
      ? 0
      : excess(1e4) >= 0
        ? 1e4
        : Math.exp(solve((v) => excess(Math.exp(v)), -23, Math.log(1e4), 1e-12));
  const rates = arms.map((arm) => rateGiven(arm, dispersion));
  const variance = arms.reduce((sum, arm, at) => sum + 1 / information(arm, rates[at] as number, dispersion), 0);
  const log = Math.log((rates[0] as number) / (rates[1] as number));
  const error = Math.sqrt(variance);
  const reach = studentQuantile(df, options.alpha, 'upper') * error;
  const { lower, upper } = studentT(df, (log - Math.log(options.margin ?? 1)) / error);
  return {
    estimate: Math.exp(log),
    lower: Math.exp(log - reach),
    upper: Math.exp(log + reach),
    dispersion,
    pLess: lower,
    pGreater: upper,
  };
}

function total(arm: readonly Count[]): Count {
  return {
    events: arm.reduce((sum, { events }) => sum + events, 0),
    exposure: arm.reduce((sum, { exposure }) => sum + exposure, 0),
  };
}

function poissonRate(arm: readonly Count[]): number {
  const { events, exposure } = total(arm);
  return events / exposure;
}

function pearson(arm: readonly Count[], rate: number, k: number): number {
  return arm.reduce((sum, { events, exposure }) => {
    const mean = rate * exposure;
    return sum + (events - mean) ** 2 / (mean + k * mean * mean);
  }, 0);
}

function information(arm: readonly Count[], rate: number, k: number): number {
  return arm.reduce((sum, { exposure }) => sum + (rate * exposure) / (1 + k * rate * exposure), 0);
}

/** Maximum-likelihood rate for a known dispersion, by Fisher scoring on the log scale. */
function rateGiven(arm: readonly Count[], k: number): number {
  let rate = poissonRate(arm);
  for (let round = 0; round < 100; round += 1) {
    const score = arm.reduce(
      (sum, { events, exposure }) => sum + (events - rate * exposure) / (1 + k * rate * exposure),
      0,
    );
    const step = score / information(arm, rate, k);
    rate *= Math.exp(Math.max(-1, Math.min(1, step)));
    if (Math.abs(step) < 1e-14) break;
  }
  return rate;
}
