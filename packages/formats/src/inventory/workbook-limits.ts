import type { ArchiveLimits } from '../archive/archive-limits.ts';
import { archiveLimits } from '../archive/archive-limits.ts';

/** What a workbook may unfold to: packed as for any archive, but smaller, and its sheets as full rectangles of cells. */
export interface WorkbookLimits {
  readonly archive: ArchiveLimits;
  readonly columns: number;
  readonly cells: number;
}

const mebibyte = 1024 * 1024;

export const workbookLimits: WorkbookLimits = {
  archive: { ...archiveLimits, entryBytes: 256 * mebibyte, totalBytes: 256 * mebibyte },
  columns: 200,
  cells: 10_000_000,
};

/** Rows and columns that a sheet's XML spans; `null` where a cell's address is not in plain form. */
export function sheetExtent(xml: string): { readonly rows: number; readonly columns: number } | null {
  let [rows, columns, row, column] = [0, 0, 0, 0];
  for (const match of xml.matchAll(/<(?:\w+:)?(row|c)(?=[\s/>])|\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (match[1] === 'row') [row, column] = [row + 1, 0];
    else if (match[1] === 'c') column += 1;
    else {
      const address = /^([A-Z]{0,3})(\d{1,7})$/.exec(match[2] ?? match[3] ?? '');
      if (address === null) return null;
      row = Math.max(row, Number(address[2]));
      const letters = address[1] ?? '';
      if (letters !== '') column = Math.max(column, columnNumber(letters));
    }
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  return { rows, columns };
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
