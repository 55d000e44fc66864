import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import { solve } from '../special/solve.ts';
import type { Interval } from './interval.ts';
import type { Proportion } from './proportion.ts';

export interface DifferenceTest extends Interval {
  readonly z: number;
  readonly pLess: number;
  readonly pGreater: number;
}

/**
 * Difference of two shares, candidate minus incumbent, by Miettinen and Nurminen's score test against `margin`, with the
 * bounds that it inverts to (each of one-sided level alpha). Holds with shares at or near zero and one.
 *
 * @param options `biased` leaves out the factor N / (N - 1) of the variance (Farrington and Manning's test)
 */
export function shareDifference(
  candidate: Proportion,
  incumbent: Proportion,
  options: { readonly alpha: number; readonly margin?: number; readonly biased?: boolean },
): DifferenceTest {
  const n = candidate.trials + incumbent.trials;
  if (candidate.trials === 0 || incumbent.trials === 0)
    return { estimate: Number.NaN, lower: -1, upper: 1, z: Number.NaN, pLess: 1, pGreater: 1 };
  const factor = options.biased === true ? 1 : n / (n - 1);
  const estimate = candidate.successes / candidate.trials - incumbent.successes / incumbent.trials;
  const zAt = (delta: number): number => {
    const p = constrained(candidate, incumbent, delta);
    const variance =
      ((p.candidate * (1 - p.candidate)) / candidate.trials + (p.incumbent * (1 - p.incumbent)) / incumbent.trials) *
      factor;
    const distance = estimate - delta;
    return distance === 0 ? 0 : distance / Math.sqrt(Math.max(variance, 1e-300));
  };
  const z = zAt(options.margin ?? 0);
  const bound = normalQuantile(options.alpha);
  const edge = 1 - 1e-12;
  return {
    estimate,
    lower:
      zAt(-edge) + bound <= 0
        ? -1
        : estimate <= -edge
          ? -1
          : solve((delta) => zAt(delta) + bound, -edge, estimate, 1e-13),
    upper:
      zAt(edge) - bound >= 0 ? 1 : estimate >= edge ? 1 : solve((delta) => zAt(delta) - bound, estimate, edge, 1e-13),
    z,
    pLess: normalCdf(z),
    pGreater: normalCdf(-z),
  };
}

/** Most likely shares whose difference is delta: the closed root of the cubic likelihood equation (Miettinen and Nurminen 1985). */
function constrained(
  candidate: Proportion,
  incumbent: Proportion,
  delta: number,
): { readonly candidate: number; readonly incumbent: number } {
  const [x1, n1, x0, n0] = [candidate.successes, candidate.trials, incumbent.successes, incumbent.trials];
  const n = n1 + n0;
  const l3 = n;
  const l2 = (n1 + 2 * n0) * delta - n - (x1 + x0);
  const l1 = (n0 * delta - n - 2 * x0) * delta + x1 + x0;
  const l0 = x0 * delta * (1 - delta);
  const q = l2 ** 3 / (3 * l3) ** 3 - (l1 * l2) / (6 * l3 * l3) + l0 / (2 * l3);
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, l2 ** 2 / (3 * l3) ** 2 - l1 / (3 * l3)));
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  const share = Math.min(1, Math.max(0, 2 * p * Math.cos(angle) - l2 / (3 * l3)));
  return { candidate: Math.min(1, Math.max(0, share + delta)), incumbent: share };
}
