import { doubledRanks } from './rank-distribution.ts';

export interface ChangePoint {
  /** Index of the first value after the change. */
  readonly at: number;
  readonly p: number;
  readonly medianBefore: number;
  readonly medianAfter: number;
}

/**
 * Places where the level of a series changes (maintenance, another regime), by Pettitt's rank test on the whole and then on
 * each part, the level divided by the number of splits tried. Values must be in order of time and, to count as evidence,
 * independent: give daily medians rather than raw samples. Flags for people; no value is removed.
 *
 * @param options least number of values in a part; default 8
 */
export function changePoints(
  values: ArrayLike<number>,
  options: { readonly alpha: number; readonly leastPart?: number },
): readonly ChangePoint[] {
  const series = Float64Array.from(values);
  const least = Math.max(2, options.leastPart ?? 8);
  const found: ChangePoint[] = [];
  const search = (from: number, to: number, alpha: number): void => {
    if (to - from < 2 * least) return;
    const { at, p } = pettitt(series.subarray(from, to), least);
    if (p > alpha) return;
    const split = from + at;
    found.push({
      at: split,
      p,
      medianBefore: median(series.subarray(from, split)),
      medianAfter: median(series.subarray(split, to)),
    });
    search(from, split, alpha / 2);
    search(split, to, alpha / 2);
  };
  search(0, series.length, options.alpha);
  return found.toSorted((a, b) => a.at - b.at);
}

function pettitt(values: Float64Array, least: number): { readonly at: number; readonly p: number } {
  const n = values.length;
  const { ranks } = doubledRanks(values);
  let sum = 0;
  let [best, at] = [0, 0];
  for (let t = 1; t < n; t += 1) {
    sum += (ranks[t - 1] as number) - (n + 1);
    if (t >= least && n - t >= least && Math.abs(sum) > best) [best, at] = [Math.abs(sum), t];
  }
  return { at, p: Math.min(1, 2 * Math.exp((-6 * best * best) / (n ** 3 + n * n))) };
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
