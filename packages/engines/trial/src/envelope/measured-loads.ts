import { dateOfDay, textAt, trialArm } from '@underpin/model';
import type { TrialObservations, TrialProtocol } from '@underpin/model';
import { daysOf } from '../protocol/planned-days.ts';
import { sustainedPeak } from './sustained-peak.ts';

/** The highest load of a workload that the candidate held for an hour, as a throughput endpoint measured it. */
export interface MeasuredLoad {
  readonly endpoint: string;
  readonly workload: string;
  readonly value: number;
  readonly unit: string;
  /** Days on which the load was measured. */
  readonly from: string;
  readonly to: string;
}

/**
 * What a trial's own measurements say of the load that the candidate bore: of each throughput endpoint and workload the greatest
 * load held for an hour (at least one interval) within the period. Several values of an interval count as their least. Sizes,
 * mixes and concurrency are in no measurement that a protocol declares; they stay stated.
 */
export function measuredLoads(
  protocol: TrialProtocol,
  observations: readonly TrialObservations[],
): readonly MeasuredLoad[] {
  const { period, measurement, endpoints, workloads } = protocol;
  const perDay = 1440 / measurement.intervalMinutes;
  const hour = Math.max(1, Math.ceil(60 / measurement.intervalMinutes));
  const days = new Set(daysOf(period));
  const [first = 0] = days;
  return endpoints
    .filter(({ kind }) => kind === 'throughput')
    .flatMap(({ id, unit }) => {
      const own = observations.filter((one) => one.endpoint === id && one.unit === unit);
      return workloads.flatMap((workload): readonly MeasuredLoad[] => {
        const loads = new Float64Array(Math.ceil(days.size * perDay)).fill(Number.NaN);
        let [from, to] = [Infinity, -Infinity];
        for (const { count, day, interval, arm, workload: of, value } of own)
          for (let at = 0; at < count; at += 1) {
            const [on, load] = [day[at] as number, value[at] as number];
            if (arm[at] !== trialArm.candidate || !days.has(on) || Number.isNaN(load) || textAt(of, at) !== workload.id)
              continue;
            const place = (on - first) * perDay + (interval[at] as number);
            const before = loads[place] as number;
            loads[place] = Number.isNaN(before) ? load : Math.min(before, load);
            [from, to] = [Math.min(from, on), Math.max(to, on)];
          }
        const peak = sustainedPeak(loads, hour);
        return peak === null
          ? []
          : [{ endpoint: id, workload: workload.id, value: peak, unit, from: dateOfDay(from), to: dateOfDay(to) }];
      });
    });
}
