import type { Random, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { normalDraw } from '../estimators/draws.ts';
import { mannWhitney } from '../estimators/mann-whitney.ts';
import { leastBeyondQuantile, leastBlocks, quantileRatio } from '../estimators/quantile-ratio.ts';
import { serialFactor, widened } from '../estimators/serial-correlation.ts';
import { signedRank } from '../estimators/signed-rank.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf, normalDensity } from '../special/normal.ts';
import { studentQuantile } from '../special/quantiles.ts';
import { lookedPower, powerLeft } from './price-of-looking.ts';
import type { PowerModel } from './power-model.ts';

/** Efficiency of rank tests against t-tests with normal data. */
const rankEfficiency = 3 / Math.PI;

interface ShiftPlan {
  readonly alpha: number;
  readonly spread: number;
  /** Distance from the true shift to the margin, on the scale of the analysis; positive inside. */
  readonly distance: number;
  readonly perDay: number;
  /** What one block gives of it; null where nothing is blocked. */
  readonly block: number | null;
}

/**
 * Share of values that a quantile ratio needs more because the bootstrap estimates its own width, and more still where the
 * wider of two intervals over blocks counts; by simulation (bench `trial-power`).
 */
const priceOfBootstrap = { values: 1.1, blocks: 1.16 };

/** Rank tests: normal data with the assumed spread; n less half (paired) or a quarter (parallel) of z^2 for small samples. */
export function shiftPower(protocol: TrialProtocol, plan: ShiftPlan): PowerModel {
  const { alpha, spread, distance, perDay } = plan;
  const blocked = protocol.blocks !== 'none';
  const differences = blocked || protocol.design === 'paired';
  const z = -normalQuantile(alpha);
  const unit =
    protocol.blocks !== 'none' ? (`unit.${protocol.blocks}s` as const) : differences ? 'unit.pairs' : 'unit.values';
  const draw = (n: number, shift: number, random: Random): Float64Array =>
    Float64Array.from({ length: n }, () => shift + spread * normalDraw(random));
  return {
    unit,
    perDay,
    step: 1,
    method: `${differences ? 'signed-rank' : 'Mann–Whitney'} test of normal data, Guenther's correction`,
    powerAt(n) {
      const atFactor = (factor: number): number => {
        const reach = factor * z;
        const effective = Math.max(0, n - (reach * reach) / (differences ? 2 : 4));
        const error = spread * Math.sqrt((differences ? 1 : 2) / (effective * rankEfficiency));
        return distance <= 0 || effective === 0 ? 0 : normalCdf(distance / error - reach);
      };
      return blocked ? lookedPower(n, atFactor) : atFactor(1);
    },
    simulate(n, random) {
      const candidate = draw(n, -distance, random);
      const result = differences
        ? signedRank(candidate, {
            alpha: blocked ? widened(alpha, serialFactor([...candidate])) : alpha,
            margin: 0,
          })
        : mannWhitney([{ candidate, incumbent: draw(n, 0, random) }], { alpha, margin: 0 });
      return result.upper < 0;
    },
  };
}

/** Quantile ratios: log-normal values, variance of a sample quantile by its density. */
export function quantilePower(endpoint: TrialEndpoint & { readonly quantile: number }, plan: ShiftPlan): PowerModel {
  const { alpha, spread, distance, perDay, block } = plan;
  const { quantile: q, margin, better } = endpoint;
  const z = -normalQuantile(alpha);
  const density = normalDensity(normalQuantile(q));
  const price = block === null ? priceOfBootstrap.values : priceOfBootstrap.blocks;
  const inside = Math.log(margin.value) + (better === 'lower' ? -distance : distance);
  const draw = (n: number, shift: number, random: Random): Float64Array =>
    Float64Array.from({ length: n }, () => Math.exp(shift + spread * normalDraw(random)));
  return {
    unit: 'unit.values',
    perDay,
    step: block ?? 1,
    method: 'asymptotic variance of a quantile of log-normal, independent values',
    powerAt(n) {
      const blocks = block === null ? 1 : n / block;
      if (distance <= 0 || n * Math.min(q, 1 - q) < leastBeyondQuantile || (block !== null && blocks < leastBlocks))
        return 0;
      const reach = block === null ? z : studentQuantile(blocks - 1, alpha, 'upper');
      const error = (spread / density) * Math.sqrt((2 * q * (1 - q) * price) / n);
      const power = normalCdf(distance / error - reach);
      return block === null ? power : lookedPower(blocks, (factor) => powerLeft(power, alpha, factor));
    },
    simulate(n, random) {
      const size = block ?? n;
      const blocks = Array.from({ length: Math.round(n / size) }, () => ({
        candidate: draw(size, inside, random),
        incumbent: draw(size, 0, random),
      }));
      const options = { quantile: q, alpha, margin: margin.value, random, resamples: 500 };
      const { lower, upper } = quantileRatio(blocks, options);
      return better === 'lower' ? upper < margin.value : lower > margin.value;
    },
  };
}
