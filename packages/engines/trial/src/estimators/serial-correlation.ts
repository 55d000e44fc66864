import { studentT } from '../special/distributions.ts';
import { normalCdf } from '../special/normal.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { studentQuantile } from '../special/quantiles.ts';

/** How far neighbouring blocks hang together, and what that makes of a level and of a p-value. */
export interface SerialCorrelation {
  /** By how much a bound of one-sided level 0.05 is wider; 1 where the blocks are taken as independent. */
  readonly factor: number;
  /** The level at which a bound for independent blocks has to be computed so that it is as wide as it must be. */
  level(alpha: number): number;
  /** What a p-value for independent blocks becomes. */
  p(p: number): number;
}

export const independent: SerialCorrelation = { factor: 1, level: (alpha) => alpha, p: (p) => p };

/** Blocks below which their correlation tells nothing. */
export const leastBlocksToTell = 8;
/** Level of the look for correlation; generous, because missing it makes false acceptances. */
const level = 0.2;
/** Weight of each further lag: the look is sharpest against a memory of some days that noise of the single days hides. */
const fading = 0.6;
const lags = 12;

/**
 * Whether neighbouring blocks hang together, and how much less they are worth then.
 *
 * The look: the autocorrelations of the normal scores at lags 1, 2, 3 ... with fading weights, held against what independent
 * blocks give (one-sided level 0.2). A single lag would not see a memory of a week under noise of the days' own.
 * What it finds is answered by the fixed-b variance of Lazarus, Lewis, Stock and Watson (2018): the spread of the mean is taken
 * from the slowest cosine waves of the series alone, and Student's t with as many degrees of freedom replaces the normal
 * distribution. It takes no model of the correlation; three quarters of the waves that they propose (0.3 n^(2/3)) keep the
 * level up to a lag-one correlation of 0.7. Fewer than eight blocks are taken as independent.
 *
 * @param series one figure a block, in order of time
 */
export function serialCorrelation(series: readonly number[]): SerialCorrelation {
  const n = series.length;
  if (n < leastBlocksToTell) return independent;
  const scores = normalScores(series);
  const square = scores.reduce((sum, one) => sum + one * one, 0);
  if (square === 0 || standardisedMemory(scores, square) <= -normalQuantile(level)) return independent;
  const waves = Math.max(2, Math.floor(0.3 * n ** (2 / 3)));
  let slow = 0;
  for (let wave = 1; wave <= waves; wave += 1) {
    const part = scores.reduce((sum, one, at) => sum + one * Math.cos((Math.PI * wave * (at + 0.5)) / n), 0);
    slow += (2 * part * part) / n / waves;
  }
  const wider = Math.sqrt(slow / (square / (n - 1)));
  const ofT = (z: number): number => studentT(waves, z / wider).lower;
  return {
    factor: Math.max(1, (wider * studentQuantile(waves, 0.05)) / normalQuantile(0.05)),
    level: (alpha) => Math.min(alpha, normalCdf(wider * studentQuantile(waves, alpha))),
    p: (p) =>
      p <= 0 || p >= 1
        ? p
        : p < 0.5
          ? Math.max(p, ofT(normalQuantile(p)))
          : Math.min(p, ofT(normalQuantile(p))),
  };
}

/** Normal scores of the ranks, about their mean: neither outliers nor ties lead the look astray. */
function normalScores(series: readonly number[]): readonly number[] {
  const n = series.length;
  const sorted = series.toSorted((a, b) => a - b);
  const place = new Map<number, { readonly first: number; last: number }>();
  sorted.forEach((value, at) => {
    const known = place.get(value);
    if (known === undefined) place.set(value, { first: at, last: at });
    else known.last = at;
  });
  const scores = series.map((value) => {
    const { first = 0, last = 0 } = place.get(value) ?? {};
    return normalQuantile(((first + last) / 2 + 0.5) / n);
  });
  const mean = scores.reduce((sum, one) => sum + one, 0) / n;
  return scores.map((score) => score - mean);
}

/** Weighted sum of autocorrelations, less its mean and over its deviation for independent blocks. */
function standardisedMemory(scores: readonly number[], square: number): number {
  const n = scores.length;
  let [sum, variance] = [0, 0];
  for (let lag = 1; lag <= Math.min(lags, n - 2); lag += 1) {
    let product = 0;
    for (let at = lag; at < n; at += 1) product += (scores[at] as number) * (scores[at - lag] as number);
    const weight = fading ** lag;
    sum += weight * (product / square + (n - lag) / (n * (n - 1)));
    variance += (weight * weight * (n - lag)) / (n * n);
  }
  return sum / Math.sqrt(variance);
}
