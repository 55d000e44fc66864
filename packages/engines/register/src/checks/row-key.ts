import type { ProfileTable, Table } from '@underpin/model';
import { cell } from '@underpin/model';

/** The business key of a row as told in findings, such as `c0010=A-1, c0020=…`; nothing when the table has no key. */
export function rowKey(described: ProfileTable, table: Table, row: number): { readonly key?: string } {
  if (described.primaryKey.length === 0) return {};
  return { key: described.primaryKey.map((code) => `${code}=${cell(table, code, row)}`).join(', ') };
}

/** Line and business key of a row. */
export function rowPlace(
  described: ProfileTable,
  table: Table,
  row: number,
): { readonly line: number; readonly key?: string } {
  return { line: table.lines[row] ?? 1, ...rowKey(described, table, row) };
}
