import { type TextColumn, textAt } from '@underpin/model';
import type { SectorColumn, SectorTableName } from './sector-table.ts';

/** A column of one text per row. */
export function own(id: string, values: readonly string[]): SectorColumn {
  return { id, kind: 'text', cells: { codes: Int32Array.from(values, (text, at) => (text === '' ? -1 : at)), values } };
}

export function text(id: string, cells: TextColumn, labelOf?: (value: string) => string): SectorColumn {
  return {
    id,
    kind: 'text',
    cells: labelOf === undefined ? cells : { codes: cells.codes, values: cells.values.map(labelOf) },
  };
}

/** A column that points at rows of another table; `names` are the titles of those rows. */
export function reference(
  id: string,
  refersTo: SectorTableName,
  codes: Int32Array,
  names: readonly string[],
): SectorColumn {
  return { id, kind: 'text', refersTo, cells: { codes, values: names } };
}

export function number(id: string, cells: Float64Array | Int32Array, unitColumn?: string): SectorColumn {
  return { id, kind: 'number', cells, ...(unitColumn === undefined ? {} : { unitColumn }) };
}

/** Numbers where a negative one means that nobody stated it. */
export function stated(id: string, cells: Int32Array): SectorColumn {
  return { id, kind: 'number', cells: Float64Array.from(cells, (value) => (value < 0 ? Number.NaN : value)) };
}

export function date(id: string, cells: Int32Array): SectorColumn {
  return { id, kind: 'date', cells };
}

/** The column of the rows that `index` points at. */
export function through(index: Int32Array, column: TextColumn): TextColumn {
  return { values: column.values, codes: index.map((at) => (at < 0 ? -1 : (column.codes[at] ?? -1))) };
}

/** How many rows point at each of `count` targets. */
export function tally(count: number, index: Int32Array, counts?: (row: number) => boolean): Int32Array {
  const sums = new Int32Array(count);
  for (let row = 0; row < index.length; row += 1) {
    const at = index[row] as number;
    if (at >= 0 && (counts === undefined || counts(row))) sums[at] = (sums[at] as number) + 1;
  }
  return sums;
}

/** Texts of a dictionary column, one per row. */
export function texts(column: TextColumn): string[] {
  return Array.from(column.codes, (_, row) => textAt(column, row));
}
