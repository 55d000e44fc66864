import { normalCdf } from '../special/normal.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { studentQuantile } from '../special/quantiles.ts';

/** Blocks below which their correlation tells nothing. */
export const leastBlocksToTell = 8;
/** Weight of each further lag, and how many lags are summed; the rest weighs less than a hundredth. */
const fading = 0.6;
const lags = 12;
/**
 * The memory that is looked for, under any amount of noise of the single blocks: a correlation that falls by a quarter from
 * block to block.
 */
const memory = 0.75;
/** Variance of a mean that such a memory adds, by unit of the weighted sum of autocorrelations. */
const perUnit = ((2 * memory) / (1 - memory)) * ((1 - fading * memory) / (fading * memory));
const strongest = 0.95;

/**
 * By how much an interval must be wider because neighbouring blocks hang together.
 *
 * The autocorrelations of the blocks' normal scores at lags 1, 2, 3 ... are summed with fading weights: one lag alone does not
 * see a memory of days under noise of the single days. From the sum follows how much larger the variance of the mean is, if it
 * comes from a first-order autoregression of correlation 0.75 under noise (an ARMA(1,1) process); at least what the lag-one
 * correlation alone says by (1 + r) / (1 - r). There is no threshold: what chance makes of independent blocks widens too, since
 * forty blocks cannot tell a weak memory from none. The root of the variance is multiplied by Student's reach for the
 * independent blocks that are left. 1 where nothing is to be added, and with fewer than eight blocks.
 *
 * @param series one figure a block, in order of time
 */
export function serialFactor(series: readonly number[]): number {
  const n = series.length;
  if (n < leastBlocksToTell) return 1;
  const scores = normalScores(series);
  const square = scores.reduce((sum, one) => sum + one * one, 0);
  if (square === 0) return 1;
  const correlations = Array.from({ length: Math.min(lags, n - 2) }, (_, at) => {
    const lag = at + 1;
    let product = 0;
    for (let t = lag; t < n; t += 1) product += (scores[t] as number) * (scores[t - lag] as number);
    return product / square + (n - lag) / (n * (n - 1));
  });
  const sum = correlations.reduce((all, one, at) => all + fading ** (at + 1) * one, 0);
  const next = Math.min(strongest, (correlations[0] as number) / (1 - 4 / n));
  const variance = Math.max(1, 1 + perUnit * sum, (1 + next) / (1 - next));
  if (variance === 1) return 1;
  return (Math.sqrt(variance) * reachOf(n / variance - 1)) / reachOf(n - 1);
}

const reaches = new Map<number, number>();

/** Student's one-sided 5 % reach; degrees of freedom rounded down to quarters, at least 1.5. */
function reachOf(freedom: number): number {
  const df = Math.max(1.5, Math.floor(4 * freedom) / 4);
  const reach = reaches.get(df) ?? studentQuantile(df, 0.05, 'upper');
  reaches.set(df, reach);
  return reach;
}

/** The level at which a bound is to be computed so that it is wider by a factor. */
export function widened(alpha: number, factor: number): number {
  return factor === 1 ? alpha : normalCdf(normalQuantile(alpha) * factor);
}

/** The p-value of an estimate whose error is larger by a factor. */
export function weakened(p: number, factor: number): number {
  return factor === 1 || p <= 0 || p >= 1 ? p : normalCdf(normalQuantile(p) / factor);
}

/** Normal scores of the ranks, about their mean: neither outliers nor ties lead the autocorrelations astray. */
function normalScores(series: readonly number[]): readonly number[] {
  const n = series.length;
  const places = new Map<number, { readonly first: number; last: number }>();
  series
    .toSorted((a, b) => a - b)
    .forEach((value, at) => {
      const known = places.get(value);
      if (known === undefined) places.set(value, { first: at, last: at });
      else known.last = at;
    });
  const scores = series.map((value) => {
    const { first = 0, last = 0 } = places.get(value) ?? {};
    return normalQuantile(((first + last) / 2 + 0.5) / n);
  });
  const mean = scores.reduce((sum, one) => sum + one, 0) / n;
  return scores.map((score) => score - mean);
}
