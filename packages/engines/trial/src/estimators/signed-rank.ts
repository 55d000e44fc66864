import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import { walshAverages } from './families.ts';
import type { RankOptions } from './mann-whitney.ts';
import { medianValue, orderedValue } from './ordered-values.ts';
import { criticalRank, doubledRanks, sumOfTossed, tailsAt } from './rank-distribution.ts';
import type { Shift } from './shift.ts';

/**
 * Shift of paired values by Wilcoxon's signed-rank test and the Hodges–Lehmann estimate (median of averages of pairs).
 * Pairs that differ by exactly the margin tell nothing and are left out of the p-values. Exact up to `exactUpTo` pairs
 * (default 200), ties by their conditional distribution; above, normal with corrections.
 *
 * @param differences candidate minus incumbent, one value a pair
 * @example
 * signedRank([0.02, -0.01, 0.03], { alpha: 0.05, margin: 0.05 })
 */
export function signedRank(differences: ArrayLike<number>, options: RankOptions): Shift {
  const sorted = Float64Array.from(differences).sort();
  const count = sorted.length;
  const n = [count, count] as const;
  if (count === 0)
    return { estimate: Number.NaN, lower: -Infinity, upper: Infinity, pLess: 1, pGreater: 1, method: 'exact', n };
  const exact = count <= (options.exactUpTo ?? 200);
  const averages = walshAverages(sorted);
  const rank = exact ? exactRank(count, options.alpha) : normalRank(count, options.alpha);
  const shifted = sorted.map((value) => value - options.margin).filter((value) => value !== 0);
  const { less, greater } = pValues(shifted, exact);
  return {
    estimate: medianValue(averages),
    lower: orderedValue(averages, rank),
    upper: rank < 1 ? Infinity : orderedValue(averages, averages.size + 1 - rank),
    pLess: less,
    pGreater: greater,
    method: exact ? 'exact' : 'asymptotic',
    n,
  };
}

function pValues(shifted: Float64Array, exact: boolean): { readonly less: number; readonly greater: number } {
  const n = shifted.length;
  if (n === 0) return { less: 1, greater: 1 };
  const { ranks, ties } = doubledRanks(shifted.map(Math.abs));
  let positive = 0;
  shifted.forEach((value, at) => (positive += value > 0 ? (ranks[at] as number) : 0));
  if (exact) {
    const { atMost, atLeast } = tailsAt(sumOfTossed(ranks), positive);
    return { less: atMost, greater: atLeast };
  }
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48);
  const centred = positive / 2 - (n * (n + 1)) / 4;
  return { less: normalCdf((centred + 0.5) / deviation), greater: normalCdf(-(centred - 0.5) / deviation) };
}

function exactRank(n: number, alpha: number): number {
  return criticalRank(sumOfTossed(Int32Array.from({ length: n }, (_, at) => at + 1)), alpha);
}

function normalRank(n: number, alpha: number): number {
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  return Math.max(0, Math.floor((n * (n + 1)) / 4 + 0.5 + normalQuantile(alpha) * deviation));
}
