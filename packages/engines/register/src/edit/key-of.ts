import type { ProfileTable, Table } from '@underpin/model';
import { cell } from '@underpin/model';

/** What tells a row apart from the others of its table: its primary key, or its place in a table without one. */
export function keyOf(described: ProfileTable, table: Table, row: number): string {
  if (described.primaryKey.length === 0) return String(row);
  return JSON.stringify(described.primaryKey.map((column) => cell(table, column, row)));
}
