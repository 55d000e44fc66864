import { csvRecords } from './csv-records.ts';
import type { OpenedEntry } from './opened-entry.ts';

/** The cells of an entry's first line, trimmed; empty when the entry looks like JSON or XML. */
export function firstLineCells(entry: OpenedEntry): string[] {
  const line = /^[^\r\n]*/.exec(entry.head())?.[0] ?? '';
  if (/^\s*[[{<]/.test(line)) return [];
  const records = csvRecords(line);
  return records.ok ? (records.value[0]?.cells ?? []).map((cell) => cell.trim()) : [];
}
