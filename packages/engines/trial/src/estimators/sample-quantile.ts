/** Quantile of a sorted sample, linear between order statistics (type 7 of Hyndman and Fan). */
export function sampleQuantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const value = sorted[low] ?? Number.NaN;
  return low === at ? value : value + (at - low) * ((sorted[low + 1] ?? value) - value);
}

/** The same of a sorted sample in which every value counts `weight[of[i]]` times. */
export function weightedQuantile(
  sorted: Float64Array,
  of: Int32Array,
  weight: Int32Array,
  total: number,
  q: number,
): number {
  const at = (total - 1) * q;
  const low = Math.floor(at);
  let seen = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    seen += weight[of[i] as number] as number;
    if (seen <= low) continue;
    const value = sorted[i] as number;
    if (low === at || seen > low + 1) return value;
    let next = i + 1;
    while (next < sorted.length - 1 && weight[of[next] as number] === 0) next += 1;
    return value + (at - low) * ((sorted[next] ?? value) - value);
  }
  return Number.NaN;
}
