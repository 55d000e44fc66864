import type { TrialCoverage } from '../gates/trial-coverage.ts';

/** What is replaced, with the option that was chosen for it. */
export interface Replacement {
  /** INSTITUTION/ASSET. */
  readonly id: string;
  readonly institution: string;
  readonly name: string;
  readonly site: string;
  /** What a day of reliance on it weighs. */
  readonly weight: number;
  readonly criticalFunctions: number;
  readonly candidate: string;
  readonly maker: string;
  readonly servers: number;
  /** Whole units of currency that are committed when it starts. */
  readonly committed: number;
  readonly leadDays: number;
  readonly coverage: TrialCoverage;
  /** Groups in which only so many may be under replacement at a time, so that what stands on them keeps running. */
  readonly groups: readonly { readonly id: string; readonly name: string; readonly capacity: number }[];
}
