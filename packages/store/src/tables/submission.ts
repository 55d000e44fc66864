import type { Generated } from 'kysely';

/** One submission as received: never changed, but for the mark that a later one supersedes it. */
export interface SubmissionTable {
  readonly id: string;
  /** Order of arrival. */
  readonly arrival: Generated<number>;
  readonly name: string;
  readonly bytes: number;
  readonly format: 'dora' | 'inventory';
  readonly profile: string;
  readonly entity: string;
  readonly reference_date: string;
  readonly received_at: string;
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
  readonly rejected: boolean;
  /** JSON: number of findings by severity. */
  readonly findings: Readonly<Record<string, number>>;
  /** Column file that holds the findings; null when there are none. */
  readonly findings_hash: string | null;
  readonly findings_rows: number;
}
