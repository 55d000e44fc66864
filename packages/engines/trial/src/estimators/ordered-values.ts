/** How many of a family of values are at most `t`, the greatest of those, and the least of the others. */
export interface Cut {
  readonly count: number;
  readonly below: number;
  readonly above: number;
}

/** A family of many values that is known by cutting it: differences of two samples, averages of pairs. */
export interface Family {
  readonly size: number;
  readonly least: number;
  readonly greatest: number;
  cut(t: number): Cut;
}

/** The k-th smallest value (k from 1), exactly, without listing the family: halves the range, then steps to values that occur. */
export function orderedValue(family: Family, k: number): number {
  if (k < 1) return -Infinity;
  if (k > family.size) return Infinity;
  let low = family.least;
  let high = family.greatest;
  while (low < high) {
    let middle = low + (high - low) / 2;
    if (!(middle < high)) middle = low;
    const { count, below, above } = family.cut(middle);
    if (count >= k) high = below;
    else low = above;
  }
  return high;
}

/** Median of the family: the mean of the two middle values when their number is even. */
export function medianValue(family: Family): number {
  const half = Math.floor((family.size + 1) / 2);
  const lower = orderedValue(family, half);
  return family.size % 2 === 1 ? lower : (lower + orderedValue(family, half + 1)) / 2;
}
