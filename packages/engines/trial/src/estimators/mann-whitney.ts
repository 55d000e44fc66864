import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import { differences } from './families.ts';
import { medianValue, orderedValue } from './ordered-values.ts';
import { convolved, criticalRank, doubledRanks, sumOfSubset, tailsAt } from './rank-distribution.ts';
import type { Block, Shift } from './shift.ts';

export interface RankOptions {
  /** One-sided level of each bound. */
  readonly alpha: number;
  /** The shift that the p-values test, on the scale of the values. */
  readonly margin: number;
  /** Largest number of values in a block for which the exact distribution is used; default 100. */
  readonly exactUpTo?: number;
}

interface Statistic {
  /** Doubled U: pairs in which the candidate is greater count 2, ties 1. */
  readonly doubled: number;
  readonly variance: number;
  readonly chance: Float64Array | null;
}

/**
 * Shift between two arms by Mann–Whitney's test and the Hodges–Lehmann estimate; U is summed within blocks, so that a
 * difference between blocks (days, workloads) cannot pass for one between arms. Exact for small blocks, ties by their
 * conditional distribution; else normal with correction for ties and continuity. Bounds are ordered differences.
 *
 * Blocks in which an arm has no value are left out.
 *
 * @example
 * mannWhitney([{ candidate: [1.1, 1.3], incumbent: [1.0, 1.2] }], { alpha: 0.05, margin: 0.2 })
 */
export function mannWhitney(blocks: readonly Block[], options: RankOptions): Shift {
  const used = blocks
    .map(({ candidate, incumbent }) => ({
      candidate: Float64Array.from(candidate).sort(),
      incumbent: Float64Array.from(incumbent).sort(),
    }))
    .filter(({ candidate, incumbent }) => candidate.length > 0 && incumbent.length > 0);
  const n = [
    used.reduce((sum, block) => sum + block.candidate.length, 0),
    used.reduce((sum, block) => sum + block.incumbent.length, 0),
  ] as const;
  if (used.length === 0)
    return { estimate: Number.NaN, lower: -Infinity, upper: Infinity, pLess: 1, pGreater: 1, method: 'exact', n };
  const pairs = differences(used);
  const limit = options.exactUpTo ?? 100;
  const exact =
    used.every((block) => block.candidate.length + block.incumbent.length <= limit) && pairs.size <= 10 * limit * limit;
  const rank = exact ? exactRank(used, options.alpha) : normalRank(used, options.alpha);
  const shifted = used.map((block) => statistic(block.candidate, block.incumbent, options.margin, exact));
  const { less, greater } = pValues(shifted, pairs.size);
  return {
    estimate: medianValue(pairs),
    lower: orderedValue(pairs, rank),
    upper: rank < 1 ? Infinity : orderedValue(pairs, pairs.size + 1 - rank),
    pLess: less,
    pGreater: greater,
    method: exact ? 'exact' : 'asymptotic',
    n,
  };
}

function statistic(candidate: Float64Array, incumbent: Float64Array, margin: number, exact: boolean): Statistic {
  const [m, n] = [candidate.length, incumbent.length];
  const all = new Float64Array(m + n);
  candidate.forEach((value, at) => (all[at] = value));
  // Compared as differences are, so that a margin met exactly is a tie.
  incumbent.forEach((value, at) => (all[m + at] = value + margin));
  const { ranks, ties } = doubledRanks(all);
  const own = ranks.subarray(0, m).reduce((sum, rank) => sum + rank, 0);
  const size = m + n;
  const least = m * (m + 1);
  return {
    doubled: own - least,
    variance: size < 2 ? 0 : ((m * n) / 12) * (size + 1 - ties / (size * (size - 1))),
    chance: exact ? sumOfSubset(ranks, m).subarray(least) : null,
  };
}

function pValues(blocks: readonly Statistic[], pairs: number): { readonly less: number; readonly greater: number } {
  const doubled = blocks.reduce((sum, block) => sum + block.doubled, 0);
  let chance: Float64Array | null = new Float64Array([1]);
  for (const block of blocks)
    chance = chance === null || block.chance === null ? null : convolved(chance, block.chance);
  if (chance !== null) {
    const { atMost, atLeast } = tailsAt(chance, doubled);
    return { less: atMost, greater: atLeast };
  }
  const deviation = Math.sqrt(blocks.reduce((sum, block) => sum + block.variance, 0));
  if (deviation === 0) return { less: 1, greater: 1 };
  const centred = doubled / 2 - pairs / 2;
  return { less: normalCdf((centred + 0.5) / deviation), greater: normalCdf(-(centred - 0.5) / deviation) };
}

interface Sized {
  readonly candidate: ArrayLike<number>;
  readonly incumbent: ArrayLike<number>;
}

function exactRank(blocks: readonly Sized[], alpha: number): number {
  let chance = new Float64Array([1]);
  const known = new Map<string, Float64Array>();
  for (const { candidate, incumbent } of blocks) {
    const [m, n] = [candidate.length, incumbent.length];
    const key = `${m},${n}`;
    const own =
      known.get(key) ??
      sumOfSubset(
        Int32Array.from({ length: m + n }, (_, at) => at),
        m,
      ).subarray((m * (m - 1)) / 2);
    known.set(key, own);
    chance = Float64Array.from(convolved(chance, own));
  }
  return criticalRank(chance, alpha);
}

function normalRank(blocks: readonly Sized[], alpha: number): number {
  let pairs = 0;
  let variance = 0;
  for (const { candidate, incumbent } of blocks) {
    const [m, n] = [candidate.length, incumbent.length];
    pairs += m * n;
    variance += (m * n * (m + n + 1)) / 12;
  }
  return Math.max(0, Math.floor(pairs / 2 + 0.5 + normalQuantile(alpha) * Math.sqrt(variance)));
}
