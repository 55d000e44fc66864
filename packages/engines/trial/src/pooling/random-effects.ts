import { chiSquare } from '../special/distributions.ts';
import { studentQuantile } from '../special/quantiles.ts';

/** One trial's effect on a scale on which effects add (logarithms of ratios), with its variance. */
export interface TrialEffect {
  readonly id: string;
  readonly effect: number;
  readonly variance: number;
}

export interface PooledEffect {
  readonly method: 'REML' | 'DerSimonian-Laird';
  readonly trials: number;
  readonly effect: number;
  /** Standard error of Hartung, Knapp, Sidik and Jonkman. */
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  /** Where the true effect of a new trial lies; null below three trials. */
  readonly prediction: { readonly lower: number; readonly upper: number } | null;
  /** Variance between trials. */
  readonly tau2: number;
  /** Share of the variation that is between trials, 0 to 1. */
  readonly i2: number;
  /** Cochran's Q with its p-value ("all trials have one effect"). */
  readonly q: number;
  readonly qp: number;
  readonly weights: readonly number[];
}

/**
 * Pools the effects of several trials of one candidate with random effects: the variance between trials by restricted
 * maximum likelihood or by DerSimonian and Laird (1986), the interval by Hartung, Knapp, Sidik and Jonkman with t quantiles,
 * never narrower than the ordinary one; the prediction interval of Higgins, Thompson and Spiegelhalter (2009).
 *
 * @param alpha one-sided level of each bound
 * @throws RangeError below two trials, or for a variance that is not positive
 * @example
 * poolEffects([{ id: 'A', effect: 0.02, variance: 0.0004 }, { id: 'B', effect: 0.05, variance: 0.0009 }], { alpha: 0.05 }).tau2
 */
export function poolEffects(
  effects: readonly TrialEffect[],
  options: { readonly alpha: number; readonly method?: PooledEffect['method'] },
): PooledEffect {
  const { alpha, method = 'REML' } = options;
  const count = effects.length;
  if (count < 2) throw new RangeError(`Cannot pool ${count} trials: expected at least two`);
  const bad = effects.find(({ variance, effect }) => !(variance > 0 && Number.isFinite(effect)));
  if (bad !== undefined) throw new RangeError(`Cannot pool "${bad.id}": its variance is ${bad.variance}`);
  const fixed = weighted(effects, 0);
  const q = spread(effects, fixed);
  const typical = ((count - 1) * fixed.sum) / (fixed.sum ** 2 - fixed.squares);
  const moment = Math.max(0, (q - (count - 1)) / (fixed.sum - fixed.squares / fixed.sum));
  const tau2 = method === 'REML' ? restricted(effects, moment) : moment;
  const pooled = weighted(effects, tau2);
  const scale = spread(effects, pooled) / (count - 1);
  const error = Math.sqrt(Math.max(1, scale) / pooled.sum);
  const reach = -studentQuantile(count - 1, alpha) * error;
  const wide = count < 3 ? null : -studentQuantile(count - 2, alpha) * Math.sqrt(error ** 2 + tau2);
  return {
    method,
    trials: count,
    effect: pooled.mean,
    error,
    lower: pooled.mean - reach,
    upper: pooled.mean + reach,
    prediction: wide === null ? null : { lower: pooled.mean - wide, upper: pooled.mean + wide },
    tau2,
    i2: tau2 / (tau2 + typical),
    q,
    qp: chiSquare(count - 1, q).upper,
    weights: pooled.weights.map((weight) => weight / pooled.sum),
  };
}

interface Weighted {
  readonly mean: number;
  readonly sum: number;
  readonly squares: number;
  readonly weights: readonly number[];
}

function weighted(effects: readonly TrialEffect[], tau2: number): Weighted {
  const weights = effects.map(({ variance }) => 1 / (variance + tau2));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const mean = effects.reduce((all, { effect }, at) => all + effect * (weights[at] as number), 0) / sum;
  return { mean, sum, squares: weights.reduce((all, weight) => all + weight ** 2, 0), weights };
}

function spread(effects: readonly TrialEffect[], { mean, weights }: Weighted): number {
  return effects.reduce((all, { effect }, at) => all + (weights[at] as number) * (effect - mean) ** 2, 0);
}

/** Fisher scoring of the restricted likelihood, from the moment estimate. */
function restricted(effects: readonly TrialEffect[], start: number): number {
  let tau2 = start;
  for (let round = 0; round < 10_000; round += 1) {
    const { mean, sum, squares, weights } = weighted(effects, tau2);
    const score = effects.reduce(
      (all, { effect, variance }, at) => all + (weights[at] as number) ** 2 * ((effect - mean) ** 2 - variance),
      0,
    );
    const next = Math.max(0, score / squares + 1 / sum);
    if (Math.abs(next - tau2) <= 1e-15 * Math.max(1, tau2)) return next;
    tau2 = next;
  }
  return tau2;
}
