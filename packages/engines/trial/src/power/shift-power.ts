import type { Random, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { normalDraw } from '../estimators/draws.ts';
import { mannWhitney } from '../estimators/mann-whitney.ts';
import { neighbourFactor, widened } from '../estimators/neighbour-factor.ts';
import { quantileRatio } from '../estimators/quantile-ratio.ts';
import { signedRank } from '../estimators/signed-rank.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf, normalDensity } from '../special/normal.ts';
import type { PowerModel } from './power-model.ts';

/** Efficiency of rank tests against t-tests with normal data. */
const rankEfficiency = 3 / Math.PI;

interface ShiftPlan {
  readonly alpha: number;
  readonly spread: number;
  /** Distance from the true shift to the margin, on the scale of the analysis; positive inside. */
  readonly distance: number;
  readonly perDay: number;
}

/**
 * Blocks that a verdict needs more because it widens where they seem to hang together, which one in ten independent series
 * does; by simulation (bench `trial-power`). Below eight blocks it does not look.
 */
const priceOfLooking = 4;
const leastLooked = 8;
/** Share of values that a quantile ratio needs more because the bootstrap estimates its own width; by the same simulation. */
const priceOfBootstrap = 1.08;

/** Rank tests: normal data with the assumed spread; n less half (paired) or a quarter (parallel) of z^2 for small samples. */
export function shiftPower(protocol: TrialProtocol, plan: ShiftPlan): PowerModel {
  const { alpha, spread, distance, perDay } = plan;
  const blocked = protocol.blocks !== 'none';
  const differences = blocked || protocol.design === 'paired';
  const z = -normalQuantile(alpha);
  const unit = protocol.blocks !== 'none' ? `${protocol.blocks}s` : differences ? 'pairs' : 'values';
  const draw = (n: number, shift: number, random: Random): Float64Array =>
    Float64Array.from({ length: n }, () => shift + spread * normalDraw(random));
  return {
    unit,
    perDay,
    step: 1,
    method: `${differences ? 'signed-rank' : 'Mann–Whitney'} test of normal data, Guenther's correction`,
    powerAt(n) {
      const counted = blocked ? Math.max(Math.min(n, leastLooked - 1), n - priceOfLooking) : n;
      const effective = Math.max(0, counted - (z * z) / (differences ? 2 : 4));
      const error = spread * Math.sqrt((differences ? 1 : 2) / (effective * rankEfficiency));
      return distance <= 0 ? 0 : normalCdf(distance / error - z);
    },
    simulate(n, random) {
      const candidate = draw(n, -distance, random);
      const result = differences
        ? signedRank(candidate, { alpha: blocked ? widened(alpha, neighbourFactor([...candidate])) : alpha, margin: 0 })
        : mannWhitney([{ candidate, incumbent: draw(n, 0, random) }], { alpha, margin: 0 });
      return result.upper < 0;
    },
  };
}

/** Quantile ratios: log-normal values, variance of a sample quantile by its density. */
export function quantilePower(endpoint: TrialEndpoint & { readonly quantile: number }, plan: ShiftPlan): PowerModel {
  const { alpha, spread, distance, perDay } = plan;
  const { quantile: q, margin, better } = endpoint;
  const z = -normalQuantile(alpha);
  const density = normalDensity(normalQuantile(q));
  const inside = better === 'lower' ? -distance : distance;
  const draw = (n: number, shift: number, random: Random): Float64Array =>
    Float64Array.from({ length: n }, () => Math.exp(shift + spread * normalDraw(random)));
  return {
    unit: 'values',
    perDay,
    step: 1,
    method: 'asymptotic variance of a quantile of log-normal, independent values',
    powerAt(n) {
      const error = (spread / density) * Math.sqrt((2 * q * (1 - q) * priceOfBootstrap) / n);
      return distance <= 0 || n * Math.min(q, 1 - q) < 10 ? 0 : normalCdf(distance / error - z);
    },
    simulate(n, random) {
      const block = { candidate: draw(n, Math.log(margin.value) + inside, random), incumbent: draw(n, 0, random) };
      const options = { quantile: q, alpha, margin: margin.value, random, resamples: 500 };
      const { lower, upper } = quantileRatio([block], options);
      return better === 'lower' ? upper < margin.value : lower > margin.value;
    },
  };
}
