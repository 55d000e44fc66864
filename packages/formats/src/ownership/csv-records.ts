import { readerFinding } from './reader-finding.ts';
import { textChunks } from './text-chunks.ts';
import type { Chunks } from './text-chunks.ts';
import type { Finding } from '@underpin/model';

/** One record: the text of a wanted column (`''` when it is empty or missing) and the line where the record begins. */
export interface CsvRecord {
  readonly line: number;
  readonly get: (column: string) => string;
}

const longestRecord = 4 * 1024 * 1024;

/**
 * Reads comma-separated text piece by piece and hands over each record; only one record is in memory. Cells are trimmed.
 * A record with too few or too many cells is a finding and is handed over as far as it goes.
 */
export async function csvRecords(
  chunks: Chunks,
  file: string,
  onRecord: (record: CsvRecord) => void,
  onFinding: (finding: Finding) => void,
): Promise<{ readonly columns: readonly string[]; readonly records: number }> {
  let rest = '';
  let line = 1;
  let columns: readonly string[] | null = null;
  let place = new Map<string, number>();
  let records = 0;
  let start = true;
  let ends = new Int32Array(512);
  for await (const chunk of textChunks(chunks)) {
    rest += start && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    if (chunk !== '') start = false;
    rest = rest.slice(take(rest, false));
  }
  take(rest, true);
  return { columns: columns ?? [], records };

  /** Hands over every whole record; answers how much of the text is done. One pass, cells are cut out when asked for. */
  function take(text: string, last: boolean): number {
    let from = 0;
    let lines = 0;
    let cells = 0;
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 44) continue;
      if (code === 34) quoted = !quoted;
      else if (code === 44 && !quoted) {
        if (cells === ends.length - 1) ends = grown(ends);
        ends[cells] = at;
        cells += 1;
      } else if (code === 10) {
        lines += 1;
        if (quoted && at - from < longestRecord) continue;
        if (quoted) onFinding(unclosed(file, line));
        quoted = false;
        record(text, from, at, cells, lines);
        from = at + 1;
        lines = 0;
        cells = 0;
      }
    }
    if (last && from < text.length) {
      if (quoted) onFinding(unclosed(file, line));
      record(text, from, text.length, cells, 1);
      from = text.length;
    }
    return from;
  }

  function record(text: string, from: number, to: number, commas: number, lines: number): void {
    const begins = line;
    line += lines;
    if (commas === 0 && text.slice(from, to).trim() === '') return;
    ends[commas] = to;
    const own = ends.slice(0, commas + 1);
    const cell = (column: number): string =>
      cellText(text.slice(column === 0 ? from : (own[column - 1] as number) + 1, own[column]));
    if (columns === null) {
      columns = Array.from(own, (_, column) => cell(column));
      place = new Map(columns.map((name, column) => [name, column]));
      return;
    }
    records += 1;
    if (own.length !== columns.length) onFinding(ragged(file, begins, own.length, columns.length));
    onRecord({
      line: begins,
      get: (column) => {
        const found = place.get(column);
        return found === undefined || found >= own.length ? '' : cell(found);
      },
    });
  }
}

function grown(ends: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(ends.length * 2);
  next.set(ends);
  return next;
}

function cellText(text: string): string {
  const cell = text.trim();
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')
    ? cell.slice(1, -1).replaceAll('""', '"').trim()
    : cell;
}

function ragged(file: string, line: number, found: number, expected: number): Finding {
  return readerFinding(file, line, {
    rule: 'csv.cells',
    severity: 'error',
    value: `${found} cells`,
    expected: `${expected} cells`,
    message: `The row has ${found} cells: expected ${expected}, as in the header. It is read as far as it goes; check commas and quotes`,
  });
}

function unclosed(file: string, line: number): Finding {
  return readerFinding(file, line, {
    rule: 'csv.quote',
    severity: 'error',
    value: '"',
    expected: 'a closing quote',
    message:
      'A quote in this row is never closed: expected a closing quote. Close it or double a quote that belongs to the text',
  });
}
