import type { Finding, IsoDate, Submission, Table } from '@underpin/model';
import type { StoredTable } from './columns.ts';

/** What is kept of one submission, written together or not at all. */
export interface NewSubmission {
  readonly submission: Omit<Submission, 'supersedes' | 'supersededBy'>;
  /** The bytes as received, kept unchanged. */
  readonly content: Uint8Array;
  readonly tables: readonly Table[];
  readonly findings: readonly Finding[];
}

export interface SubmissionQuery {
  readonly entity?: string;
  readonly format?: Submission['format'];
  readonly limit?: number;
  readonly offset?: number;
}

/** Submissions: immutable, versioned by reference date, superseding kept. */
export interface SubmissionStore {
  /** Adds a submission whole. The same bytes again change nothing and answer with what is there (`added: false`). */
  add(submission: NewSubmission): Promise<{ readonly submission: Submission; readonly added: boolean }>;
  get(id: string): Promise<Submission | null>;
  list(query?: SubmissionQuery): Promise<readonly Submission[]>;
  /** Per entity and format the submission with the latest reference date on or before `asOf`, neither superseded nor rejected. */
  current(asOf: IsoDate): Promise<readonly Submission[]>;
  tables(submissions: readonly string[]): Promise<readonly StoredTable[]>;
  findings(submission: string): Promise<readonly Finding[]>;
  content(submission: string): Promise<Uint8Array>;
}
