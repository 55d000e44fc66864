import type { ColumnType, RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import { isExactNumber, storable, xlsxBytes } from '../workbook/xlsx-bytes.ts';
import { inventoryProfile } from './inventory-profiles.ts';
import { inventoryTables } from './inventory-tables.ts';

/**
 * Writes an inventory as an XLSX workbook, one sheet a table, header in the first row. Numbers that a spreadsheet can
 * hold exactly are number cells; all else is text, dates as yyyy-mm-dd. The same tables give the same bytes.
 * `RangeError` for a table or column that the profile does not know.
 *
 * @example const bytes = await writeInventoryXlsx([inventory, systems, assets, dependencies])
 */
export async function writeInventoryXlsx(
  tables: Iterable<Table>,
  profile: RegisterProfile = inventoryProfile,
): Promise<Uint8Array<ArrayBuffer>> {
  const given = inventoryTables(tables, profile);
  const sheets = profile.tables.map(({ code, columns }) => {
    const header = columns.map((column) => ({ value: column.code, type: String, fontWeight: 'bold' as const }));
    const table = given.get(code);
    const rows = Array.from({ length: table?.rowCount ?? 0 }, (_none, row) =>
      columns.map((column) => (table === undefined ? null : cellOf(cell(table, column.code, row), column.type))),
    );
    return { sheet: code, data: [header, ...rows], stickyRowsCount: 1 };
  });
  return await xlsxBytes(sheets);
}

function cellOf(text: string, type: ColumnType) {
  if (text === '') return null;
  const exact = (type === 'decimal' || type === 'integer') && isExactNumber(text);
  return exact ? { value: Number(text), type: Number } : { value: storable(text), type: String };
}
