import { type SectorTableId, sectorTableSchema } from '@underpin/contract';
import type { Origins, TextColumn } from '@underpin/model';

export const sectorTableNames = sectorTableSchema.options;
export type SectorTableName = SectorTableId;

/** One column over the rows of a table. What nobody stated is -1, NaN or `noDay`, never a zero. */
export type SectorColumn =
  | {
      readonly id: string;
      readonly kind: 'text';
      readonly cells: TextColumn;
      /** The table whose rows the codes are, where the column is a reference. */
      readonly refersTo?: SectorTableName;
    }
  | {
      readonly id: string;
      readonly kind: 'number';
      readonly cells: Float64Array | Int32Array;
      /** Column that holds the unit of each cell. */
      readonly unitColumn?: string;
    }
  | { readonly id: string; readonly kind: 'date'; readonly cells: Int32Array };

/** A table of the sector for people: columns by id, and a key for each row that holds as long as the row is submitted. */
export interface SectorTable {
  readonly name: SectorTableName;
  readonly rowCount: number;
  readonly columns: readonly SectorColumn[];
  readonly keys: readonly string[];
  /** Row of a key. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Column that names a row for people. */
  readonly title: string;
  readonly origins: Origins | null;
}
