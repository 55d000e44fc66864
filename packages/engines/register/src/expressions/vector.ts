import { RuleError } from './rule-error.ts';

/** What one cell or expression can be; `null` is an empty cell, or what cannot be said because of one. */
export type Value = string | number | boolean | null;

/**
 * One value per row of a table, as codes into distinct values: functions are applied once per distinct value. `empty` is the
 * value of rows with code -1.
 */
export interface Vector {
  readonly table: string;
  readonly codes: Int32Array;
  readonly values: readonly Value[];
  readonly empty: Value;
  /** The values are texts of which no two are equal, as a column's dictionary holds them, and `empty` is null. */
  readonly distinct?: true;
}

export function mapped(vector: Vector, of: (value: Value) => Value): Vector {
  const { table, codes, values, empty } = vector;
  return { table, codes, values: values.map(of), empty: of(empty) };
}

export function valueAt(vector: Vector, row: number): Value {
  const code = vector.codes[row] ?? -1;
  return code < 0 ? vector.empty : (vector.values[code] ?? null);
}

const withEmpty = new WeakMap<Int32Array, boolean>();

/** True when some row has no value; each column is looked through once. */
export function hasEmptyRows({ codes }: Vector): boolean {
  let known = withEmpty.get(codes);
  if (known === undefined) withEmpty.set(codes, (known = codes.includes(-1)));
  return known;
}

/** The value that all rows share, told from the distinct values alone; `undefined` when they may differ. */
export function uniformValue(vector: Vector): Value | undefined {
  const { values, empty } = vector;
  const [first] = values;
  if (first === undefined) return empty;
  if (typeof first === 'string') return undefined;
  for (const value of values) if (value !== first) return undefined;
  return empty === first || !hasEmptyRows(vector) ? first : undefined;
}

const largestGrid = 1 << 20;

/** Applies a function of two values to two vectors of one table, once per pair of values that occurs. */
export function combined(left: Vector, right: Vector, of: (left: Value, right: Value) => Value): Vector {
  if (left.table !== right.table) throw new RuleError(`rows of ${left.table} are compared with rows of ${right.table}`);
  if (left.codes === right.codes) {
    const values = left.values.map((value, code) => of(value, right.values[code] ?? null));
    return { table: left.table, codes: left.codes, values, empty: of(left.empty, right.empty) };
  }
  const [leftAll, rightAll] = [uniformValue(left), uniformValue(right)];
  if (leftAll !== undefined) return mapped(right, (value) => of(leftAll, value));
  if (rightAll !== undefined) return mapped(left, (value) => of(value, rightAll));
  const [rows, columns] = [classesOf(left), classesOf(right)];
  const width = columns.values.length;
  const values: Value[] = [];
  const codes = new Int32Array(left.codes.length);
  const make = (a: number, b: number): number => values.push(of(rows.values[a] ?? null, columns.values[b] ?? null)) - 1;
  if (rows.values.length * width <= largestGrid) {
    const grid = new Int32Array(rows.values.length * width).fill(-1);
    for (let row = 0; row < codes.length; row += 1) {
      const a = rows.of[(left.codes[row] as number) + 1] as number;
      const b = columns.of[(right.codes[row] as number) + 1] as number;
      let code = grid[a * width + b] as number;
      if (code < 0) grid[a * width + b] = code = make(a, b);
      codes[row] = code;
    }
  } else {
    const known = new Map<number, number>();
    for (let row = 0; row < codes.length; row += 1) {
      const a = rows.of[(left.codes[row] as number) + 1] as number;
      const b = columns.of[(right.codes[row] as number) + 1] as number;
      let code = known.get(a * width + b);
      if (code === undefined) known.set(a * width + b, (code = make(a, b)));
      codes[row] = code;
    }
  }
  return { table: left.table, codes, values, empty: null };
}

/** Equal values as one class: `of[code + 1]` is the class of a code, place 0 that of empty cells. */
interface Classes {
  readonly of: Int32Array;
  readonly values: readonly Value[];
}

const classesOfVector = new WeakMap<object, Classes>();

function classesOf(vector: Vector): Classes {
  const key = keptUnder(vector);
  let classes = classesOfVector.get(key);
  if (classes === undefined) classesOfVector.set(key, (classes = madeClasses(vector)));
  return classes;
}

/** What derived facts of a vector's values are kept under: all vectors of one column share its dictionary. */
export function keptUnder(vector: Vector): object {
  return vector.distinct === true ? vector.values : vector;
}

function madeClasses({ values, empty, distinct }: Vector): Classes {
  if (distinct === true)
    return { of: Int32Array.from({ length: values.length + 1 }, (_, at) => at), values: [empty, ...values] };
  const known = new Map<Value, number>();
  const classOf = (value: Value): number => {
    let found = known.get(value);
    if (found === undefined) known.set(value, (found = known.size));
    return found;
  };
  const of = new Int32Array(values.length + 1);
  of[0] = classOf(empty);
  for (let code = 0; code < values.length; code += 1) of[code + 1] = classOf(values[code] as Value);
  return { of, values: [...known.keys()] };
}

/** The values that rows hold, empty ones left out. */
export function usedValues(vector: Vector): Set<Value> {
  const used = new Uint8Array(vector.values.length);
  let some = false;
  for (const code of vector.codes) {
    if (code < 0) some = true;
    else used[code] = 1;
  }
  const found = new Set<Value>();
  for (let code = 0; code < used.length; code += 1) if (used[code] === 1) found.add(vector.values[code] as Value);
  if (some) found.add(vector.empty);
  found.delete(null);
  return found;
}
