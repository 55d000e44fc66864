import type { Finding, TrialProtocol } from '@underpin/model';

/** What a report says of one endpoint on one workload, or on all pooled. */
export interface TrialReportEndpoint {
  readonly endpoint: string;
  readonly workload: string | null;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly margin: number;
  readonly alpha: number;
  readonly p: number;
  readonly n: readonly [candidate: number, incumbent: number];
  readonly unit: string;
  readonly method: string;
  readonly outcome: 'met' | 'worse' | 'undecided';
  readonly sentence: string;
  readonly lacks: readonly string[];
}

/** All that a printed trial says. */
export interface TrialReport {
  readonly protocol: TrialProtocol;
  readonly protocolSha256: string;
  readonly verdict: string;
  readonly because: readonly string[];
  readonly endpoints: readonly TrialReportEndpoint[];
  readonly changes: readonly { readonly endpoint: string; readonly day: string; readonly p: number }[];
  readonly seal: {
    readonly firstSealed: string;
    readonly since: string;
    readonly unchanged: boolean;
    readonly signedBy: readonly string[];
    readonly amendments: readonly {
      readonly at: string;
      readonly changes: readonly string[];
      readonly restarts: boolean;
    }[];
  } | null;
  readonly data: {
    readonly samples: number;
    readonly used: number;
    readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  };
  readonly findings: readonly Finding[];
  readonly assessedOn: string;
  /** Version of Underpin. */
  readonly version: string;
}
