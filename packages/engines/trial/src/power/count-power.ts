import type { Random } from '@underpin/model';
import { binomialDraw, gammaDraw, poissonDraw } from '../estimators/draws.ts';
import { shareDifference } from '../estimators/miettinen-nurminen.ts';
import { mtbf, mtbfDemonstrationTime } from '../estimators/mtbf.ts';
import { negativeBinomialRatio } from '../estimators/negative-binomial.ts';
import { clopperPearson } from '../estimators/proportion.ts';
import { rateRatioExact } from '../estimators/rate-ratio.ts';
import { binomialQuantile, poissonQuantile } from '../special/discrete-quantile.ts';
import { binomial, poisson, poissonMass } from '../special/distributions.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { normalCdf } from '../special/normal.ts';
import type { PowerModel } from './power-model.ts';

interface RatePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly rate: number;
  readonly ratio: number;
  readonly margin: number;
  readonly dispersion: number;
  /** Exposure of one block, over which a count varies more than Poisson. */
  readonly block: number;
}

/** Ratio of rates with equal exposure: exact for Poisson counts, normal on the log scale for overdispersed ones. */
export function ratePower(plan: RatePlan): PowerModel {
  const { alpha, perDay, rate, ratio, margin, dispersion, block } = plan;
  const shared = { unit: 'units of exposure', perDay, step: perDay };
  if (dispersion === 0)
    return {
      ...shared,
      method: 'exact power of the conditional test',
      powerAt: (exposure) => exactRatePower(rate * ratio * exposure, rate * exposure, margin, alpha),
      simulate(exposure, random) {
        const count = (mean: number) => ({ events: poissonDraw(random, mean), exposure });
        return rateRatioExact(count(rate * ratio * exposure), count(rate * exposure), { alpha }).upper < margin;
      },
    };
  const z = -normalQuantile(alpha);
  return {
    ...shared,
    method: 'normal approximation on the log scale, negative binomial counts',
    powerAt(exposure) {
      const blocks = exposure / block;
      const variance = 1 / (rate * ratio * exposure) + 1 / (rate * exposure) + (2 * dispersion) / blocks;
      const distance = Math.log(margin / ratio);
      // A t bound is as wide as a normal one with a few blocks less.
      const less = Math.max(0, 1 - (z * z) / (4 * blocks));
      return distance <= 0 ? 0 : normalCdf(distance * Math.sqrt(less / variance) - z);
    },
    simulate(exposure, random) {
      const arm = (mean: number) =>
        Array.from({ length: Math.round(exposure / block) }, () => ({
          events: poissonDraw(random, mean * block * dispersion * gammaDraw(random, 1 / dispersion)),
          exposure: block,
        }));
      return negativeBinomialRatio(arm(rate * ratio), arm(rate), { alpha }).upper < margin;
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

interface SharePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly share: number;
  readonly level: number;
}

/** A share against a level: exact, least over the next n because it falls and rises with whole numbers. */
export function sharePower({ alpha, perDay, share, level }: SharePlan): PowerModel {
  return {
    unit: 'independent intervals',
    perDay,
    step: 1,
    method: 'exact binomial power of Clopper–Pearson',
    powerAt(n) {
      let most = binomialQuantile(n, 1 - level, alpha);
      if (binomial(n, 1 - level, most).lower > alpha) most -= 1;
      return most < 0 ? 0 : binomial(n, 1 - share, most).lower;
    },
    simulate: (n, random) =>
      clopperPearson({ successes: n - binomialDraw(random, n, 1 - share), trials: n }, alpha).lower > level,
  };
}

interface DifferencePlan {
  readonly alpha: number;
  readonly perDay: number;
  readonly candidate: number;
  readonly incumbent: number;
  readonly margin: number;
  readonly better: 'lower' | 'higher';
}

/** A difference of shares: normal, unpooled variance. */
export function differencePower(plan: DifferencePlan): PowerModel {
  const { alpha, perDay, candidate, incumbent, margin, better } = plan;
  const distance = (candidate - incumbent - margin) * (better === 'lower' ? -1 : 1);
  const variance = candidate * (1 - candidate) + incumbent * (1 - incumbent);
  const arm = (n: number, share: number, random: Random) => ({ successes: binomialDraw(random, n, share), trials: n });
  return {
    unit: 'independent intervals',
    perDay,
    step: 1,
    method: 'normal approximation, unpooled variance',
    powerAt: (n) => (distance <= 0 ? 0 : normalCdf(distance * Math.sqrt(n / variance) + normalQuantile(alpha))),
    simulate(n, random) {
      const { lower, upper } = shareDifference(arm(n, candidate, random), arm(n, incumbent, random), { alpha });
      return better === 'lower' ? upper < margin : lower > margin;
    },
  };
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
    unit: 'units of exposure',
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
