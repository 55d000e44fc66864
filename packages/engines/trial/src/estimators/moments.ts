/** Mean and sample variance (n - 1) by Welford's update. */
export function moments(values: ArrayLike<number>): {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
} {
  let mean = 0;
  let squares = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const step = value - mean;
    mean += step / (at + 1);
    squares += step * (value - mean);
  }
  const n = values.length;
  return { n, mean: n === 0 ? Number.NaN : mean, variance: n < 2 ? Number.NaN : squares / (n - 1) };
}
