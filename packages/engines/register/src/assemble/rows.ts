import { dayNumber, noDay } from '@underpin/model';
import type { Origins, TextColumn } from '@underpin/model';
import type { AssemblyPart } from './assembly-input.ts';
import { TextPool } from './text-pool.ts';

/** The rows of one table code that are taken into the sector, across its parts. */
export interface Rows {
  readonly parts: readonly AssemblyPart[];
  readonly count: number;
  readonly part: Int32Array;
  readonly row: Int32Array;
}

/** Rows of the parts, in order, that `keep` accepts. */
export function selectRows(parts: readonly AssemblyPart[], keep?: (part: number, row: number) => boolean): Rows {
  const all = parts.reduce((sum, part) => sum + part.table.rowCount, 0);
  const partOf = new Int32Array(all);
  const rowOf = new Int32Array(all);
  let count = 0;
  for (let part = 0; part < parts.length; part += 1) {
    const rows = parts[part]?.table.rowCount ?? 0;
    for (let row = 0; row < rows; row += 1) {
      if (keep !== undefined && !keep(part, row)) continue;
      partOf[count] = part;
      rowOf[count] = row;
      count += 1;
    }
  }
  return { parts, count, part: partOf.subarray(0, count), row: rowOf.subarray(0, count) };
}

/** A number per row from its cell's text; `empty` for an empty cell or a column that a part lacks. */
export function mapped(rows: Rows, column: string, of: (text: string) => number, empty: number): Int32Array {
  return spread(rows, column, (dictionary) => Int32Array.from(dictionary, of), empty);
}

/** Numbers of the dictionary values, computed once for each part, laid out by row. */
function spread(
  rows: Rows,
  column: string,
  of: (dictionary: readonly string[]) => Int32Array,
  empty: number,
): Int32Array {
  const perPart = rows.parts.map((part) => {
    const source = part.table.columns.get(column);
    return source === undefined ? null : ([source.codes, of(source.values)] as const);
  });
  const result = new Int32Array(rows.count);
  for (let index = 0; index < rows.count; index += 1) {
    const found = perPart[rows.part[index] as number];
    const code = found?.[0][rows.row[index] as number] ?? -1;
    result[index] = code < 0 ? empty : (found?.[1][code] as number);
  }
  return result;
}

/** Pool numbers of a column's texts; -1 for an empty cell. */
export function pooled(rows: Rows, column: string, pool: TextPool): Int32Array {
  return spread(rows, column, (dictionary) => pool.idsOf(dictionary), -1);
}

/** A column of text, each distinct value changed once; a value changed to `''` becomes empty. */
export function texts(rows: Rows, column: string, change: (text: string) => string = (text) => text): TextColumn {
  const pool = new TextPool();
  const codes = mapped(
    rows,
    column,
    (text) => {
      const changed = change(text);
      return changed === '' ? -1 : pool.id(changed);
    },
    -1,
  );
  return { codes, values: pool.values };
}

/** Decimal numbers; NaN for an empty cell or one that is no number. */
export function numbers(rows: Rows, column: string): Float64Array {
  const perPart = rows.parts.map((part) => {
    const source = part.table.columns.get(column);
    return source === undefined ? null : ([source.codes, Float64Array.from(source.values, decimal)] as const);
  });
  const result = new Float64Array(rows.count);
  for (let index = 0; index < rows.count; index += 1) {
    const found = perPart[rows.part[index] as number];
    const code = found?.[0][rows.row[index] as number] ?? -1;
    result[index] = code < 0 ? Number.NaN : (found?.[1][code] as number);
  }
  return result;
}

/** The number that a text in plain decimal form states, else NaN. */
export function decimal(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** Whole numbers of 0 or more; -1 for an empty cell or one that is none. */
export function wholes(rows: Rows, column: string): Int32Array {
  return mapped(rows, column, (text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1), -1);
}

/** Day numbers; `noDay` for an empty cell or one that is no date. */
export function days(rows: Rows, column: string): Int32Array {
  return mapped(rows, column, (text) => dayNumber(text) ?? noDay, noDay);
}

/** Submission of each row. */
export function submissionsOf(rows: Rows): Int32Array {
  const result = new Int32Array(rows.count);
  for (let index = 0; index < rows.count; index += 1) {
    result[index] = rows.parts[rows.part[index] as number]?.submission[rows.row[index] as number] ?? -1;
  }
  return result;
}

/** Submission, file and line of each row. */
export function originsOf(rows: Rows, files: TextPool): Origins {
  const fileOfPart = rows.parts.map((part) => files.id(part.table.file));
  const file = new Int32Array(rows.count);
  const line = new Int32Array(rows.count);
  for (let index = 0; index < rows.count; index += 1) {
    const part = rows.part[index] as number;
    file[index] = fileOfPart[part] as number;
    line[index] = rows.parts[part]?.table.lines[rows.row[index] as number] ?? 0;
  }
  return { submission: submissionsOf(rows), file, line };
}

/** The rows at some places of a selection. */
export function pickRows(rows: Rows, places: Int32Array): Rows {
  return {
    parts: rows.parts,
    count: places.length,
    part: places.map((place) => rows.part[place] as number),
    row: places.map((place) => rows.row[place] as number),
  };
}
