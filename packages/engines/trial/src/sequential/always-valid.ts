import { incompleteBeta } from '../special/incomplete-beta.ts';
import { logGamma } from '../special/log-gamma.ts';
import { solve } from '../special/solve.ts';
import type { Interval } from '../estimators/interval.ts';

/**
 * Mixture sequential probability ratio of two normal means after n values an arm: 1 / ratio is a p-value that holds
 * however often one looks (Robbins; Johari and others).
 *
 * @param difference mean of the candidate minus mean of the incumbent, minus the difference under test
 * @param variance of one value; mixing: variance of the normal over true differences
 */
export function mixtureRatio(n: number, variance: number, mixing: number, difference: number): number {
  const v = 2 * variance;
  const whole = v + n * mixing;
  return Math.sqrt(v / whole) * Math.exp((n * n * mixing * difference * difference) / (2 * v * whole));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * Always-valid two-sided p-value of "each event is the candidate's with chance `share`", from a beta mixture centred there
 * (Lindon and Malek 2022). For incidents share = candidate's exposure / whole exposure, which must not change over time.
 *
 * @param weight prior events that the mixture is worth; default 100
 */
export function sequentialShareP(events: number, others: number, share: number, weight = 100): number {
  const [a, b] = [weight * share, weight * (1 - share)];
  const log = logBeta(a + events, b + others) - logBeta(a, b) - events * Math.log(share) - others * Math.log1p(-share);
  return Math.min(1, Math.exp(-log));
}

/**
 * Evidence (an e-value) that the chance of an event is above `share`, against at most it: a beta mixture cut off at `share`.
 * By Ville's inequality it reaches 1 / alpha with chance at most alpha, however often one looks.
 */
export function evidenceAbove(events: number, others: number, share: number, prior: readonly [number, number]): number {
  const [a, b] = prior;
  const before = incompleteBeta(a, b, share).upper;
  const after = incompleteBeta(a + events, b + others, share).upper;
  if (before === 0 || after === 0) return 0;
  const log = logBeta(a + events, b + others) - logBeta(a, b) - events * Math.log(share) - others * Math.log1p(-share);
  return Math.exp(Math.min(700, log + Math.log(after) - Math.log(before)));
}

/** Always-valid bounds of a chance, each of one-sided level alpha: the shares that {@link evidenceAbove} does not refuse. */
export function shareSequence(events: number, others: number, alpha: number): Interval {
  const prior = [0.5, 0.5] as const;
  const estimate = events + others === 0 ? Number.NaN : events / (events + others);
  const bound = (seen: number, rest: number): number => {
    if (seen === 0) return 0;
    const excess = (share: number): number => Math.log(evidenceAbove(seen, rest, share, prior)) + Math.log(alpha);
    const top = Math.min(seen / (seen + rest), 1 - 1e-12);
    return excess(top) >= 0 ? top : solve(excess, 1e-12, top, 1e-12);
  };
  return { estimate, lower: bound(events, others), upper: 1 - bound(others, events) };
}

/**
 * Bounds of a mean that hold at all times for large n (normal mixture with the sample variance; Waudby-Smith and others),
 * each of one-sided level alpha. Sharpest near `sharpestAt` values.
 */
export function meanSequence(
  sample: { readonly n: number; readonly mean: number; readonly variance: number },
  alpha: number,
  sharpestAt = 50,
): Interval {
  const { n, mean, variance } = sample;
  if (n < 2) return { estimate: mean, lower: -Infinity, upper: Infinity };
  const logOdds = -2 * Math.log(2 * alpha);
  const mixing = (logOdds + Math.log(logOdds + 1)) / sharpestAt;
  const spread = n * mixing + 1;
  const reach = Math.sqrt(((2 * variance * spread) / (n * n * mixing)) * Math.log1p(Math.sqrt(spread) / (2 * alpha)));
  return { estimate: mean, lower: mean - reach, upper: mean + reach };
}
