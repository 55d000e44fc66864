import type { Table } from '@underpin/model';

const needsQuotes = /[",\r\n]/;

function quoted(text: string): string {
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes comma-separated UTF-8 text with CRLF line ends (RFC 4180, as in the EBA's own sample). Cells that hold a comma,
 * quote or line break are quoted; `undefined` is an empty cell. Every row must be as long as the header: `RangeError`.
 *
 * @example writeCsv(['name', 'value'], [['entityID', 'rs:...CON']])
 */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<readonly (string | undefined)[]>,
): Uint8Array<ArrayBuffer> {
  const lines = [header.map(quoted).join(',')];
  for (const row of rows) {
    if (row.length !== header.length)
      throw new RangeError(`Cannot write a row of ${row.length} cells under a header of ${header.length}`);
    lines.push(lineOf(row.map((text) => quoted(text ?? ''))));
  }
  return encoded(lines);
}

/**
 * Writes a table as {@link writeCsv} does, in the order of `columns` (default: the table's own). A column that the table
 * lacks is written empty.
 */
export function writeTableCsv(
  table: Table,
  columns: readonly string[] = [...table.columns.keys()],
): Uint8Array<ArrayBuffer> {
  const sources = columns.map((name) => {
    const column = table.columns.get(name);
    return { codes: column?.codes, texts: column?.values.map(quoted) ?? [] };
  });
  const lines = [columns.map(quoted).join(',')];
  for (let row = 0; row < table.rowCount; row += 1) {
    lines.push(lineOf(sources.map(({ codes, texts }) => texts[codes?.[row] ?? -1] ?? '')));
  }
  return encoded(lines);
}

// A lone empty cell would be read as a blank line.
function lineOf(cells: readonly string[]): string {
  return cells.length === 1 && cells[0] === '' ? '""' : cells.join(',');
}

function encoded(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}
