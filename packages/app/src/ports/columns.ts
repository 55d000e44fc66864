import type { Table } from '@underpin/model';

/** One table of one submission as it is kept: a column file named by the hash of its content. */
export interface StoredTable {
  readonly submission: string;
  readonly table: string;
  /** Path of the table inside the submission. */
  readonly file: string;
  readonly rows: number;
  /** SHA-256 of the column file; null when the table has no rows. */
  readonly hash: string | null;
}

/** Rows of one table from many submissions: `part[row]` indexes the parts that were asked for. */
export interface BulkTable {
  readonly table: Table;
  readonly part: Int32Array;
}

/** Bulk rows, immutable, one column file per submission and table. */
export interface Columns {
  /** Writes a table under its content hash; the file is whole or absent. */
  write(table: Table): Promise<{ readonly hash: string | null; readonly rows: number }>;
  /** Reads the same table of many submissions in one query. Rows keep the order of the parts and of their lines. */
  read(parts: readonly StoredTable[]): Promise<BulkTable>;
  /** Removes column files that no record names (left by a process that died), and tells how many. */
  sweep(keep: ReadonlySet<string>): Promise<number>;
  close(): Promise<void>;
}
