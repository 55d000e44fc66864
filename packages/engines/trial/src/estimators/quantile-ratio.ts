import type { Random } from '@underpin/model';
import { bca } from './bca.ts';
import type { BootstrapInterval } from './bca.ts';
import { betaDraw } from './draws.ts';
import { QuantileScore } from './quantile-score.ts';
import { serialFactor, weakened, widened } from './serial-correlation.ts';
import { sampleQuantile } from './sample-quantile.ts';
import { WeightedArm } from './weighted-arm.ts';
import type { Block } from './shift.ts';

export interface QuantileOptions {
  /** Which quantile, such as 0.95. */
  readonly quantile: number;
  readonly alpha: number;
  /** Ratio that the p-values test. */
  readonly margin: number;
  readonly random: Random;
  /** Default 2,000. */
  readonly resamples?: number;
}

export interface QuantileRatio extends BootstrapInterval {
  /** By how much the bounds were widened because neighbouring blocks hang together; 1 where they do not. */
  readonly factor: number;
}

/** Values of each arm that must lie beyond the quantile: with fewer, a bound would rest on one or two outliers. */
export const leastBeyondQuantile = 10;
/** Blocks below which resampling them tells nothing. */
export const leastBlocks = 8;

/**
 * Ratio of a quantile, candidate over incumbent, with BCa bootstrap bounds. With one block values are resampled; with more
 * the blocks are (a day with both its arms), so that values that hang together stay together. A bootstrap of few blocks is too
 * narrow: there the bounds also hold against a score test over the blocks, and the wider counts.
 *
 * @returns NaN and unbounded where an arm has fewer than 10 values beyond the quantile, or there are 2 to 7 blocks
 * @example
 * quantileRatio([{ candidate, incumbent }], { quantile: 0.95, alpha: 0.05, margin: 1.1, random: seededRandom(1) })
 */
export function quantileRatio(blocks: readonly Block[], options: QuantileOptions): QuantileRatio {
  const { quantile, alpha, margin, random } = options;
  const resamples = options.resamples ?? 2000;
  const candidate = new WeightedArm(blocks, 'candidate');
  const incumbent = new WeightedArm(blocks, 'incumbent');
  const once = new Float64Array(blocks.length).fill(1);
  const beyond = Math.min(candidate.total(once), incumbent.total(once)) * Math.min(quantile, 1 - quantile);
  const estimate = candidate.quantile(once, quantile) / incumbent.quantile(once, quantile);
  if (beyond < leastBeyondQuantile || (blocks.length > 1 && blocks.length < leastBlocks) || !(estimate > 0))
    return { estimate, lower: 0, upper: Infinity, pLess: 1, pGreater: 1, factor: 1 };
  if (blocks.length === 1) {
    const drawn = Float64Array.from(
      { length: resamples },
      () => resampledQuantile(candidate, quantile, random) / resampledQuantile(incumbent, quantile, random),
    );
    const plain = candidate.plain !== null && incumbent.plain !== null;
    const leftOut = plain ? grouped(candidate.plain, incumbent.plain, quantile) : [estimate];
    return { ...bca(estimate, drawn, leftOut, alpha, margin), factor: 1 };
  }
  const weight = new Float64Array(blocks.length);
  const ratio = (): number => candidate.quantile(weight, quantile) / incumbent.quantile(weight, quantile);
  const drawn = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    weight.fill(0);
    for (let draw = 0; draw < blocks.length; draw += 1) {
      const at = Math.floor(random() * blocks.length);
      weight[at] = (weight[at] as number) + 1;
    }
    drawn[round] = ratio();
  }
  const leftOut = blocks.map((_, at) => {
    weight.fill(1);
    weight[at] = 0;
    return ratio();
  });
  const score = new QuantileScore(blocks, quantile);
  const factor = serialFactor(score.scores(margin));
  const booted = bca(estimate, drawn, leftOut, widened(alpha, factor), margin);
  const bounds = score.bounds(estimate, alpha, factor);
  const tested = score.test(margin, factor);
  return {
    estimate,
    lower: Math.min(booted.lower, bounds.lower),
    upper: Math.max(booted.upper, bounds.upper),
    pLess: Math.max(weakened(booted.pLess, factor), tested.pLess),
    pGreater: Math.max(weakened(booted.pGreater, factor), tested.pGreater),
    factor,
  };
}

/** The quantile of a resample, without drawing it: its two order statistics come from a beta distribution. */
function resampledQuantile(arm: WeightedArm, q: number, random: Random): number {
  const n = arm.size;
  const at = (n - 1) * q;
  const low = Math.floor(at);
  const first = betaDraw(random, low + 1, n - low);
  const value = arm.orderStatistic(Math.min(n - 1, Math.floor(first * n)));
  if (low === at) return value;
  const second = first + (1 - first) * (1 - random() ** (1 / (n - low - 1)));
  return value + (at - low) * (arm.orderStatistic(Math.min(n - 1, Math.floor(second * n))) - value);
}

/** The ratio with each of forty interleaved groups of an arm left out: leaving out single values tells little of a quantile. */
function grouped(candidate: Float64Array, incumbent: Float64Array, q: number): readonly number[] {
  const groups = 20;
  const without = (sorted: Float64Array, group: number): number =>
    sampleQuantile(
      sorted.filter((_, at) => (at * 7919) % groups !== group),
      q,
    );
  const [whole, other] = [sampleQuantile(candidate, q), sampleQuantile(incumbent, q)];
  return Array.from({ length: 2 * groups }, (_, at) =>
    at < groups ? without(candidate, at) / other : whole / without(incumbent, at - groups),
  );
}
