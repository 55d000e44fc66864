import type { Finding, RegisterProfile, Table } from '@underpin/model';

/** What becomes of a row: it is new, it changes a row of the same key, it changes nothing, or it is left out. */
export const rowOutcomes = ['create', 'update', 'skip', 'fail'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** One cell that an update changes. */
export interface CellChange {
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

/** One incoming row and what becomes of it. */
export interface RowPlan {
  readonly outcome: RowOutcome;
  /** Row of the incoming table, and its line there. */
  readonly row: number;
  readonly line: number;
  /** Row of the register that has the same key; -1 when there is none. */
  readonly target: number;
  readonly changes: readonly CellChange[];
  /** Why the row fails. */
  readonly problems: readonly Finding[];
}

/** The incoming rows of one table and what becomes of each. */
export interface TablePreview {
  readonly code: string;
  readonly incoming: Table;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  readonly rows: readonly RowPlan[];
  /** What does not concern one row: columns that the table does not have, a key column that is missing. */
  readonly notes: readonly Finding[];
}

/** What an import would do to a register, before it is done. */
export interface UpsertPreview {
  readonly profile: RegisterProfile;
  readonly tables: readonly TablePreview[];
  readonly counts: Readonly<Record<RowOutcome, number>>;
}
