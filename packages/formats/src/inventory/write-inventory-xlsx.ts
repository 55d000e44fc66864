import type { ColumnType, RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import writeXlsxFile from 'write-excel-file/universal';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
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
  const blob = await writeXlsxFile(sheets).toBlob();
  return await writeZip(await unpacked(new Uint8Array(await blob.arrayBuffer())));
}

function cellOf(text: string, type: ColumnType) {
  if (text === '') return null;
  const number = Number(text);
  const exact = (type === 'decimal' || type === 'integer') && String(number) === text;
  return exact ? { value: number, type: Number } : { value: storable(text), type: String };
}

// The library looks texts up in a plain object, where "constructor" is always found; a space behind it is trimmed on reading.
function storable(text: string): string {
  return text in Object.prototype ? `${text} ` : text;
}

// The library stamps the present moment on every entry.
async function unpacked(workbook: Uint8Array): Promise<ArchiveEntry[]> {
  const reader = new ZipReader(new Uint8ArrayReader(workbook));
  const entries: ArchiveEntry[] = [];
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) entries.push({ path: entry.filename, bytes: await entry.getData(new Uint8ArrayWriter()) });
  }
  await reader.close();
  return entries;
}
