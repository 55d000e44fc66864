import type { IsoDate } from '@underpin/model';

/** What every worker is told at its start. */
export interface BulkSettings {
  readonly out: string;
  readonly version: string;
  /** Findings told one by one per rule, file and column. */
  readonly limit: number;
  /** Paths of rule files and GLEIF files; each worker reads them once. */
  readonly national: readonly string[];
  readonly gleif: readonly string[];
}

/** One package to be checked; `known` is the hash of the bytes that its last report was made from. */
export interface BulkTask {
  readonly id: number;
  readonly path: string;
  readonly today: IsoDate;
  readonly known: string | null;
}

/** A rule that found something in one package. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: string;
  readonly findings: number;
  readonly example: string;
}

/** What remains in memory of one checked package; its findings are in its report. */
export interface PackageResult {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly rejected: boolean;
  readonly entity: string | null;
  readonly referenceDate: IsoDate | null;
  readonly rows: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: readonly RuleCount[];
  readonly report: string;
}

/** A worker's answer: the result, "unchanged" when the bytes are those of the last report, or why it could not be checked. */
export type BulkAnswer =
  | { readonly id: number; readonly kind: 'checked'; readonly result: PackageResult }
  | { readonly id: number; readonly kind: 'unchanged' }
  | { readonly id: number; readonly kind: 'failed'; readonly problem: string };
