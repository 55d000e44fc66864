import type { Result } from '@underpin/model';

export interface FileColumn {
  readonly name: string;
  /** A moment has a zone, a local time has none. */
  readonly kind: 'text' | 'number' | 'moment' | 'local time' | 'other';
}

/** Rows of a scan, in columns; `group` indexes the groups of the scan. */
export interface ScanBatch {
  readonly count: number;
  /** Milliseconds since 1970 (as if UTC for local times), or the number as it stands; NaN where empty. */
  readonly time: Float64Array;
  readonly group: Int32Array;
  readonly values: readonly Float64Array[];
}

export interface Scan {
  /** Distinct texts of the columns that were grouped by, '' where empty. */
  readonly groups: readonly (readonly string[])[];
  batches(): AsyncIterable<ScanBatch>;
}

/** A file of columns (Parquet) that is read in pieces, in the order of its rows. */
export interface ColumnarFile {
  readonly columns: readonly FileColumn[];
  readonly rows: number;
  scan(ask: {
    readonly time: string;
    readonly values: readonly string[];
    readonly groupBy: readonly string[];
  }): Promise<Scan>;
  close(): void;
}

/** Opens a file for scans; refused when it is not one. */
export type OpenColumnarFile = (path: string) => Promise<Result<ColumnarFile>>;
