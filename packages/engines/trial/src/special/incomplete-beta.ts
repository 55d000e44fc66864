import { deviance } from './deviance.ts';
import type { Tails } from './incomplete-gamma.ts';
import { logGamma, stirlingError } from './log-gamma.ts';

const tiny = 1e-300;

/** x^a y^b / B(a, b), y = 1 - x. */
export function betaKernel(a: number, b: number, x: number, y: number): number {
  if (x === 0 || y === 0) return 0;
  if (Math.min(a, b) < 1e-3)
    return Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b));
  const n = a + b;
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return Math.exp(error - deviance(a, n * x) - deviance(b, n * y)) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement. `y` is 1 - x: give it where x is near one and
 * 1 - x is known better than by subtraction.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): Tails {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(y >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (x > (a + 1) / (a + b + 2)) {
    const upper = side(b, a, y, x);
    return { lower: 1 - upper, upper };
  }
  const lower = side(a, b, x, y);
  return { lower, upper: 1 - lower };
}

function side(a: number, b: number, x: number, y: number): number {
  return (betaKernel(a, b, x, y) * fraction(a, b, x)) / a;
}

/** Continued fraction of the incomplete beta function by Lentz's method; converges fast for x < (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1e7; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
