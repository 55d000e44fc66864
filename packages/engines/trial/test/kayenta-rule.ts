import { normalQuantile } from '../src/special/normal-quantile.ts';

/**
 * The published rule of Spinnaker Kayenta's judge (NetflixACAJudge with its defaults, commit a69573be), written anew for
 * comparison: Mann–Whitney interval of the shift at confidence 0.98, high when its low end exceeds a quarter of the size
 * of the estimate and the ratio of means is at least 1. It is not Kayenta itself.
 */
export function kayentaRule(
  experiment: readonly number[],
  control: readonly number[],
): {
  readonly label: 'Pass' | 'High' | 'Low' | 'Nodata';
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
} {
  const nothing = { low: 0, high: 0, estimate: 0 };
  if (experiment.length === 0 || control.length === 0) return { label: 'Nodata', ...nothing };
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b).join();
  if (sorted(experiment) === sorted(control) || new Set([...experiment, ...control]).size === 1)
    return { label: 'Pass', ...nothing };
  const from = Math.min(...experiment) - Math.max(...control);
  const to = Math.max(...experiment) - Math.min(...control);
  const z = -normalQuantile(0.01);
  const at = (target: number, corrected: boolean): number => {
    let [low, high] = [from, to];
    if (statistic(experiment, control, low, corrected) <= target) return low;
    if (statistic(experiment, control, high, corrected) >= target) return high;
    while (high - low > 1e-4) {
      const middle = (low + high) / 2;
      if (statistic(experiment, control, middle, corrected) > target) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const [low, high, estimate] = [at(z, true), at(-z, true), at(0, false)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [top, bottom] = [mean(experiment), mean(control)];
  const effect = top === 0 || bottom === 0 ? Number.NaN : top / bottom;
  const tolerance = 0.25 * Math.abs(estimate);
  const label =
    low > tolerance && (Number.isNaN(effect) || effect >= 1)
      ? 'High'
      : high < -tolerance && (Number.isNaN(effect) || effect <= 1)
        ? 'Low'
        : 'Pass';
  return { label, low, high, estimate };
}

function statistic(x: readonly number[], y: readonly number[], shift: number, corrected: boolean): number {
  const moved = Float64Array.from(x, (value) => value - shift).sort();
  const other = Float64Array.from(y).sort();
  const [n, m, size] = [x.length, y.length, x.length + y.length];
  let [rank, ties, i, j] = [0, 0, 0, 0];
  while (i < n) {
    const value = moved[i] as number;
    while (j < m && (other[j] as number) < value) j += 1;
    const from = i + j;
    let [own, others] = [0, 0];
    while (i < n && moved[i] === value) [own, i] = [own + 1, i + 1];
    while (j < m && other[j] === value) [others, j] = [others + 1, j + 1];
    rank += own * (from + (own + others + 1) / 2);
  }
  const all = Float64Array.from([...moved, ...other]).sort();
  for (let from = 0; from < size;) {
    let to = from;
    while (to < size && all[to] === all[from]) to += 1;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const distance = rank - (n * (n + 1)) / 2 - (n * m) / 2;
  const variance = ((n * m) / 12) * (size + 1 - ties / (size * (size - 1)));
  return (distance - (corrected ? 0.5 * Math.sign(distance) : 0)) / Math.sqrt(Math.max(variance, 1e-300));
}
