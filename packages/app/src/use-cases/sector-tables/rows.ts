import { dateOfDay, ok, type Result } from '@underpin/model';
import type { Study } from '../study.ts';
import { isStated } from './condition.ts';
import { findRows, type RowsAsked } from './find-rows.ts';
import type { SectorColumn, SectorTable, SectorTableName } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

export type Cell = string | number | null;

/** One row for people; `links` hold the keys of the rows that reference cells point at. */
export interface SectorRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly links: Readonly<Record<string, string>>;
}

export interface ColumnTold {
  readonly id: string;
  readonly kind: SectorColumn['kind'];
  readonly refersTo: SectorTableName | null;
  readonly unitColumn: string | null;
}

export interface RowsTold {
  readonly table: SectorTableName;
  readonly title: string;
  readonly columns: readonly ColumnTold[];
  readonly rows: readonly SectorRow[];
  readonly total: number;
  /** Rows of the table without any condition. */
  readonly all: number;
}

/** A page of a table. Refused for a column or condition that cannot be read. */
export function tableRows(
  study: Study,
  name: SectorTableName,
  asked: RowsAsked & { readonly offset: number; readonly limit: number },
): Result<RowsTold> {
  const found = findRows(study, name, asked);
  if (!found.ok) return found;
  const table = sectorTable(study, name);
  const page = found.value.subarray(asked.offset, asked.offset + asked.limit);
  return ok({
    table: name,
    title: table.title,
    columns: table.columns.map(columnTold),
    rows: Array.from(page, (row) => rowTold(study, table, row)),
    total: found.value.length,
    all: table.rowCount,
  });
}

export function columnTold(column: SectorColumn): ColumnTold {
  return {
    id: column.id,
    kind: column.kind,
    refersTo: column.kind === 'text' ? (column.refersTo ?? null) : null,
    unitColumn: column.kind === 'number' ? (column.unitColumn ?? null) : null,
  };
}

export function rowTold(study: Study, table: SectorTable, row: number): SectorRow {
  const cells: Record<string, Cell> = {};
  const links: Record<string, string> = {};
  for (const column of table.columns) {
    cells[column.id] = cellOf(column, row);
    if (column.kind !== 'text' || column.refersTo === undefined) continue;
    const key = sectorTable(study, column.refersTo).keys[column.cells.codes[row] ?? -1];
    if (key !== undefined) links[column.id] = key;
  }
  return { key: table.keys[row] ?? '', cells, links };
}

export function cellOf(column: SectorColumn, row: number): Cell {
  if (!isStated(column, row)) return null;
  if (column.kind === 'text') return column.cells.values[column.cells.codes[row] ?? -1] ?? null;
  const value = column.cells[row] as number;
  return column.kind === 'date' ? dateOfDay(value) : value;
}
