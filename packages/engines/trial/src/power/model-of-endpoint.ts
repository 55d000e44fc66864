import { ok, refused } from '@underpin/model';
import type { Result, TrialEndpoint, TrialProtocol } from '@underpin/model';
import { lookLevels } from '../protocol/look-levels.ts';
import type { Say, TrialWord } from '../words/trial-words.ts';
import { differencePower, mtbfPower, ratePower, sharePower } from './count-power.ts';
import type { PowerModel } from './power-model.ts';
import { quantilePower, shiftPower } from './shift-power.ts';

/** Level at which an endpoint is decided at the end of the trial. */
export function finalAlpha(protocol: TrialProtocol): number {
  const { alpha, multiplicity, endpoints, workloads } = protocol;
  const questions = endpoints.reduce((sum, { scope }) => sum + (scope === 'pooled' ? 1 : workloads.length), 0);
  const last = lookLevels(protocol).at(-1) ?? alpha;
  return multiplicity === 'all must pass' ? last : last / questions;
}

/** The power of an endpoint from the protocol's assumptions; refused when one that it needs is not stated. */
export function modelOfEndpoint(protocol: TrialProtocol, endpoint: TrialEndpoint, say: Say): Result<PowerModel> {
  const { estimator, margin, better, assumption, quantile } = endpoint;
  const alpha = finalAlpha(protocol);
  const { name } = endpoint;
  const needs = (code: TrialWord): Result<never> => refused(say(code, { name }));
  const blocked = protocol.blocks !== 'none';
  const perDay = estimator === 'shift' && blocked ? (protocol.blocks === 'week' ? 1 / 7 : 1) : assumption.perDay;
  if (perDay === undefined) return needs('plan.per-day');
  const block = blocked ? perDay * (protocol.blocks === 'week' ? 7 : 1) : null;
  const truth = assumption.effect ?? (margin.kind === 'ratio' ? 1 : 0);
  const gap = margin.kind === 'ratio' ? Math.log(margin.value / truth) : margin.value - truth;
  const distance = better === 'lower' ? gap : -gap;
  if (margin.kind !== 'level' && estimator !== 'share difference' && distance <= 0)
    return refused(say('plan.effect', { name, effect: truth, margin: margin.value }));
  switch (estimator) {
    case 'shift':
    case 'quantile ratio': {
      const { spread } = assumption;
      if (spread === undefined) return needs('plan.spread');
      const plan = { alpha, spread, distance, perDay, block };
      if (estimator === 'shift') return ok(shiftPower(protocol, plan));
      return quantile === undefined ? needs('plan.quantile') : ok(quantilePower({ ...endpoint, quantile }, plan));
    }
    case 'rate ratio': {
      const { rate, dispersion = 0 } = assumption;
      if (rate === undefined) return needs('plan.rate');
      return ok(ratePower({ alpha, perDay, rate, ratio: truth, margin: margin.value, dispersion, block }));
    }
    case 'share': {
      const { share } = assumption;
      if (share === undefined || share <= margin.value) return needs('plan.share');
      return ok(sharePower({ alpha, perDay, share, level: margin.value, block }));
    }
    case 'share difference': {
      const { share: candidate, incumbentShare: incumbent } = assumption;
      if (candidate === undefined || incumbent === undefined) return needs('plan.shares');
      const room = (candidate - incumbent - margin.value) * (better === 'lower' ? -1 : 1);
      if (room <= 0)
        return refused(
          say('plan.difference', {
            name,
            difference: Number((candidate - incumbent).toPrecision(6)),
            margin: margin.value,
          }),
        );
      return ok(differencePower({ alpha, perDay, candidate, incumbent, margin: margin.value, better, block }));
    }
    case 'mtbf': {
      const { mtbf: true_ } = assumption;
      if (true_ === undefined || true_ <= margin.value) return needs('plan.mtbf');
      return ok(mtbfPower({ alpha, perDay, truth: true_, required: margin.value }));
    }
  }
}
