import type { TextColumn } from './table.ts';

/** Makes a dictionary column of texts; `''` becomes an empty cell. */
export function textColumn(texts: readonly string[]): TextColumn {
  const values: string[] = [];
  const known = new Map<string, number>();
  const codes = Int32Array.from(texts, (text) => {
    if (text === '') return -1;
    let code = known.get(text);
    if (code === undefined) {
      code = values.length;
      values.push(text);
      known.set(text, code);
    }
    return code;
  });
  return { codes, values };
}

/** The text at a row; `''` when the cell is empty. */
export function textAt(column: TextColumn, row: number): string {
  const code = column.codes[row] ?? -1;
  return code < 0 ? '' : (column.values[code] ?? '');
}
