import type { Analysis } from './3-analyse.ts';

export interface EndpointResult extends Analysis {
  readonly endpoint: string;
  /** Id of the workload, or null when all are pooled. */
  readonly workload: string | null;
  readonly margin: number;
  /** Level of each bound. */
  readonly alpha: number;
  readonly outcome: 'met' | 'worse' | 'undecided';
  /** Evidence of harm (an e-value), null where the estimator has none. */
  readonly harm: number | null;
  /** Evidence from which the trial stops, null when no rule is declared. */
  readonly harmLimit: number | null;
  /** Days that the planned power still needs, 0 when the endpoint is met; null when the protocol states no assumptions to tell by. */
  readonly moreDays: number | null;
  /** What the data of this endpoint lack, in sentences. */
  readonly lacks: readonly string[];
  readonly sentence: string;
}
