import type { TrialEndpoint } from '@underpin/model';
import type { Analysis } from './3-analyse.ts';

/** A figure as a sentence shows it: four digits, none of them behind a whole thousand. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (!Number.isFinite(value)) return value > 0 ? 'unbounded' : 'unbounded below';
  if (Math.abs(value) >= 1000) return value.toFixed(0);
  return String(Number(value.toPrecision(4)));
}

/** What an endpoint says, in one plain sentence. */
export function sentence(
  endpoint: TrialEndpoint,
  workload: string | null,
  analysis: Analysis,
  outcome: 'met' | 'worse' | 'undecided',
): string {
  const { margin, estimator, quantile, unit } = endpoint;
  const figure =
    margin.kind === 'level'
      ? estimator === 'mtbf'
        ? 'mean time between failures of the candidate'
        : 'share of the candidate'
      : `candidate ${margin.kind === 'ratio' ? '/' : '-'} incumbent${estimator === 'quantile ratio' ? ` at the ${shown((quantile ?? 0) * 100)} % quantile` : ''}`;
  const suffix = margin.kind === 'ratio' || estimator === 'share' || estimator === 'share difference' ? '' : ` ${unit}`;
  const where = workload === null ? '' : ` on "${workload}"`;
  const said = {
    met: 'the whole interval is inside the margin',
    worse: 'the whole interval is beyond the margin',
    undecided: 'the interval reaches over the margin, so neither is shown',
  }[outcome];
  return `${endpoint.name}${where}: ${figure} is ${shown(analysis.estimate)} (${shown(analysis.lower)} to ${shown(analysis.upper)})${suffix}, the margin is ${shown(margin.value)}; ${said}.`;
}
