/** One quantity of a workload, such as its peak load. */
export interface WorkloadFeature {
  readonly value: number;
  readonly unit: string;
}

/** What is known of the size of a workload; a feature that is absent is unobserved. */
export interface WorkloadProfile {
  /** Which workload, and whose. */
  readonly id: string;
  readonly institution: string;
  /** Kind of work, such as "core banking"; only the same kind is compared. */
  readonly kind: string;
  /** Such as peak load, database size, concurrency. */
  readonly features: ReadonlyMap<string, WorkloadFeature>;
  /** Shares of kinds of transaction, summing to one; null where unobserved. */
  readonly mix: ReadonlyMap<string, number> | null;
}
