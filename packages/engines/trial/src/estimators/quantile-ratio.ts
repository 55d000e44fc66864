import type { Random } from '@underpin/model';
import { bca } from './bca.ts';
import type { BootstrapInterval } from './bca.ts';
import { betaDraw } from './draws.ts';
import { sampleQuantile, weightedQuantile } from './sample-quantile.ts';
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

/** Values of each arm that must lie beyond the quantile: with fewer, a bound would rest on one or two outliers. */
export const leastBeyondQuantile = 10;
/** Blocks below which resampling them tells nothing. */
export const leastBlocks = 8;

/**
 * Ratio of a quantile, candidate over incumbent, with BCa bootstrap bounds. With one block values are resampled; with more
 * the blocks are (a day with both its arms), so that values that hang together stay together.
 *
 * @returns NaN and unbounded where an arm has fewer than 10 values beyond the quantile, or there are 2 to 7 blocks
 * @example
 * quantileRatio([{ candidate, incumbent }], { quantile: 0.95, alpha: 0.05, margin: 1.1, random: seededRandom(1) })
 */
export function quantileRatio(blocks: readonly Block[], options: QuantileOptions): BootstrapInterval {
  const { quantile, alpha, margin, random } = options;
  const resamples = options.resamples ?? 2000;
  const candidate = arm(blocks.map((block) => block.candidate));
  const incumbent = arm(blocks.map((block) => block.incumbent));
  const beyond = Math.min(candidate.sorted.length, incumbent.sorted.length) * Math.min(quantile, 1 - quantile);
  const estimate = sampleQuantile(candidate.sorted, quantile) / sampleQuantile(incumbent.sorted, quantile);
  if (beyond < leastBeyondQuantile || (blocks.length > 1 && blocks.length < leastBlocks) || !(estimate > 0))
    return { estimate, lower: 0, upper: Infinity, pLess: 1, pGreater: 1 };
  if (blocks.length === 1) {
    const drawn = Float64Array.from(
      { length: resamples },
      () =>
        resampledQuantile(candidate.sorted, quantile, random) / resampledQuantile(incumbent.sorted, quantile, random),
    );
    return bca(estimate, drawn, grouped(candidate.sorted, incumbent.sorted, quantile), alpha, margin);
  }
  const weight = new Int32Array(blocks.length);
  const ratio = (): number => weighted(candidate, weight, quantile) / weighted(incumbent, weight, quantile);
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
  return bca(estimate, drawn, leftOut, alpha, margin);
}

interface Arm {
  readonly sorted: Float64Array;
  readonly of: Int32Array;
  readonly sizes: readonly number[];
}

function arm(values: readonly ArrayLike<number>[]): Arm {
  const flat = Float64Array.from(values.flatMap((block) => Array.from(block)));
  const block = Int32Array.from(values.flatMap((one, at) => Array.from(one, () => at)));
  const order = Uint32Array.from(flat.keys()).sort((a, b) => (flat[a] as number) - (flat[b] as number));
  return {
    sorted: Float64Array.from(order, (at) => flat[at] as number),
    of: Int32Array.from(order, (at) => block[at] as number),
    sizes: values.map((one) => one.length),
  };
}

function weighted({ sorted, of, sizes }: Arm, weight: Int32Array, quantile: number): number {
  const total = sizes.reduce((sum, size, at) => sum + size * (weight[at] as number), 0);
  return weightedQuantile(sorted, of, weight, total, quantile);
}

/** The quantile of a resample, without drawing it: its two order statistics come from a beta distribution. */
function resampledQuantile(sorted: Float64Array, q: number, random: Random): number {
  const n = sorted.length;
  const at = (n - 1) * q;
  const low = Math.floor(at);
  const first = betaDraw(random, low + 1, n - low);
  const value = sorted[Math.min(n - 1, Math.floor(first * n))] as number;
  if (low === at) return value;
  const second = first + (1 - first) * (1 - random() ** (1 / (n - low - 1)));
  return value + (at - low) * ((sorted[Math.min(n - 1, Math.floor(second * n))] as number) - value);
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
