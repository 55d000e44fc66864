import type { TrialEndpoint, TrialProtocol } from '@underpin/model';
import { failureEvidence } from '../sequential/failure-evidence.ts';
import { evidenceAbove } from '../sequential/always-valid.ts';
import type { Admitted } from './1-admit.ts';
import { effectiveShare } from '../estimators/effective-share.ts';
import { countsOf, differencesOf, scaled, totalOf } from './units.ts';

/**
 * Evidence (an e-value) that the candidate is worse than the margin; it may be looked at after every value. Null where the
 * estimator has none: a quantile ratio, a difference of shares, parallel arms without blocks.
 *
 * Shifts count on which side of the margin each difference falls (holds for any distribution); incidents are split
 * between the arms by exposure; shares and failures are held against the level.
 */
export function harmEvidence(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
): number | null {
  const { margin, better, estimator } = endpoint;
  switch (estimator) {
    case 'shift': {
      const units = differencesOf(protocol, endpoint, rows);
      if (units === null) return null;
      const limit = scaled(endpoint, margin.value);
      const worse = units.filter(({ difference }) =>
        better === 'lower' ? difference > limit : difference < limit,
      ).length;
      const equal = units.filter(({ difference }) => difference === limit).length;
      return evidenceAbove(worse, units.length - worse - equal, 0.5, [1, 1]);
    }
    case 'rate ratio': {
      const [candidate, incumbent] = [
        totalOf(countsOf(protocol, rows, true)),
        totalOf(countsOf(protocol, rows, false)),
      ];
      if (candidate.exposure === 0 || incumbent.exposure === 0) return 1;
      const part = margin.value * candidate.exposure;
      const share = part / (part + incumbent.exposure);
      return evidenceAbove(candidate.events, incumbent.events, share, [10 * share, 10 * (1 - share)]);
    }
    case 'share': {
      const { successes, trials } = effectiveShare(countsOf(protocol, rows, true));
      const down = 1 - margin.value;
      return evidenceAbove(trials - successes, successes, down, [1, Math.max(1, 1 / down - 1)]);
    }
    case 'mtbf': {
      const { events, exposure } = totalOf(countsOf(protocol, rows, true));
      return failureEvidence(events, exposure, 1 / margin.value);
    }
    case 'quantile ratio':
    case 'share difference':
      return null;
  }
}
