import type { Random } from '@underpin/model';
import { blockedRateRatio, blockedShare, blockedShareDifference } from '../estimators/blocked-counts.ts';
import { binomialDraw, gammaDraw, poissonDraw } from '../estimators/draws.ts';
import { leastFailing } from '../estimators/effective-share.ts';
import { mtbf, mtbfDemonstrationTime } from '../estimators/mtbf.ts';
import type { Count } from '../estimators/rate-ratio.ts';
import { binomialQuantile, poissonQuantile } from '../special/discrete-quantile.ts';
import { binomial, poisson, poissonMass } from '../special/distributions.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import { chiSquareQuantile, studentQuantile } from '../special/quantiles.ts';
import { lookedPower, powerLeft } from './price-of-looking.ts';
import type { PowerModel } from './power-model.ts';

interface RatePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly rate: number;
  readonly ratio: number;
  readonly margin: number;
  readonly dispersion: number;
  /** Exposure of one block; null where nothing is blocked. */
  readonly block: number | null;
}

/** Ratio of rates with equal exposure: exact for Poisson counts, normal on the log scale for overdispersed ones. */
export function ratePower(plan: RatePlan): PowerModel {
  const { alpha, perDay, rate, ratio, margin, dispersion } = plan;
  const block = plan.block ?? perDay;
  const z = -normalQuantile(alpha);
  const overdispersedPower = (exposure: number): number => {
    const blocks = exposure / block;
    const variance = 1 / (rate * ratio * exposure) + 1 / (rate * exposure) + (2 * dispersion) / blocks;
    const distance = Math.log(margin / ratio);
    // A t bound is as wide as a normal one with a few blocks less.
    const less = Math.max(0, 1 - (z * z) / (4 * blocks));
    return distance <= 0 ? 0 : normalCdf(distance * Math.sqrt(less / variance) - z);
  };
  const counts = (exposure: number, mean: number, random: Random): readonly Count[] =>
    plan.block === null
      ? [{ events: poissonDraw(random, mean * exposure), exposure }]
      : Array.from({ length: Math.round(exposure / block) }, () => ({
          events: poissonDraw(
            random,
            mean * block * (dispersion === 0 ? 1 : dispersion * gammaDraw(random, 1 / dispersion)),
          ),
          exposure: block,
        }));
  return {
    unit: 'unit.exposure',
    perDay,
    step: block,
    method:
      dispersion === 0
        ? 'exact power of the conditional test'
        : 'normal approximation on the log scale, negative binomial counts',
    powerAt(exposure) {
      const power =
        dispersion === 0
          ? exactRatePower(rate * ratio * exposure, rate * exposure, margin, alpha)
          : overdispersedPower(exposure);
      return plan.block === null ? power : lookedPower(exposure / block, (factor) => powerLeft(power, alpha, factor));
    },
    simulate(exposure, random) {
      const [candidate, incumbent] = [counts(exposure, rate * ratio, random), counts(exposure, rate, random)];
      return blockedRateRatio(candidate, incumbent, { alpha, margin }).upper < margin;
    },
  };
}

function exactRatePower(candidate: number, incumbent: number, margin: number, alpha: number): number {
  const total = candidate + incumbent;
  const [truth, edge] = [candidate / total, margin / (1 + margin)];
  let power = 0;
  const last = poissonQuantile(total, 1 - 1e-9);
  for (let n = poissonQuantile(total, 1e-9); n <= last; n += 1) {
    // Greatest count of the candidate that still rejects "at the margin".
    let critical = binomialQuantile(n, edge, alpha);
    if (binomial(n, edge, critical).lower > alpha) critical -= 1;
    if (critical >= 0) power += poissonMass(total, n) * binomial(n, truth, critical).lower;
  }
  return power;
}

/** Points that stand for a distribution. */
const steps = 6;

interface SharePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly share: number;
  readonly level: number;
  /** Intervals of one block; null where nothing is blocked. */
  readonly block: number | null;
}

/**
 * A share against a level: exact. It falls and rises with whole numbers; over blocks, whose intervals are worth no whole number,
 * it is the mean over such a rise.
 */
