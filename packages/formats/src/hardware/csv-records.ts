import { ok, refused, type Result } from '@underpin/model';
import { csvLimits } from '../csv/csv-limits.ts';
import { RowScanner } from '../csv/row-scanner.ts';

/** One record of an asset export and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Cuts an asset export into records, with comma, semicolon, tab or bar between cells (whichever the header holds most).
 * Rows may be shorter or longer than the header. Refused when quotes do not close or a row is beyond the limits.
 */
export function csvRecords(text: string): Result<CsvRecord[]> {
  const bytes = new TextEncoder().encode(text);
  const lineEnd = text.includes('\n') || !text.includes('\r') ? 10 : 13;
  const scanner = new RowScanner(bytes, 0, { separator: separatorOf(text, lineEnd), lineEnd }, csvLimits);
  const decoder = new TextDecoder();
  const records: CsvRecord[] = [];
  while (scanner.next()) {
    if (scanner.malformed) return refused(`the quotes of the row that begins on line ${scanner.line} do not close`);
    const cells: string[] = [];
    for (let index = 0; index < scanner.count; index += 1) {
      cells.push(decoder.decode(scanner.data.subarray(scanner.starts[index], scanner.stops[index])));
    }
    records.push({ line: scanner.line, cells });
  }
  return scanner.refusal === null ? ok(records) : refused(`${scanner.refusal} on line ${scanner.line}`);
}

function separatorOf(text: string, lineEnd: number): number {
  const end = text.indexOf(String.fromCharCode(lineEnd));
  const header = (end < 0 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((char) => ({ char, count: header.split(char).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).char.charCodeAt(0);
}
