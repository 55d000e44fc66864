import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';
import { solve } from './solve.ts';

/** Which tail a probability is of. A small probability stays exact when its own tail is named. */
export type Tail = 'lower' | 'upper';

/** Solves on the logarithm of a positive argument, from a guess outwards. `f` is monotone in it. */
function solvePositive(f: (x: number) => number, guess: number): number {
  const at = (v: number): number => f(Math.exp(v));
  let low = Math.log(Math.min(Math.max(guess, 1e-290), 1e290));
  let high = low;
  const start = f(Math.exp(low));
  if (start === 0) return Math.exp(low);
  for (let step = 0.5; step < 2000; step *= 2) {
    low = Math.max(low - step, -744);
    high = Math.min(high + step, 709);
    if (f(Math.exp(low)) > 0 !== start > 0) return Math.exp(solve(at, low, low + step, 1e-16));
    if (f(Math.exp(high)) > 0 !== start > 0) return Math.exp(solve(at, high - step, high, 1e-16));
  }
  return start > 0 === f(1e300) > 0 ? 0 : Infinity;
}

function difference(tails: { readonly lower: number; readonly upper: number }, p: number, tail: Tail): number {
  return Math.log(Math.max(tails[tail], 1e-320)) - Math.log(p);
}

/** The x with P(a, x) = p (lower) or Q(a, x) = p (upper). */
export function gammaQuantile(a: number, p: number, tail: Tail = 'lower'): number {
  if (!(p >= 0 && p <= 1) || !(a > 0)) return Number.NaN;
  if (p === 0) return tail === 'lower' ? 0 : Infinity;
  if (p === 1) return tail === 'lower' ? Infinity : 0;
  if (p > 0.75) return gammaQuantile(a, 1 - p, tail === 'lower' ? 'upper' : 'lower');
  const z = tail === 'lower' ? normalQuantile(p) : -normalQuantile(p);
  const guess = a * (1 - 1 / (9 * a) + z / (3 * Math.sqrt(a))) ** 3;
  return solvePositive((x) => difference(incompleteGamma(a, x), p, tail), guess > 0 ? guess : a * p ** (1 / a));
}

/** The x, and y = 1 - x, with I_x(a, b) = p (lower) or 1 - I_x(a, b) = p (upper). */
export function betaQuantile(
  a: number,
  b: number,
  p: number,
  tail: Tail = 'lower',
): { readonly x: number; readonly y: number } {
  if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0)) return { x: Number.NaN, y: Number.NaN };
  if (p === 0 || p === 1) return (p === 0) === (tail === 'lower') ? { x: 0, y: 1 } : { x: 1, y: 0 };
  if (p > 0.75) return betaQuantile(a, b, 1 - p, tail === 'lower' ? 'upper' : 'lower');
  // The odds x / y live on the whole positive line, so that neither end is lost to rounding.
  const odds = solvePositive(
    (v) => difference(incompleteBeta(a, b, v === Infinity ? 1 : v / (1 + v), 1 / (1 + v)), p, tail),
    a / b,
  );
  return { x: odds === Infinity ? 1 : odds / (1 + odds), y: 1 / (1 + odds) };
}

export function chiSquareQuantile(df: number, p: number, tail: Tail = 'lower'): number {
  return 2 * gammaQuantile(df / 2, p, tail);
}

export function fisherQuantile(d1: number, d2: number, p: number, tail: Tail = 'lower'): number {
  const { x, y } = betaQuantile(d1 / 2, d2 / 2, p, tail);
  return (d2 * x) / (d1 * y);
}

/** The t with P(T <= t) = p (lower) or P(T > t) = p (upper). */
export function studentQuantile(df: number, p: number, tail: Tail = 'lower'): number {
  if (p > 0.5) return -studentQuantile(df, 1 - p, tail);
  if (p === 0.5) return 0;
  // Near the middle P(0 < T <= t) keeps what the tail would lose.
  const centred = p > 0.25;
  const { x, y } = centred ? betaQuantile(0.5, df / 2, 1 - 2 * p) : betaQuantile(df / 2, 0.5, 2 * p);
  const size = Math.sqrt(centred ? (df * x) / y : (df * y) / x);
  return tail === 'lower' ? -size : size;
}
