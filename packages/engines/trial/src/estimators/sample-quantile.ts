/** Quantile of a sorted sample, linear between order statistics (type 7 of Hyndman and Fan). */
export function sampleQuantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const value = sorted[low] ?? Number.NaN;
  return low === at ? value : value + (at - low) * ((sorted[low + 1] ?? value) - value);
}
