import { ok, refused, type Result } from '@underpin/model';

/** One record of a CSV file and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

// Asset exports hold rows that are shorter than their header, which uDSV joins with the next row: hence this reader.
/**
 * Cuts RFC 4180 text into records, with comma, semicolon, tab or bar between cells (whichever the header holds most).
 * Rows may be shorter or longer than the header. Refused when a quoted cell never ends.
 */
export function csvRecords(text: string): Result<CsvRecord[]> {
  const separator = separatorOf(text);
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let start = 1;
  let quotedFrom = 0;
  const endRecord = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') records.push({ line: start, cells });
    cells = [];
    cell = '';
    start = line;
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] as string;
    if (char === '\n') line += 1;
    if (quotedFrom > 0) {
      if (char !== '"') cell += char;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quotedFrom = 0;
    } else if (char === '"' && cell === '') quotedFrom = line;
    else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') endRecord();
    else if (char !== '\r' || text[index + 1] !== '\n') cell += char;
  }
  if (quotedFrom > 0) return refused(`the quoted cell that begins on line ${quotedFrom} never ends`);
  if (cell !== '' || cells.length > 0) endRecord();
  return ok(records);
}

function separatorOf(text: string): string {
  const end = text.indexOf('\n');
  const header = (end < 0 ? text : text.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((char) => ({ char, count: header.split(char).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).char;
}