export function sharePower({ alpha, perDay, share, level, block }: SharePlan): PowerModel {
  const exact = (n: number): number => {
    let most = binomialQuantile(n, 1 - level, alpha);
    if (binomial(n, 1 - level, most).lower > alpha) most -= 1;
    return most < 0 ? 0 : binomial(n, 1 - share, most).lower;
  };
  const rise = 1 / (1 - level);
  return {
    unit: 'unit.independent-intervals',
    perDay,
    step: block ?? 1,
    method: 'exact binomial power of Clopper–Pearson',
    powerAt(n) {
      if (block === null) return exact(n);
      const around = Array.from({ length: steps }, (_, at) => exact(Math.round(n + rise * ((at + 0.5) / steps - 0.5))));
      const power = around.reduce((sum, one) => sum + one, 0) / steps;
      return blockedSharePower(power, alpha, n / block, [share ** block]);
    },
    simulate: (n, random) => blockedShare(shareDraw(n, share, block, random), { alpha, margin: level }).lower > level,
  };
}

interface DifferencePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly candidate: number;
  readonly incumbent: number;
  readonly margin: number;
  readonly better: 'lower' | 'higher';
  /** Intervals of one block; null where nothing is blocked. */
  readonly block: number | null;
}

/** A difference of shares: normal, unpooled variance. */
export function differencePower(plan: DifferencePlan): PowerModel {
  const { alpha, perDay, candidate, incumbent, margin, better, block } = plan;
  const distance = (candidate - incumbent - margin) * (better === 'lower' ? -1 : 1);
  const variance = candidate * (1 - candidate) + incumbent * (1 - incumbent);
  return {
    unit: 'unit.independent-intervals',
    perDay,
    step: block ?? 1,
    method: 'normal approximation, unpooled variance',
    powerAt(n) {
      const power = distance <= 0 ? 0 : normalCdf(distance * Math.sqrt(n / variance) + normalQuantile(alpha));
      const whole = block === null ? [] : [candidate ** block, incumbent ** block];
      return block === null ? power : blockedSharePower(power, alpha, n / block, whole);
    },
    simulate(n, random) {
      const { lower, upper } = blockedShareDifference(
        shareDraw(n, candidate, block, random),
        shareDraw(n, incumbent, block, random),
        { alpha, margin },
      );
      return better === 'lower' ? upper < margin : lower > margin;
    },
  };
}

function shareDraw(n: number, share: number, block: number | null, random: Random): readonly Count[] {
  const size = block ?? n;
  return Array.from({ length: Math.round(n / size) }, () => ({
    events: size - binomialDraw(random, size, 1 - share),
    exposure: size,
  }));
}

/**
 * The power of shares over blocks, by that of as many independent intervals: the verdict estimates how intervals cluster,
 * never finds that they cluster less than chance, and needs failures in five blocks of each arm to tell at all.
 *
 * @param whole chance that a block of each arm is without failure
 */
function blockedSharePower(power: number, alpha: number, blocks: number, whole: readonly number[]): number {
  if (power <= 0 || blocks < 2) return 0;
  const told = whole.reduce((all, one) => all * binomial(Math.round(blocks), 1 - one, leastFailing - 1).upper, 1);
  const df = blocks - 1;
  const lost = (studentQuantile(df, 0.05) / normalQuantile(0.05)) ** 2;
  const one = Array.from({ length: steps }, (_, at) => Math.max(1, chiSquareQuantile(df, (at + 0.5) / steps) / df));
  const effects =
    whole.length === 1
      ? one
      : one
          .flatMap((a) => one.map((b) => (a + b) / 2))
          .toSorted((a, b) => a - b)
          .filter((_, at) => at % steps === Math.floor(steps / 2));
  return (
    told *
    lookedPower(
      blocks,
      (factor) =>
        effects.reduce((sum, effect) => sum + powerLeft(power, alpha, factor * Math.sqrt(effect * lost)), 0) /
        effects.length,
    )
  );
}

/** Mean time between failures: exact, with as many failures allowed as the exposure bears. */
export function mtbfPower(plan: {
  readonly alpha: number;
  readonly perDay: number;
  readonly truth: number;
  readonly required: number;
}): PowerModel {
  const { alpha, perDay, truth, required } = plan;
  return {
    unit: 'unit.exposure',
    perDay,
    step: perDay,
    method: 'exact Poisson power of the chi-square bound',
    powerAt(time) {
      let failures = -1;
      while (mtbfDemonstrationTime(required, alpha, failures + 1) < time) failures += 1;
      return failures < 0 ? 0 : poisson(time / truth, failures).lower;
    },
    simulate: (time, random) => mtbf({ failures: poissonDraw(random, time / truth), time }, alpha).lower > required,
  };
}
