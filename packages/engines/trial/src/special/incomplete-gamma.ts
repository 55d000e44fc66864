import { deviance } from './deviance.ts';
import { logGamma, stirlingError } from './log-gamma.ts';

/** The two sides of a distribution, each correct in its own tail; they sum to one. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const tiny = 1e-300;

/** x^a e^-x / Gamma(a + 1). */
export function gammaKernel(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a === 0) return Math.exp(-x);
  if (a < 1e-3) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x), a > 0, x >= 0: series below a + 1, continued fraction above.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0) || !(x >= 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const kernel = gammaKernel(a, x);
  if (x < (a < 1 ? 0.7 : a + 1)) {
    let term = 1;
    let sum = 1;
    for (let n = 1; term > sum * 1e-17; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    const lower = kernel * sum;
    return { lower, upper: 1 - lower };
  }
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; ; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16 || i > 1e7) break;
  }
  const upper = kernel * a * fraction;
  return { lower: 1 - upper, upper };
}

function nonZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
