import { storable, xlsxBytes } from './xlsx-bytes.ts';

/** One table as a workbook with one sheet, its header in the first row. Numbers are number cells, all else is text, `null` an empty cell. */
export async function sheetWorkbook(
  name: string,
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const top = header.map((value) => ({ value: storable(value), type: String, fontWeight: 'bold' as const }));
  const cells = rows.map((row) =>
    row.map((value) => {
      if (value === null || value === '') return null;
      return typeof value === 'number' ? { value, type: Number } : { value: storable(value), type: String };
    }),
  );
  return await xlsxBytes([{ sheet: name, data: [top, ...cells], stickyRowsCount: 1 }]);
}
