import type { TrialEndpoint } from '@underpin/model';

type Estimator = TrialEndpoint['estimator'];

/** Which margins an estimator can be held against, and whether it compares two arms. */
export const estimatorForm: Readonly<
  Record<Estimator, { readonly margins: readonly TrialEndpoint['margin']['kind'][]; readonly arms: 1 | 2 }>
> = {
  shift: { margins: ['ratio', 'difference'], arms: 2 },
  'quantile ratio': { margins: ['ratio'], arms: 2 },
  'rate ratio': { margins: ['ratio'], arms: 2 },
  share: { margins: ['level'], arms: 1 },
  'share difference': { margins: ['difference'], arms: 2 },
  mtbf: { margins: ['level'], arms: 1 },
};

/** Estimators that fit a kind of endpoint. */
export const estimatorsOfKind: Readonly<Record<TrialEndpoint['kind'], readonly Estimator[]>> = {
  latency: ['shift', 'quantile ratio'],
  'batch time': ['shift', 'quantile ratio'],
  throughput: ['shift', 'quantile ratio'],
  energy: ['shift'],
  cost: ['shift'],
  incidents: ['rate ratio', 'mtbf'],
  availability: ['share', 'share difference', 'mtbf'],
};

/** Margin at which nothing may be lost: 1 of a ratio, 0 of a difference; a level has none. */
export function neutral(endpoint: TrialEndpoint): number | null {
  return { ratio: 1, difference: 0, level: null }[endpoint.margin.kind];
}
