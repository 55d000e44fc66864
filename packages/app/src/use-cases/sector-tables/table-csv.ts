import { ok, type Result } from '@underpin/model';
import type { Study } from '../study.ts';
import { findRows, type RowsAsked } from './find-rows.ts';
import { cellOf } from './rows.ts';
import type { SectorTableName } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

const rowsAPiece = 5000;

/** The rows found, as CSV (RFC 4180, UTF-8), piece by piece. Refused for a column or condition that cannot be read. */
export function tableCsv(study: Study, name: SectorTableName, asked: RowsAsked): Result<Iterable<string>> {
  const found = findRows(study, name, asked);
  return found.ok ? ok(pieces(study, name, found.value)) : found;
}

function* pieces(study: Study, name: SectorTableName, rows: Int32Array): Generator<string> {
  const { columns } = sectorTable(study, name);
  yield `${columns.map(({ id }) => id).join(',')}\r\n`;
  for (let from = 0; from < rows.length; from += rowsAPiece) {
    let piece = '';
    for (const row of rows.subarray(from, from + rowsAPiece)) {
      piece += `${columns.map((column) => quoted(cellOf(column, row))).join(',')}\r\n`;
    }
    yield piece;
  }
}

/** A text that a spreadsheet would compute is kept as text by a leading apostrophe. */
function quoted(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
