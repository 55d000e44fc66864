import { writeTableCsv } from '@underpin/formats';
import { type RaggedRow, type RegisterProfile, type Table, TableBuilder } from '@underpin/model';
import { failedRows, problemColumn, type UpsertPreview } from '@underpin/register';
import type { RowFile } from '../register-rows.ts';

/** The rows of a preview that fail, a CSV file a table, each with its reasons; and the rows that could not be read. */
export function failedFiles(
  profile: RegisterProfile,
  preview: UpsertPreview,
  all: readonly RaggedRow[],
  taken: ReadonlySet<string>,
): RowFile[] {
  const files: RowFile[] = [];
  for (const one of preview.tables) {
    const failed = failedRows(one);
    const ragged = all.filter(({ file }) => file === one.incoming.file);
    if (failed === null && ragged.length === 0) continue;
    const table = withRagged(failed, one.incoming, ragged);
    const stem = (profile.tables.find(({ code }) => code === one.code)?.file ?? one.code).replace(/\.csv$/i, '');
    let name = `${stem}.failed.csv`;
    for (let at = 2; taken.has(name); at += 1) name = `${stem}.failed-${at}.csv`;
    files.push({ name, bytes: writeTableCsv(table) });
  }
  return files;
}

// Cells past the header have no column; they are told with the problem, so that nothing is lost.
function withRagged(failed: Table | null, incoming: Table, ragged: readonly RaggedRow[]): Table {
  const columns = [...incoming.columns.keys()].filter((column) => column !== problemColumn);
  const builder = new TableBuilder(incoming.name, incoming.file, [...columns, problemColumn]);
  for (let row = 0; row < (failed?.rowCount ?? 0); row += 1) {
    builder.add(
      [...columns, problemColumn].map((column) => {
        const found = failed?.columns.get(column);
        return found?.values[found.codes[row] ?? -1] ?? '';
      }),
    );
  }
  for (const { cells, line } of ragged) {
    const why = `Line ${line} of "${incoming.file}" has ${cells.length} cells, its header ${columns.length}. As received: ${JSON.stringify(cells)}`;
    builder.add([...columns.map(() => ''), why]);
  }
  return builder.build();
}
