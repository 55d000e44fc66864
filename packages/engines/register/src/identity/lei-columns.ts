/** Columns of a DORA register that define an entity by a code: the LEIs there, and who the row is. */
export interface LeiColumn {
  readonly table: string;
  readonly column: string;
  /** Column with the type of the code; without one every code is an LEI. */
  readonly type?: string;
}

/** An LEI that is looked at once where it is defined need not be told again wherever it is referred to. */
export const leiColumns: readonly LeiColumn[] = [
  { table: 'B_01.01', column: 'c0010' },
  { table: 'B_01.02', column: 'c0010' },
  { table: 'B_05.01', column: 'c0010', type: 'c0020' },
  { table: 'B_05.01', column: 'c0030', type: 'c0040' },
];

export const leiType = 'eba_qCO:qx2000';
