import type { IsoDate, Submission, Table } from '@underpin/model';

/** Rows of one table code, from one submission or from many: `submission[row]` indexes {@link AssemblyInput.submissions}. */
export interface AssemblyPart {
  readonly table: Table;
  readonly submission: Int32Array;
}

/** What a sector is made of: the submissions that count as of a date, and their rows by table code. */
export interface AssemblyInput {
  readonly asOf: IsoDate;
  readonly submissions: readonly Submission[];
  readonly tables: ReadonlyMap<string, readonly AssemblyPart[]>;
}
