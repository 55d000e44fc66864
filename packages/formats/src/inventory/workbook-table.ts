import { TableBuilder } from '@underpin/model';
import type { RaggedRow, Table } from '@underpin/model';

/** A sheet as columns: the first row that holds anything is the header, lines are the sheet's rows, empty rows are passed over. */
export function sheetTable(
  name: string,
  sheet: string,
  rows: readonly (readonly string[])[],
): { readonly header: readonly string[]; readonly table: Table; readonly ragged: readonly RaggedRow[] } {
  const first = rows.findIndex(hasText);
  const all = first < 0 ? [] : (rows[first] ?? []);
  const width = all.findLastIndex((text) => text !== '') + 1;
  const header = all.slice(0, width);
  const places = header.flatMap((text, at) => (text !== '' && header.indexOf(text) === at ? [at] : []));
  const builder = new TableBuilder(
    name,
    sheet,
    places.map((at) => header[at] ?? ''),
  );
  const ragged: RaggedRow[] = [];
  rows.forEach((row, at) => {
    if (at <= first || first < 0 || !hasText(row)) return;
    if (row.findLastIndex((text) => text !== '') >= width) ragged.push({ file: sheet, line: at + 1, cells: row });
    else
      builder.add(
        places.map((place) => row[place]),
        at + 1,
      );
  });
  return { header, table: builder.build(), ragged };
}

function hasText(row: readonly string[]): boolean {
  return row.some((text) => text !== '');
}
