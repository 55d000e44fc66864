import type { TextColumn } from '@underpin/model';

/** The same cells with the values in order of first appearance, each once, none unused: equal cells, equal column. */
export function canonicalColumn(column: TextColumn, rowCount: number): TextColumn {
  const byText = new Map<string, number>();
  const byCode = new Int32Array(column.values.length).fill(-2);
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const code = column.codes[row] ?? -1;
    if (code < 0) {
      codes[row] = -1;
      continue;
    }
    let canonical = byCode[code];
    if (canonical === undefined) {
      throw new RangeError(`Cannot keep a cell with code ${code}: the column has ${column.values.length} values`);
    }
    if (canonical === -2) {
      canonical = codeOf(column.values[code] as string, byText);
      byCode[code] = canonical;
    }
    codes[row] = canonical;
  }
  return { codes, values: [...byText.keys()] };
}

function codeOf(text: string, byText: Map<string, number>): number {
  if (text === '') return -1;
  const known = byText.get(text);
  if (known !== undefined) return known;
  byText.set(text, byText.size);
  return byText.size - 1;
}
