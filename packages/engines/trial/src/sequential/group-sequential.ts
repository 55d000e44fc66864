import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf, normalDensity } from '../special/normal.ts';
import { solve } from '../special/solve.ts';
import { alphaSpent } from './spending.ts';
import type { SpendingKind } from './spending.ts';

export interface Boundary {
  /** Critical value of z at each look; Infinity where nothing is spent yet. */
  readonly z: readonly number[];
  /** The one-sided p-value at or below which a look crosses. */
  readonly nominal: readonly number[];
  /** Alpha spent up to and at each look. */
  readonly spent: readonly number[];
}

/**
 * Boundaries that spend alpha over looks at the given information fractions, by recursive numerical integration
 * (Armitage, McPherson and Rowe). One-sided: alpha is that of one side. Two-sided: symmetric, alpha of both sides.
 *
 * @param fractions ascending in (0, 1]
 * @example
 * groupSequential({ kind: "o'brien-fleming-like", fractions: [0.25, 0.5, 0.75, 1], alpha: 0.05, sides: 2 }).z[0] // 3.92
 */
export function groupSequential(options: {
  readonly kind: SpendingKind;
  readonly fractions: readonly number[];
  readonly alpha: number;
  readonly sides?: 1 | 2;
}): Boundary {
  const { kind, fractions, alpha, sides = 1 } = options;
  if (fractions.some((t, at) => !(t > (fractions[at - 1] ?? 0) && t <= 1)))
    throw new RangeError(`Expected ascending information fractions up to 1: ${fractions.join(', ')}`);
  const walk = new Walk(sides);
  const z: number[] = [];
  const spent: number[] = [];
  for (const t of fractions) {
    const target = (alphaSpent(kind, t, alpha) - (spent.at(-1) ?? 0)) / sides;
    const bound = target < 1e-15 ? Infinity : solve((b) => walk.crossing(b, t) - target, -2, 9, 1e-9);
    z.push(bound);
    spent.push(alphaSpent(kind, t, alpha));
    walk.step(Math.min(bound, 9), t);
  }
  return { z, nominal: z.map((value) => normalCdf(-value)), spent };
}

/** Classical two-sided constants for equally spaced looks: Pocock's is the bound of each look, O'Brien and Fleming's of the last. */
export function classicalConstant(kind: 'pocock' | "o'brien-fleming", looks: number, alpha: number): number {
  const excess = (c: number): number => {
    const walk = new Walk(2);
    let sum = 0;
    for (let look = 1; look <= looks; look += 1) {
      const t = look / looks;
      const bound = kind === 'pocock' ? c : c / Math.sqrt(t);
      sum += 2 * walk.crossing(bound, t);
      walk.step(Math.min(bound, 9), t);
    }
    return sum - alpha;
  };
  return solve(excess, -normalQuantile(alpha / 2) - 0.01, 5, 1e-7);
}

/** The sub-density of the score process (Brownian motion at the information times) that has not crossed yet. */
class Walk {
  #time = 0;
  #points = new Float64Array([0]);
  #mass = new Float64Array([1]);
  readonly #sides: 1 | 2;

  constructor(sides: 1 | 2) {
    this.#sides = sides;
  }

  /** Chance to cross the upper bound at time t, not having crossed before. */
  crossing(z: number, t: number): number {
    const deviation = Math.sqrt(t - this.#time);
    const score = z * Math.sqrt(t);
    return this.#points.reduce(
      (sum, point, at) => sum + (this.#mass[at] as number) * normalCdf((point - score) / deviation),
      0,
    );
  }

  /** Moves to time t; what lies beyond the bound is gone. Simpson's rule on an even grid. */
  step(z: number, t: number): void {
    const deviation = Math.sqrt(t - this.#time);
    const high = z * Math.sqrt(t);
    const low = this.#sides === 2 ? -high : -9 * Math.sqrt(t);
    const intervals = Math.min(2000, Math.max(160, 2 * Math.ceil((4 * (high - low)) / deviation)));
    const width = (high - low) / intervals;
    const points = Float64Array.from({ length: intervals + 1 }, (_, at) => low + at * width);
    const mass = points.map((point, at) => {
      const simpson = at === 0 || at === intervals ? 1 : at % 2 === 1 ? 4 : 2;
      let density = 0;
      for (let from = 0; from < this.#points.length; from += 1) {
        const distance = (point - (this.#points[from] as number)) / deviation;
        if (Math.abs(distance) < 9) density += (this.#mass[from] as number) * normalDensity(distance);
      }
      return ((simpson * width) / 3) * (density / deviation);
    });
    this.#time = t;
    this.#points = points;
    this.#mass = mass;
  }
}
