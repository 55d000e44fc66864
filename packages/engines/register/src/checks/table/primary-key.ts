import { ebaCheck } from '../check.ts';
import type { TableCheck, TableSubject } from '../check.ts';
import { RowIndex } from '../row-index.ts';
import { rowPlace } from '../row-key.ts';

/** 805: no part of a row's primary key is empty. A key column that the file lacks is told once. */
export const emptyKey: TableCheck = {
  ...ebaCheck('805'),
  check({ described, table, file }, tell) {
    if (table === null || table.rowCount === 0) return;
    for (const column of described.primaryKey) {
      const codes = table.columns.get(column)?.codes;
      const label = described.columns.find((known) => known.code === column)?.label ?? column;
      if (codes === undefined) {
        tell({ file, column }, () => ({
          line: 1,
          expected: 'a value in every row',
          message: `The key column "${label}" is missing, so all ${table.rowCount} rows lack this part of their key. Add the column.`,
        }));
        continue;
      }
      for (let row = 0; row < table.rowCount; row += 1) {
        if ((codes[row] as number) >= 0) continue;
        tell({ file, column }, () => ({
          ...rowPlace(described, table, row),
          expected: 'a value',
          message: `"${label}" is empty, but it is part of the key of ${described.code}. Fill it in.`,
        }));
      }
    }
  },
};

/** 806: no two rows have the same primary key. Rows with an empty part of their key are left to 805. */
export const duplicateKey: TableCheck = {
  ...ebaCheck('806'),
  check(subject, tell) {
    const { described, table, file } = subject;
    const columns = keyColumns(subject);
    if (table === null || columns === null) return;
    const index = new RowIndex(columns, table.rowCount);
    for (let row = 0; row < table.rowCount; row += 1) {
      if (!isWhole(columns, row)) continue;
      const earlier = index.enter(row);
      if (earlier < 0) continue;
      tell({ file }, () => {
        const place = rowPlace(described, table, row);
        return {
          ...place,
          ...(place.key === undefined ? {} : { value: place.key }),
          expected: 'a key of its own',
          message: `This row has the same key as line ${table.lines[earlier] ?? 1}. Delete one, or correct its key.`,
        };
      });
    }
  },
};

function keyColumns({ described, table }: TableSubject): Int32Array[] | null {
  const columns = described.primaryKey.map((column) => table?.columns.get(column)?.codes);
  return columns.length > 0 && columns.every((codes) => codes !== undefined) ? columns : null;
}

function isWhole(columns: readonly Int32Array[], row: number): boolean {
  for (let index = 0; index < columns.length; index += 1) {
    if (((columns[index] as Int32Array)[row] as number) < 0) return false;
  }
  return true;
}
