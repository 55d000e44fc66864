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

/** A submission whose files are written; it does not exist until it is kept. */
export interface PreparedSubmission {
  readonly submission: NewSubmission['submission'];
  readonly tables: readonly Omit<StoredTable, 'submission'>[];
  readonly findings: { readonly hash: string | null; readonly rows: number };
  /** What it is expected to supersede; whatever is there when undefined. */
  readonly supersedes?: string | null;
}

export interface KeptSubmission {
  readonly submission: Submission;
  /** False when the same bytes were there before. */
  readonly added: boolean;
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
  add(submission: NewSubmission): Promise<KeptSubmission>;
  /** Writes the files of a submission, so that many can be kept together without holding them all in memory. */
  prepare(submission: NewSubmission): Promise<PreparedSubmission>;
  /** Makes prepared submissions exist, all or none. Null, and nothing is kept, when one would supersede another than it expects. */
  keep(prepared: readonly PreparedSubmission[]): Promise<readonly KeptSubmission[] | null>;
  get(id: string): Promise<Submission | null>;
  list(query?: SubmissionQuery): Promise<readonly Submission[]>;
  /** Per entity and format the submission with the latest reference date on or before `asOf`, neither superseded nor rejected. */
  current(asOf: IsoDate): Promise<readonly Submission[]>;
  tables(submissions: readonly string[]): Promise<readonly StoredTable[]>;
  findings(submission: string): Promise<readonly Finding[]>;
  /** Findings of many submissions, read together. */
  allFindings(submissions: readonly string[]): Promise<ReadonlyMap<string, readonly Finding[]>>;
  content(submission: string): Promise<Uint8Array>;
}
