import { dateOfDay, dayNumber } from '@underpin/model';
import type { TrialEndpoint, TrialObservations, TrialProtocol } from '@underpin/model';
import { medianBounds, mtbfBounds, rateRatioBounds, shareBounds } from '../sequential/bounds.ts';
import type { SequenceBounds } from '../sequential/bounds.ts';
import { admit } from '../verdict/1-admit.ts';
import type { Admitted } from '../verdict/1-admit.ts';
import { harmEvidence } from '../verdict/4-harm.ts';
import { effectiveShare } from '../estimators/effective-share.ts';
import { shown } from '../verdict/sentence.ts';
import { countsOf, differencesOf, totalOf } from '../verdict/units.ts';
import { sampleQuantile } from '../estimators/sample-quantile.ts';

/** How an endpoint stood at the end of one day. */
export interface MonitoredDay {
  readonly day: string;
  readonly estimate: number;
  /** Bounds that hold on all days at once, each of one-sided level harmAlpha / number of questions. */
  readonly lower: number;
  readonly upper: number;
  /** Evidence of harm, an e-value. */
  readonly harm: number;
}

export interface MonitoredEndpoint {
  readonly endpoint: string;
  readonly workload: string | null;
  readonly margin: number;
  readonly better: 'lower' | 'higher';
  readonly harmLimit: number | null;
  /** Empty where the estimator has no sequence. */
  readonly days: readonly MonitoredDay[];
  /** First day on which the evidence of harm reached its limit, or null. */
  readonly harmOn: string | null;
  readonly sentence: string;
}

/**
 * How a running trial stands: for each endpoint and workload the confidence sequence of each day against the margin, and the
 * day on which it must be stopped for harm. It may be looked at as often as one likes; nothing here accepts.
 *
 * @example
 * monitorTrial(protocol, { observations, sealedOn: '2026-01-12', asOf: '2026-02-01' }).some(({ harmOn }) => harmOn !== null)
 */
export function monitorTrial(
  protocol: TrialProtocol,
  data: {
    readonly observations: readonly TrialObservations[];
    readonly sealedOn: string;
    readonly asOf: string;
  },
): readonly MonitoredEndpoint[] {
  const questions = protocol.endpoints.flatMap((endpoint) =>
    (endpoint.scope === 'pooled' ? [null] : protocol.workloads).map((workload) => ({ endpoint, workload })),
  );
  const { harmAlpha } = protocol.monitoring;
  const level = (harmAlpha ?? protocol.alpha) / questions.length;
  const last = dayNumber(data.asOf) ?? -Infinity;
  const admitted = new Map(
    protocol.endpoints.map((endpoint) => [
      endpoint,
      data.observations
        .filter((one) => one.endpoint === endpoint.id && one.unit === endpoint.unit)
        .flatMap((one) => admit(protocol, endpoint, one, data.sealedOn).rows)
        .filter(({ day }) => day <= last)
        .toSorted((a, b) => a.day - b.day),
    ]),
  );
  return questions.map(({ endpoint, workload }) => {
    const rows = (admitted.get(endpoint) ?? []).filter((row) => workload === null || row.workload === workload.id);
    const days = followed(protocol, endpoint, rows, level);
    const harmLimit = harmAlpha === null ? null : questions.length / harmAlpha;
    const harmOn = harmLimit === null ? null : (days.find(({ harm }) => harm >= harmLimit)?.day ?? null);
    const name = `${endpoint.name}${workload === null ? '' : ` on "${workload.name}"`}`;
    return {
      endpoint: endpoint.id,
      workload: workload?.id ?? null,
      margin: endpoint.margin.value,
      better: endpoint.better,
      harmLimit,
      days,
      harmOn,
      sentence: told(endpoint, name, days.at(-1), harmOn),
    };
  });
}

function told(endpoint: TrialEndpoint, name: string, last: MonitoredDay | undefined, harmOn: string | null): string {
  const { margin, better } = endpoint;
  if (last === undefined)
    return `${name}: nothing can be followed yet${endpoint.estimator === 'quantile ratio' || endpoint.estimator === 'share difference' ? `, since "${endpoint.estimator}" has no confidence sequence` : ''}.`;
  const figures = `${shown(last.estimate)} (${shown(last.lower)} to ${shown(last.upper)} on all days at once), the margin is ${shown(margin.value)}`;
  if (harmOn !== null) return `${name}: ${figures}; the trial must be stopped for harm since ${harmOn}.`;
  const inside = better === 'lower' ? last.upper < margin.value : last.lower > margin.value;
  return `${name}: ${figures}; ${inside ? 'inside the margin so far' : 'neither inside nor beyond the margin so far'}.`;
}

function followed(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  level: number,
): readonly MonitoredDay[] {
  const ends = [...new Set(rows.map(({ day }) => day))];
  const days: MonitoredDay[] = [];
  let [lower, upper] = [-Infinity, Infinity];
  let seen = 0;
  for (const day of ends) {
    while (seen < rows.length && (rows[seen] as Admitted).day <= day) seen += 1;
    const now = rows.slice(0, seen);
    const harm = harmEvidence(protocol, endpoint, now);
    const bounds = harm === null ? null : boundsOf(protocol, endpoint, now, level);
    if (bounds === null || harm === null) return [];
    lower = Math.max(lower, bounds.lower);
    upper = Math.min(upper, bounds.upper);
    days.push({ day: dateOfDay(day), estimate: bounds.estimate, lower, upper, harm });
  }
  return days;
}

function boundsOf(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  level: number,
): (SequenceBounds & { readonly estimate: number }) | null {
  switch (endpoint.estimator) {
    case 'shift': {
      const units = differencesOf(protocol, endpoint, rows);
      if (units === null) return null;
      const sorted = units.map(({ difference }) => difference).toSorted((a, b) => a - b);
      const bounds = medianBounds(sorted, level);
      const back = (value: number): number => (endpoint.margin.kind === 'ratio' ? Math.exp(value) : value);
      return { estimate: back(sampleQuantile(sorted, 0.5)), lower: back(bounds.lower), upper: back(bounds.upper) };
    }
    case 'rate ratio': {
      const [candidate, incumbent] = [
        totalOf(countsOf(protocol, rows, true)),
        totalOf(countsOf(protocol, rows, false)),
      ];
      const estimate = candidate.events / candidate.exposure / (incumbent.events / incumbent.exposure);
      return { estimate, ...rateRatioBounds(candidate, incumbent, level) };
    }
    case 'share': {
      const { successes, trials } = effectiveShare(countsOf(protocol, rows, true));
      return { estimate: successes / trials, ...shareBounds(successes, trials - successes, level) };
    }
    case 'mtbf': {
      const { events, exposure } = totalOf(countsOf(protocol, rows, true));
      return { estimate: exposure / events, ...mtbfBounds(events, exposure, level) };
    }
    case 'quantile ratio':
    case 'share difference':
      return null;
  }
}
