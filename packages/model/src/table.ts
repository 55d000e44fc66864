/** A column of text: `codes[row]` indexes `values`; -1 is an empty cell. Checks run once per distinct value, not per row. */
export interface TextColumn {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/**
 * Rows of one file as columns. `lines[row]` is the line of the row in that file (the header is line 1), so that every
 * figure can name its rows.
 */
export interface Table {
  readonly name: string;
  readonly file: string;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, TextColumn>;
  readonly lines: Int32Array;
}

/** The text of one cell; `''` for an empty cell, an unknown column or a row outside the table. */
export function cell(table: Table, column: string, row: number): string {
  const found = table.columns.get(column);
  if (found === undefined) return '';
  const code = found.codes[row] ?? -1;
  return code < 0 ? '' : (found.values[code] ?? '');
}

/** One row as an object; empty cells are left out. For pages and messages, not for engines. */
export function rowOf(table: Table, row: number): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name of table.columns.keys()) {
    const text = cell(table, name, row);
    if (text !== '') result[name] = text;
  }
  return result;
}
