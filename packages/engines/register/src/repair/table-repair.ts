import type { ProfileColumn } from '@underpin/model';
import { cell } from '@underpin/model';
import { rowKey } from '../checks/row-key.ts';
import type { Draft, Repair, RepairEdit, RepairTable } from './proposal.ts';

/** A repair that looks at one table at a time; `code` limits it to one table. */
export function tableRepair(propose: (subject: RepairTable) => readonly Draft[], code?: string): Repair {
  return {
    propose: (pkg, profile) =>
      profile.tables.flatMap((described) => {
        const table = pkg.tables.get(described.code);
        if (table === undefined || (code !== undefined && described.code !== code)) return [];
        return propose({ pkg, profile, described, table });
      }),
  };
}

/** The change of one cell. */
export function cellEdit({ described, table }: RepairTable, row: number, column: string, to: string): RepairEdit {
  return {
    kind: 'cell',
    table: described.code,
    row,
    line: table.lines[row] ?? row + 2,
    key: rowKey(described, table, row).key ?? '',
    column,
    from: cell(table, column, row),
    to,
  };
}

/** Rows of a column by distinct value, only for values that `wanted` takes. */
export function rowsByValue(
  { table }: RepairTable,
  column: ProfileColumn,
  wanted: (value: string) => boolean,
): Map<string, number[]> {
  const found = table.columns.get(column.code);
  const rows = new Map<string, number[]>();
  if (found === undefined) return rows;
  const lists = found.values.map((value) => {
    if (!wanted(value)) return null;
    const list: number[] = [];
    rows.set(value, list);
    return list;
  });
  for (let row = 0; row < table.rowCount; row += 1) lists[found.codes[row] ?? -1]?.push(row);
  for (const [value, list] of rows) if (list.length === 0) rows.delete(value);
  return rows;
}
