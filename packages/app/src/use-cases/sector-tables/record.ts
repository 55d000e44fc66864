import { type BasisRow, ok, type Origins, refused, type Result, textAt } from '@underpin/model';
import type { Study } from '../study.ts';
import { type ColumnTold, columnTold, rowTold, type SectorRow } from './rows.ts';
import { type SectorTable, type SectorTableName, sectorTableNames } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

/** A row with the rows that point at it, and the lines of the files that it came from. */
export interface SectorRecord {
  readonly table: SectorTableName;
  readonly title: string;
  readonly columns: readonly ColumnTold[];
  readonly row: SectorRow;
  readonly origins: readonly BasisRow[];
  readonly related: readonly {
    readonly table: SectorTableName;
    /** Column by which they point here. */
    readonly by: string;
    readonly total: number;
    readonly columns: readonly ColumnTold[];
    readonly first: readonly SectorRow[];
  }[];
}

const relatedTold = 8;
const originsTold = 50;

/** One row of a table by its key. Refused when the table has no such row. */
export function sectorRecord(study: Study, name: SectorTableName, key: string): Result<SectorRecord> {
  const table = sectorTable(study, name);
  const row = table.rowOf.get(key);
  if (row === undefined)
    return refused(`There is no row "${key}" among ${name}: it may have left with a newer submission`);
  const told = rowTold(study, table, row);
  return ok({
    table: name,
    title: String(told.cells[table.title] ?? key),
    columns: table.columns.map(columnTold),
    row: told,
    origins: originsOf(study, table, row),
    related: sectorTableNames.flatMap((other) => relatedBy(study, sectorTable(study, other), name, row)),
  });
}

/** A row as a page of its table tells it; null when the table has no such row. */
export function rowOf(study: Study, name: SectorTableName, key: string): SectorRow | null {
  const table = sectorTable(study, name);
  const row = table.rowOf.get(key);
  return row === undefined ? null : rowTold(study, table, row);
}

/** The columns of a table. */
export function columnsOf(study: Study, name: SectorTableName): ColumnTold[] {
  return sectorTable(study, name).columns.map(columnTold);
}

function relatedBy(study: Study, table: SectorTable, target: SectorTableName, row: number): SectorRecord['related'] {
  return table.columns.flatMap((column) => {
    if (column.kind !== 'text' || column.refersTo !== target) return [];
    const rows: number[] = [];
    let total = 0;
    column.cells.codes.forEach((code, at) => {
      if (code !== row || (table.name === target && at === row)) return;
      total += 1;
      if (rows.length < relatedTold) rows.push(at);
    });
    if (total === 0) return [];
    const first = rows.map((at) => rowTold(study, table, at));
    return [{ table: table.name, by: column.id, total, columns: table.columns.map(columnTold), first }];
  });
}

function originsOf({ loaded: { sector } }: Study, table: SectorTable, row: number): BasisRow[] {
  const told = (origins: Origins, at: number, says: string): BasisRow[] => {
    const submission = sector.submissions[origins.submission[at] ?? -1];
    if (submission === undefined) return [];
    const file = sector.files[origins.file[at] ?? -1] ?? '';
    return [{ submission: submission.name, file, line: origins.line[at] ?? 0, says }];
  };
  const { providerStatements: said, assets } = sector;
  if (table.name === 'providers') {
    return rowsWhere(said.provider, row).flatMap((at) =>
      told(
        said.origins,
        at,
        [textAt(said.name, at), textAt(said.country, at)].filter((part) => part !== '').join(', '),
      ),
    );
  }
  if (table.name === 'products') {
    return rowsWhere(assets.product, row).flatMap((at) => told(assets.origins, at, assets.id[at] ?? ''));
  }
  return table.origins === null ? [] : told(table.origins, row, table.keys[row] ?? '');
}

function rowsWhere(column: Int32Array, wanted: number): number[] {
  const rows: number[] = [];
  for (let at = 0; at < column.length && rows.length < originsTold; at += 1) if (column[at] === wanted) rows.push(at);
  return rows;
}
