import { sheetWorkbook } from '@underpin/formats';
import { ok, refused, type Result } from '@underpin/model';
import type { Study } from '../study.ts';
import { findRows, type RowsAsked } from './find-rows.ts';
import { cellOf } from './rows.ts';
import type { SectorTableName } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

const mostRows = 200_000;

/** The rows found, as a workbook with one sheet. Refused for a column or condition that cannot be read, or for more rows than a workbook can take. */
export async function tableWorkbook(
  study: Study,
  name: SectorTableName,
  asked: RowsAsked,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const found = findRows(study, name, asked);
  if (!found.ok) return found;
  if (found.value.length > mostRows)
    return refused(
      `${found.value.length} rows are too many for a workbook (at most ${mostRows}): filter, or take CSV.`,
    );
  const { columns } = sectorTable(study, name);
  const rows = Array.from(found.value, (row) => columns.map((column) => cellOf(column, row)));
  return ok(
    await sheetWorkbook(
      name,
      columns.map(({ id }) => id),
      rows,
    ),
  );
}
