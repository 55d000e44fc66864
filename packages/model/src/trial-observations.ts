import type { TextColumn } from './table.ts';

/** Codes of `TrialObservations.arm`. */
export const trialArm = { incumbent: 0, candidate: 1 } as const;

/** Measured values of one endpoint, in columns of the same length. */
export interface TrialObservations {
  /** Id of the endpoint in the protocol. */
  readonly endpoint: string;
  readonly unit: string;
  readonly count: number;
  /** Day numbers (days since 1970-01-01). */
  readonly day: Int32Array;
  /** Which interval of the day; pairs share workload, day and interval. */
  readonly interval: Int32Array;
  readonly arm: Uint8Array;
  /** Ids of workloads in the protocol. */
  readonly workload: TextColumn;
  /** The value; of counts the number of events (incidents, failures), of shares the successes (intervals up). NaN where unobserved. */
  readonly value: Float64Array;
  /** Of counts the exposure, of shares the number of intervals; NaN elsewhere. */
  readonly exposure: Float64Array;
  /** How many measurements a value stands for, where a sketch or a histogram gave it; absent: one each. */
  readonly weight?: Float64Array;
  /** Largest relative error of a value, where a sketch or a histogram gave it; the bounds of the verdict are widened by it. */
  readonly relativeError?: number;
}
