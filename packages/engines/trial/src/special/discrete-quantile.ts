import { binomial, poisson } from './distributions.ts';
import type { Tails } from './incomplete-gamma.ts';

/** Smallest k >= 0 with P(N <= k) >= p, by doubling from the guess and halving. */
function smallest(cdf: (k: number) => Tails, p: number, guess: number): number {
  const enough = (k: number): boolean => (p > 0.5 ? cdf(k).upper <= 1 - p : cdf(k).lower >= p);
  let low = Math.max(-1, Math.floor(guess) - 1);
  let high = low + 1;
  for (let step = 1; low >= 0 && enough(low); step *= 2) {
    high = low;
    low = Math.max(-1, low - step);
  }
  for (let step = 1; !enough(high); step *= 2) {
    low = high;
    high += step;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Smallest k with P(N <= k) >= p for a Poisson count. */
export function poissonQuantile(mean: number, p: number): number {
  if (!(p >= 0 && p <= 1) || !(mean >= 0)) return Number.NaN;
  return p === 1 ? Infinity : smallest((k) => poisson(mean, k), p, mean);
}

/** Smallest k with P(N <= k) >= p for a binomial count. */
export function binomialQuantile(n: number, chance: number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return p === 1 ? n : smallest((k) => binomial(n, chance, k), p, n * chance);
}
