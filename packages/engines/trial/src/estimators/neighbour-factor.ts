import { normalQuantile } from '../special/normal-quantile.ts';
import { studentQuantile } from '../special/quantiles.ts';
import { normalCdf } from '../special/normal.ts';

/** Blocks below which their correlation tells nothing. */
const leastBlocks = 8;
/** Level below which blocks are taken to hang together; generous, because missing it makes false acceptances. */
const level = 0.1;
const strongest = 0.9;

/**
 * By how much an interval must be wider because neighbouring blocks hang together: the square root of (1 + r) / (1 - r) for a
 * lag-one correlation r (first-order autoregression) of the ranks of the series, corrected for its bias, times Student's reach
 * for the blocks that are left; 1 where r is not shown to be above zero, or there are fewer than eight blocks.
 *
 * @param series one figure a block, in order of time
 */
export function neighbourFactor(series: readonly number[]): number {
  const n = series.length;
  if (n < leastBlocks) return 1;
  const sorted = series.toSorted((a, b) => a - b);
  const rank = (value: number): number => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 - (n - 1) / 2;
  const ranks = series.map(rank);
  const spread = ranks.reduce((sum, one) => sum + one * one, 0);
  if (spread === 0) return 1;
  const lagged = ranks.reduce((sum, one, at) => (at === 0 ? sum : sum + one * (ranks[at - 1] as number)), 0);
  const found = lagged / spread + 1 / n;
  if (found * Math.sqrt(n) <= -normalQuantile(level)) return 1;
  const r = Math.min(strongest, found / (1 - 4 / n));
  const worth = n * ((1 - r) / (1 + r));
  // So few independent blocks know their own spread badly: Student's reach instead of the normal one.
  const reach = studentQuantile(Math.max(2, worth - 1), 0.05, 'upper') / -normalQuantile(0.05);
  return reach * Math.sqrt((1 + r) / (1 - r));
}

/** The level at which a bound is to be computed so that it is wider by a factor. */
export function widened(alpha: number, factor: number): number {
  return factor === 1 ? alpha : normalCdf(normalQuantile(alpha) * factor);
}

/** The p-value of an estimate whose error is larger by a factor. */
export function weakened(p: number, factor: number): number {
  return factor === 1 || p <= 0 || p >= 1 ? p : normalCdf(normalQuantile(p) / factor);
}
