import { RowIndex } from '../checks/row-index.ts';
import { textOf } from './functions.ts';
import { keptUnder, valueAt } from './vector.ts';
import type { Vector } from './vector.ts';

/**
 * For each row of `sought`, whether its texts put together are those of some row of `known`, put together. Rows are compared
 * part by part, by classes of equal texts; only where that fails, texts are made: "A1" with "2" is, put together, the same as
 * "A" with "12".
 */
export function tupleMembership(sought: readonly Vector[], known: readonly Vector[]): Vector {
  const [first] = sought;
  const rows = first?.codes.length ?? 0;
  const here = sought.map((vector, part) => ({ codes: vector.codes, of: translated(vector, known[part] as Vector) }));
  const there = known.map((vector) => ({ codes: vector.codes, of: textsOf(vector).classes }));
  const codes = equalRows(here, there, known);
  let texts: Set<string> | null = null;
  for (let row = 0; row < rows; row += 1) {
    if (codes[row] === 1) continue;
    if (sought.every((vector) => valueAt(vector, row) === null)) continue;
    texts ??= new Set(Array.from({ length: known[0]?.codes.length ?? 0 }, (_, at) => joinedText(known, at)));
    if (texts.has(joinedText(sought, row))) codes[row] = 1;
  }
  return { table: first?.table ?? '', codes, values: [false, true], empty: null };
}

function joinedText(vectors: readonly Vector[], row: number): string {
  return vectors.map((vector) => textOf(valueAt(vector, row))).join('');
}

/** A column as classes of texts: that of a row is `of[code + 1]`; -1 is a text that the other side does not hold. */
interface Part {
  readonly codes: Int32Array;
  readonly of: Int32Array;
}

const largestGrid = 1 << 22;

// 1 where a row of one side equals a row of the other: by a place for each possible pair, or by an index of rows.
function equalRows(here: readonly Part[], there: readonly Part[], known: readonly Vector[]): Int32Array {
  const found = new Int32Array(here[0]?.codes.length ?? 0);
  const [a, b] = here;
  const [c, d] = there;
  const width = textsOf(known[1] ?? (known[0] as Vector)).byText.size;
  const places = textsOf(known[0] as Vector).byText.size * width;
  if (here.length === 2 && places <= largestGrid) {
    const grid = new Uint8Array(places);
    enterPairs(grid, width, c as Part, d as Part);
    findPairs(grid, width, a as Part, b as Part, found);
    return found;
  }
  const rows = there[0]?.codes.length ?? 0;
  const index = new RowIndex(there.map(classed), rows);
  for (let row = 0; row < rows; row += 1) index.enter(row);
  const columns = here.map(classed);
  for (let row = 0; row < found.length; row += 1) found[row] = index.find(columns, row) < 0 ? 0 : 1;
  return found;
}

function enterPairs(grid: Uint8Array, width: number, left: Part, right: Part): void {
  const [a, ofA, b, ofB] = [left.codes, left.of, right.codes, right.of];
  for (let row = 0; row < a.length; row += 1)
    grid[(ofA[(a[row] as number) + 1] as number) * width + (ofB[(b[row] as number) + 1] as number)] = 1;
}

function findPairs(grid: Uint8Array, width: number, left: Part, right: Part, found: Int32Array): void {
  const [a, ofA, b, ofB] = [left.codes, left.of, right.codes, right.of];
  for (let row = 0; row < found.length; row += 1) {
    const [one, two] = [ofA[(a[row] as number) + 1] as number, ofB[(b[row] as number) + 1] as number];
    if (one >= 0 && two >= 0) found[row] = grid[one * width + two] as number;
  }
}

function classed({ codes, of }: Part): Int32Array {
  const result = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) result[row] = of[(codes[row] as number) + 1] as number;
  return result;
}

interface Texts {
  readonly byText: ReadonlyMap<string, number>;
  /** The class of a code, at `code + 1`; at 0 that of empty cells. */
  readonly classes: Int32Array;
}

const textsOfVector = new WeakMap<object, Texts>();

function textsOf(vector: Vector): Texts {
  const key = keptUnder(vector);
  const known = textsOfVector.get(key);
  if (known !== undefined) return known;
  const byText = new Map<string, number>();
  const classes = new Int32Array(vector.values.length + 1);
  for (let at = 0; at < classes.length; at += 1) {
    const text = textOf(at === 0 ? vector.empty : (vector.values[at - 1] ?? null));
    let found = byText.get(text);
    if (found === undefined) byText.set(text, (found = byText.size));
    classes[at] = found;
  }
  const made = { byText, classes };
  textsOfVector.set(key, made);
  return made;
}

const translations = new WeakMap<object, WeakMap<object, Int32Array>>();

/** The classes of `known` for each code of `sought`, as in {@link Texts}; -1 where it holds no such text. */
function translated(sought: Vector, known: Vector): Int32Array {
  let ofKnown = translations.get(keptUnder(known));
  if (ofKnown === undefined) translations.set(keptUnder(known), (ofKnown = new WeakMap()));
  let table = ofKnown.get(keptUnder(sought));
  if (table !== undefined) return table;
  const { byText } = textsOf(known);
  table = new Int32Array(sought.values.length + 1);
  table[0] = byText.get(textOf(sought.empty)) ?? -1;
  for (let code = 0; code < sought.values.length; code += 1)
    table[code + 1] = byText.get(textOf(sought.values[code] ?? null)) ?? -1;
  ofKnown.set(keptUnder(sought), table);
  return table;
}
