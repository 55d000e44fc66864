import type { IsoDate } from '@underpin/model';
import type { CheckSummary, Coverage, RankingLine } from './review-report.ts';

/** A number on the sector at a glance; null is unobserved. */
export interface OverviewCount {
  readonly label: string;
  readonly value: number | null;
  readonly note?: string;
}

/** That an institution's critical functions stand on a group that is controlled from a country. */
export interface RelianceFlow {
  /** In words; null when control is unobserved. */
  readonly country: string | null;
  readonly group: string;
  readonly institution: string;
  /** Number of critical functions that use the group, counted once each. */
  readonly criticalFunctions: number;
}

/** All that the start page shows of a sector. */
export interface SectorOverview {
  readonly title: string;
  readonly notice: string | null;
  readonly asOf: IsoDate;
  readonly generatedAt: string;
  readonly version: string;
  readonly counts: readonly OverviewCount[];
  readonly coverage: Coverage;
  readonly checks: readonly CheckSummary[];
  /** Number of critical functions in the sector, the denominator of `groups`; null when unobserved. */
  readonly criticalFunctions: number | null;
  /** Groups by critical functions lost if they go, the largest on top. */
  readonly groups: readonly RankingLine[];
  readonly flows: readonly RelianceFlow[];
  readonly reviews: readonly { readonly title: string; readonly href: string; readonly says: string }[];
  readonly commands: readonly { readonly command: string; readonly does: string }[];
}
