import { effectiveShare } from './effective-share.ts';
import type { Interval } from './interval.ts';
import { shareDifference } from './miettinen-nurminen.ts';
import { negativeBinomialRatio, overdispersionTest } from './negative-binomial.ts';
import { clopperPearson } from './proportion.ts';
import { rateRatioExact } from './rate-ratio.ts';
import type { Count } from './rate-ratio.ts';
import { serialFactor, weakened, widened } from './serial-correlation.ts';
import { incompleteBeta } from '../special/incomplete-beta.ts';

/** What counts over blocks say, with p-values of "at the margin" against less and greater. */
export interface BlockedCounts extends Interval {
  readonly pLess: number;
  readonly pGreater: number;
  /** By how much the bounds are wider because neighbouring blocks hang together. */
  readonly factor: number;
}

interface CountOptions {
  /** Of each bound. */
  readonly alpha: number;
  readonly margin: number;
}

/** Level below which counts are taken as overdispersed; generous, because missing it makes false acceptances. */
const overdispersed = 0.1;

/** Ratio of two rates: exact and conditional, or negative binomial where the counts of the blocks vary more than Poisson. */
export function blockedRateRatio(
  candidate: readonly Count[],
  incumbent: readonly Count[],
  { alpha, margin }: CountOptions,
): BlockedCounts & { readonly varies: boolean } {
  const varies =
    Math.min(candidate.length, incumbent.length) > 1 && overdispersionTest(candidate, incumbent) < overdispersed;
  const factor = serialFactor(candidate.map((one, at) => rateOf(one) - margin * rateOf(incumbent[at] ?? nothing)));
  const options = { alpha: widened(alpha, factor), margin };
  const { estimate, lower, upper, pLess, pGreater } = varies
    ? negativeBinomialRatio(candidate, incumbent, options)
    : rateRatioExact(sum(candidate), sum(incumbent), options);
  return {
    estimate,
    lower,
    upper,
    pLess: weakened(pLess, factor),
    pGreater: weakened(pGreater, factor),
    factor,
    varies,
  };
}

/** A share by Clopper and Pearson, its intervals worth what their blocks leave. */
export function blockedShare(
  blocks: readonly Count[],
  { alpha, margin }: CountOptions,
): BlockedCounts & { readonly trials: number } {
  const share = effectiveShare(blocks);
  const factor = serialFactor(blocks.map(rateOf));
  const { successes: x, trials } = share;
  const pGreater = trials === 0 || x === 0 ? 1 : incompleteBeta(x, trials - x + 1, margin).lower;
  const pLess = trials === 0 || x === trials ? 1 : incompleteBeta(x + 1, trials - x, margin).upper;
  return {
    ...clopperPearson(share, widened(alpha, factor)),
    pLess: weakened(pLess, factor),
    pGreater: weakened(pGreater, factor),
    factor,
    trials,
  };
}

/** Difference of two shares by Miettinen and Nurminen, their intervals worth what their blocks leave. */
export function blockedShareDifference(
  candidate: readonly Count[],
  incumbent: readonly Count[],
  { alpha, margin }: CountOptions,
): BlockedCounts & { readonly trials: number } {
  const share = effectiveShare(candidate);
  const factor = serialFactor(candidate.map((one, at) => rateOf(one) - rateOf(incumbent[at] ?? nothing)));
  const { estimate, lower, upper, pLess, pGreater } = shareDifference(share, effectiveShare(incumbent), {
    alpha: widened(alpha, factor),
    margin,
  });
  return {
    estimate,
    lower,
    upper,
    pLess: weakened(pLess, factor),
    pGreater: weakened(pGreater, factor),
    factor,
    trials: share.trials,
  };
}

const nothing: Count = { events: 0, exposure: 0 };

/** Rate or share of one block; a block without exposure tells nothing. */
function rateOf({ events, exposure }: Count): number {
  return exposure > 0 ? events / exposure : 0;
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, { events, exposure }) => ({ events: all.events + events, exposure: all.exposure + exposure }),
    nothing,
  );
}
