import type { Finding } from '@underpin/model';
import readXlsxFile from 'read-excel-file/universal';
import type { ArchiveEntry } from '../archive/write-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
import { inventoryFinding } from './inventory-findings.ts';
import type { WorkbookLimits } from './workbook-limits.ts';
import { sheetExtent } from './workbook-limits.ts';

/** Sheets by name, each cell as text; row `i` stands in line `i + 1`. */
export type Workbook = ReadonlyMap<string, readonly (readonly string[])[]>;

/** True for the files of an XLSX workbook. */
export function isWorkbook(files: readonly ArchiveEntry[]): boolean {
  return files.some(({ path }) => path.toLowerCase() === 'xl/workbook.xml');
}

/** Reads the sheets of an unpacked XLSX workbook. A workbook that is damaged or unfolds too far is a finding. */
export async function readWorkbook(
  name: string,
  files: readonly ArchiveEntry[],
  limits: WorkbookLimits,
): Promise<{ readonly sheets: Workbook; readonly findings: readonly Finding[] }> {
  const findings = files.flatMap((file) => tooLarge(name, file, limits));
  if (findings.length > 0) return { sheets: new Map(), findings };
  try {
    // Packed again from what was unpacked within limits, so that the library sees nothing else.
    const packed = await writeZip(files);
    const sheets = await readXlsxFile(packed.buffer, { parseNumber: numberText, trim: false });
    return {
      sheets: new Map(sheets.map(({ sheet, data }) => [sheet, data.map((row) => row.map(cellText))])),
      findings,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Could not read the workbook "${name}": ${reason}. Save it again as XLSX.`;
    return { sheets: new Map(), findings: [inventoryFinding('damagedWorkbook', name, message, 'an XLSX workbook')] };
  }
}

function tooLarge(name: string, { path, bytes }: ArchiveEntry, limits: WorkbookLimits): Finding[] {
  if (!/worksheets\/[^/]+\.xml$/i.test(path)) return [];
  const extent = sheetExtent(new TextDecoder().decode(bytes));
  const fits = extent !== null && extent.columns <= limits.columns && extent.rows * extent.columns <= limits.cells;
  if (fits) return [];
  const seen =
    extent === null ? 'has cells without a plain address' : `spans ${extent.rows} rows and ${extent.columns} columns`;
  const expected = `at most ${limits.columns} columns and ${limits.cells} cells`;
  const message = `Refused the workbook "${name}": "${path}" ${seen}. Remove what stands outside the tables, or send CSV files.`;
  return [inventoryFinding('tooManyCells', path, message, expected)];
}

// A spreadsheet keeps 0.8 as 0.80000000000000004.
function numberText(text: string): string {
  const number = Number(text);
  return Number.isFinite(number) && text.trim() !== '' ? String(number) : text;
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
