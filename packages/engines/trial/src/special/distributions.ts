import { betaKernel, incompleteBeta } from './incomplete-beta.ts';
import type { Tails } from './incomplete-gamma.ts';
import { gammaKernel, incompleteGamma } from './incomplete-gamma.ts';

/** Student's t with `df` degrees of freedom: P(T <= t) and P(T > t). */
export function studentT(df: number, t: number): Tails {
  const square = t * t;
  const side = incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)).lower / 2;
  return t < 0 ? { lower: side, upper: 1 - side } : { lower: 1 - side, upper: side };
}

/** Chi-square with `df` degrees of freedom. */
export function chiSquare(df: number, x: number): Tails {
  return incompleteGamma(df / 2, Math.max(0, x) / 2);
}

/** F with `d1` and `d2` degrees of freedom. */
export function fisherF(d1: number, d2: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  const below = d1 * x + d2;
  return incompleteBeta(d1 / 2, d2 / 2, (d1 * x) / below, d2 / below);
}

/** P(N = k) of a Poisson count. */
export function poissonMass(mean: number, k: number): number {
  if (k < 0 || !Number.isInteger(k)) return 0;
  return mean === 0 ? (k === 0 ? 1 : 0) : gammaKernel(k, mean);
}

/** P(N <= k) and P(N > k) of a Poisson count. */
export function poisson(mean: number, k: number): Tails {
  if (k < 0) return { lower: 0, upper: 1 };
  if (mean === 0) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteGamma(Math.floor(k) + 1, mean);
  return { lower: upper, upper: lower };
}

/** P(N = k) of a binomial count. */
export function binomialMass(n: number, p: number, k: number): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  return (betaKernel(k, n - k, p, 1 - p) * n) / (k * (n - k));
}

/** P(N <= k) and P(N > k) of a binomial count. */
export function binomial(n: number, p: number, k: number): Tails {
  const whole = Math.floor(k);
  if (whole < 0) return { lower: 0, upper: 1 };
  if (whole >= n) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteBeta(whole + 1, n - whole, p);
  return { lower: upper, upper: lower };
}

/** P(N = k) of the number of good ones among `draws` without replacement from `good` and `bad`. */
export function hypergeometricMass(good: number, bad: number, draws: number, k: number): number {
  if (k < Math.max(0, draws - bad) || k > Math.min(good, draws) || !Number.isInteger(k)) return 0;
  const p = draws / (good + bad);
  if (p === 1) return 1;
  return (binomialMass(good, p, k) * binomialMass(bad, p, draws - k)) / binomialMass(good + bad, p, draws);
}

/** P(N <= k) and P(N > k) of the hypergeometric count, summed from the nearer end of the smaller tail. */
export function hypergeometric(good: number, bad: number, draws: number, k: number): Tails {
  const least = Math.max(0, draws - bad);
  const most = Math.min(good, draws);
  const whole = Math.floor(k);
  if (whole < least) return { lower: 0, upper: 1 };
  if (whole >= most) return { lower: 1, upper: 0 };
  if (whole < (good * draws) / (good + bad)) {
    let term = hypergeometricMass(good, bad, draws, whole);
    let lower = term;
    for (let i = whole; i > least && term > lower * 1e-18; i -= 1) {
      term *= (i * (bad - draws + i)) / ((good - i + 1) * (draws - i + 1));
      lower += term;
    }
    return { lower, upper: 1 - lower };
  }
  let term = hypergeometricMass(good, bad, draws, whole + 1);
  let upper = term;
  for (let i = whole + 1; i < most && term > upper * 1e-18; i += 1) {
    term *= ((good - i) * (draws - i)) / ((i + 1) * (bad - draws + i + 1));
    upper += term;
  }
  return { lower: 1 - upper, upper };
}
