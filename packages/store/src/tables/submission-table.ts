/** One table of a submission: which column file holds its rows. */
export interface SubmissionTableTable {
  readonly submission: string;
  readonly position: number;
  readonly name: string;
  readonly file: string;
  readonly rows: number;
  /** Null when the table has no rows. */
  readonly hash: string | null;
}
