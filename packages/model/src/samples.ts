import type { Finding } from './finding.ts';

/** Where samples belong: one arm and workload, one metric, one measuring place. */
export interface SampleSeries {
  readonly arm: 'candidate' | 'incumbent';
  /** Id of a workload of the protocol. */
  readonly workload: string;
  readonly metric: string;
  /** As the source states it; null where it states none. */
  readonly unit: string | null;
  /** Such as a host; '' where the source tells none. */
  readonly instance: string;
  /** Upper bound of a histogram's bucket (Infinity of the last), null elsewhere. */
  readonly bound: number | null;
}

/** Samples in columns of the same length. */
export interface SampleBatch {
  readonly count: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: Float64Array;
  readonly value: Float64Array;
  /** Index into the series of the source; -1 for a sample that cannot be used and was told in a finding. */
  readonly series: Int32Array;
  /** Units of exposure or number of trials that a value stands for, NaN where not given; null when the source gives none at all. */
  readonly exposure: Float64Array | null;
}

/** Samples as a source gives them. `series` and `findings` grow while the batches are read. */
export interface SampleSource {
  /** File or address, for findings. */
  readonly name: string;
  readonly series: readonly SampleSeries[];
  readonly findings: readonly Finding[];
  batches(): AsyncIterable<SampleBatch>;
}
