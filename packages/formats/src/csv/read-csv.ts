import type { Finding, RaggedRow, Table } from '@underpin/model';
import { isAscii, rangeReader } from '../platform/platform.ts';
import { ColumnDictionary } from './column-dictionary.ts';
import { csvFinding } from './csv-findings.ts';
import { csvLimits } from './csv-limits.ts';
import type { CsvLimits } from './csv-limits.ts';
import { RowScanner } from './row-scanner.ts';
import { textStart } from './text-encoding.ts';

/** A CSV file as it was found. `table` is null when the file could not be read; `header` is as written. */
export interface CsvFile {
  readonly header: readonly string[];
  readonly table: Table | null;
  readonly ragged: readonly RaggedRow[];
  readonly findings: readonly Finding[];
}

const separators = { ',': 44, ';': 59, tab: 9, '|': 124 } as const;

/**
 * Reads CSV bytes (UTF-8, quotes by RFC 4180, LF or CRLF) into columns. `name` is the table's code and `file` the path
 * told in findings. Line numbers are those of the file, line breaks inside quotes counted. A header separated by `;`, tab
 * or `|` is read with it and told (809). Rows of another width than the header go to `ragged`. Blank lines hold no cells
 * and are passed over. Of two columns with one name the first is kept; the header tells both.
 *
 * @example const { table, findings } = readCsv(bytes, 'B_02.02', 'reports/b_02.02.csv')
 */
export function readCsv(bytes: Uint8Array, name: string, file: string, limits: CsvLimits = csvLimits): CsvFile {
  const { start, findings: encoding } = textStart(bytes, file);
  const findings = [...encoding];
  if (start === null) return { header: [], table: null, ragged: [], findings };
  const separator = separatorOf(bytes, start, file, findings);
  const lineEnd = bytes.includes(10) || !bytes.includes(13) ? 10 : 13;
  const scanner = new RowScanner(bytes, start, { separator, lineEnd }, limits);
  const header = scanner.next() ? cellsOf(scanner) : [];
  const expected = 256 + Math.ceil(bytes.length / (16 + 8 * header.length));
  const columns = header.map(() => new ColumnDictionary(expected));
  const ragged: RaggedRow[] = [];
  let lines = new Int32Array(expected);
  let rows = 0;
  let notKept = 0;
  while (scanner.next()) {
    if (scanner.malformed || scanner.count !== columns.length) {
      if (ragged.length < limits.raggedRows)
        ragged.push({ file, line: scanner.line, cells: raggedCells(scanner, bytes) });
      else notKept += 1;
      continue;
    }
    if (rows === lines.length) lines = grown(lines);
    lines[rows] = scanner.line;
    const { view, starts, stops, hashes } = scanner;
    for (let index = 0; index < columns.length; index += 1) {
      const [start, stop] = [starts[index] as number, stops[index] as number];
      (columns[index] as ColumnDictionary).put(rows, view, start, stop, hashes[index] as number);
    }
    rows += 1;
  }
  if (scanner.refusal !== null) {
    findings.push(refusal(scanner, file, limits));
    return { header: header.slice(0, limits.columns), table: null, ragged: [], findings };
  }
  if (notKept > 0) {
    const message = `${notKept} more rows of "${file}" do not fit its header and were not kept. Repair the file and send it again.`;
    findings.push(csvFinding('raggedNotKept', file, 1, message, { value: String(notKept) }));
  }
  const ascii = isAscii(bytes);
  const named = new Map<string, ReturnType<ColumnDictionary['finish']>>();
  for (const [index, column] of header.entries()) {
    if (!named.has(column)) named.set(column, (columns[index] as ColumnDictionary).finish(rows, scanner.data, ascii));
  }
  return {
    header,
    table: { name, file, rowCount: rows, columns: named, lines: lines.slice(0, rows) },
    ragged,
    findings,
  };
}

function separatorOf(bytes: Uint8Array, start: number, file: string, findings: Finding[]): number {
  const lineBreak = bytes.indexOf(10, start);
  const first = bytes.subarray(start, lineBreak < 0 ? bytes.length : lineBreak);
  if (first.includes(separators[','])) return separators[','];
  for (const name of [';', 'tab', '|'] as const) {
    if (!first.includes(separators[name])) continue;
    const message = `The columns of "${file}" are separated by "${name}". Separate them by commas.`;
    findings.push(csvFinding('separator', file, 1, message, { value: name, expected: ',' }));
    return separators[name];
  }
  return separators[','];
}

function cellsOf(scanner: RowScanner): string[] {
  const cells: string[] = [];
  for (let index = 0; index < scanner.count; index += 1) {
    cells.push(decoded(scanner.data, scanner.starts[index] as number, scanner.stops[index] as number));
  }
  return cells;
}

// Where the quotes do not close, cells are a guess: the row is kept as one raw text.
function raggedCells(scanner: RowScanner, bytes: Uint8Array): string[] {
  return scanner.malformed ? [decoded(bytes, scanner.rowStart, scanner.rowEnd)] : cellsOf(scanner);
}

function decoded(data: Uint8Array, start: number, stop: number): string {
  return rangeReader(data, false)(start, stop);
}

function refusal(scanner: RowScanner, file: string, limits: CsvLimits): Finding {
  const { line } = scanner;
  if (scanner.refusal === 'too many columns') {
    const message = `Could not read "${file}": line ${line} has more than ${limits.columns} cells.`;
    return csvFinding('tooManyColumns', file, line, message, { expected: `at most ${limits.columns} columns` });
  }
  const message = `Could not read "${file}": the row at line ${line} is longer than ${limits.rowBytes} bytes. Check its quotes and line ends.`;
  return csvFinding('rowTooLong', file, line, message, { expected: `at most ${limits.rowBytes} bytes a row` });
}

function grown(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
}
