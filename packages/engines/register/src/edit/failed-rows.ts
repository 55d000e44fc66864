import type { Table } from '@underpin/model';
import { cell, TableBuilder } from '@underpin/model';
import type { TablePreview } from './upsert-preview.ts';

/** The column that tells, in a file of failed rows, what is wrong with each. It is passed over when the file comes back. */
export const problemColumn = 'problem';

/**
 * The rows of a preview that fail, with all their cells and one more column that tells why: to be corrected and imported
 * again as they are. `null` when none fails.
 *
 * @example const table = failedRows(preview.tables[0]); // columns c0010 … , problem
 */
export function failedRows(preview: TablePreview): Table | null {
  const failed = preview.rows.filter(({ outcome }) => outcome === 'fail');
  if (failed.length === 0) return null;
  const { incoming } = preview;
  const columns = [...incoming.columns.keys()].filter((column) => column !== problemColumn);
  const builder = new TableBuilder(preview.code, incoming.file, [...columns, problemColumn]);
  for (const { row, line, problems } of failed) {
    const why = [...new Set(problems.map(({ message }) => message))].join(' ');
    builder.add([...columns.map((column) => cell(incoming, column, row)), why], line);
  }
  return builder.build();
}
