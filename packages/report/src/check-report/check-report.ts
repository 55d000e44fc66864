import type { Finding, IsoDate } from '@underpin/model';

/** What the checks say of one package, as its report shows it. */
export interface CheckReport {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly profile: string | null;
  readonly entity: string | null;
  readonly referenceDate: IsoDate | null;
  readonly rows: number;
  readonly rejected: boolean;
  /** Findings by severity. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly version: string;
}

export type BulkOutcome = 'accepted' | 'rejected' | 'not checked';

/** One package of a bulk check, without its findings. */
export interface BulkLine {
  readonly name: string;
  readonly path: string;
  readonly outcome: BulkOutcome;
  readonly entity: string | null;
  readonly referenceDate: IsoDate | null;
  readonly rows: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Folder of its report, relative to the summary; null when it could not be checked. */
  readonly report: string | null;
  /** Why it could not be checked. */
  readonly problem: string | null;
}

/** A rule that found something, and in how many packages. */
export interface BulkCause {
  readonly rule: string;
  readonly severity: string;
  readonly packages: number;
  readonly findings: number;
  /** The sentence of one of its findings. */
  readonly example: string;
}

/** A bulk check as a whole. Causes come ranked: those that reject first, then by packages. */
export interface BulkSummary {
  readonly version: string;
  readonly generatedAt: string;
  readonly outcomes: Readonly<Record<BulkOutcome, number>>;
  readonly causes: readonly BulkCause[];
  readonly lines: readonly BulkLine[];
}
