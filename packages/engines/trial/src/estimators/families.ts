import type { Cut, Family } from './ordered-values.ts';

interface SortedBlock {
  readonly candidate: Float64Array;
  readonly incumbent: Float64Array;
}

/** All differences candidate minus incumbent within blocks (arrays sorted ascending): a cut costs one walk over both arrays. */
export function differences(blocks: readonly SortedBlock[]): Family {
  let size = 0;
  let least = Infinity;
  let greatest = -Infinity;
  for (const { candidate, incumbent } of blocks) {
    size += candidate.length * incumbent.length;
    least = Math.min(least, (candidate[0] as number) - (incumbent[incumbent.length - 1] as number));
    greatest = Math.max(greatest, (candidate[candidate.length - 1] as number) - (incumbent[0] as number));
  }
  const cut = (t: number): Cut => {
    let count = 0;
    let below = -Infinity;
    let above = Infinity;
    for (const { candidate, incumbent } of blocks) {
      let j = 0;
      for (let i = 0; i < candidate.length; i += 1) {
        const value = candidate[i] as number;
        while (j < incumbent.length && value - (incumbent[j] as number) > t) j += 1;
        count += incumbent.length - j;
        if (j < incumbent.length) below = Math.max(below, value - (incumbent[j] as number));
        if (j > 0) above = Math.min(above, value - (incumbent[j - 1] as number));
      }
    }
    return { count, below, above };
  };
  return { size, least, greatest, cut };
}

/** Averages of all pairs of a sorted sample, each value with itself included (Walsh averages). */
export function walshAverages(sorted: Float64Array): Family {
  const n = sorted.length;
  const cut = (t: number): Cut => {
    let count = 0;
    let below = -Infinity;
    let above = Infinity;
    let j = n - 1;
    for (let i = 0; i < n; i += 1) {
      const value = sorted[i] as number;
      while (j >= 0 && (value + (sorted[j] as number)) / 2 > t) j -= 1;
      const first = Math.max(j + 1, i);
      if (j >= i) {
        count += j - i + 1;
        below = Math.max(below, (value + (sorted[j] as number)) / 2);
      }
      if (first < n) above = Math.min(above, (value + (sorted[first] as number)) / 2);
    }
    return { count, below, above };
  };
  return { size: (n * (n + 1)) / 2, least: sorted[0] ?? Number.NaN, greatest: sorted[n - 1] ?? Number.NaN, cut };
}
