import type { Random } from '@underpin/model';
import { normalQuantile } from '../special/normal-quantile.ts';

/** Never 0, so that logarithms and quantiles of it are finite. */
function open(random: Random): number {
  return random() + 2 ** -33;
}

export function normalDraw(random: Random): number {
  return normalQuantile(open(random));
}

/** Gamma of the given shape and scale 1, by Marsaglia and Tsang's method. */
export function gammaDraw(random: Random, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * open(random) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalDraw(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(open(random)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function betaDraw(random: Random, a: number, b: number): number {
  const x = gammaDraw(random, a);
  return x / (x + gammaDraw(random, b));
}

/** A Poisson count; large means are split by a gamma time so that the cost grows with the logarithm. */
export function poissonDraw(random: Random, mean: number): number {
  if (mean > 30) {
    const half = Math.floor(mean * 0.875);
    const time = gammaDraw(random, half);
    if (time <= mean) return half + poissonDraw(random, mean - time);
    return binomialDraw(random, half - 1, mean / time);
  }
  let count = -1;
  for (let time = 0; time <= mean; time -= Math.log(open(random))) count += 1;
  return count;
}

/** A binomial count, by halving at the median order statistic. */
export function binomialDraw(random: Random, n: number, p: number): number {
  if (n <= 20) {
    let count = 0;
    for (let at = 0; at < n; at += 1) if (random() < p) count += 1;
    return count;
  }
  const middle = 1 + Math.floor(n / 2);
  const value = betaDraw(random, middle, n + 1 - middle);
  return value <= p
    ? middle + binomialDraw(random, n - middle, (p - value) / (1 - value))
    : binomialDraw(random, middle - 1, p / value);
}
