import { RowIndex } from '../checks/row-index.ts';
import { textOf } from './functions.ts';
import { classesOf, valueAt } from './vector.ts';
import type { Vector } from './vector.ts';

/**
 * For each row of `sought`, whether its texts put together are those of some row of `known`, put together. Rows are compared
 * part by part, by codes; only where that fails, texts are made: "A1" with "2" is, put together, the same as "A" with "12".
 */
export function tupleMembership(sought: readonly Vector[], known: readonly Vector[]): Vector {
  const [first] = sought;
  const rows = first?.codes.length ?? 0;
  const knownRows = known[0]?.codes.length ?? 0;
  const pairs = known.map((vector, part) => translated(sought[part] as Vector, vector));
  const index = new RowIndex(
    pairs.map(({ there }) => there),
    knownRows,
  );
  for (let row = 0; row < knownRows; row += 1) index.enter(row);
  const here = pairs.map((pair) => pair.here);
  const codes = new Int32Array(rows);
  let texts: Set<string> | null = null;
  for (let row = 0; row < rows; row += 1) {
    if (here.every((part) => (part[row] as number) >= 0) && index.find(here, row) >= 0) {
      codes[row] = 1;
      continue;
    }
    if (sought.every((vector) => valueAt(vector, row) === null)) continue;
    texts ??= new Set(Array.from({ length: knownRows }, (_, at) => joinedText(known, at)));
    if (texts.has(joinedText(sought, row))) codes[row] = 1;
  }
  return { table: first?.table ?? '', codes, values: [false, true], empty: null };
}

function joinedText(vectors: readonly Vector[], row: number): string {
  return vectors.map((vector) => textOf(valueAt(vector, row))).join('');
}

/** Both vectors as classes of the second one's texts; -1 where that holds no such text. */
function translated(sought: Vector, known: Vector): { readonly here: Int32Array; readonly there: Int32Array } {
  const classes = classesOf(known);
  const byText = new Map<string, number>();
  const same = classes.values.map((value, at) => {
    const text = textOf(value);
    const earlier = byText.get(text);
    if (earlier === undefined) byText.set(text, at);
    return earlier ?? at;
  });
  const there = classed(
    known,
    Int32Array.from(classes.of, (at) => same[at] as number),
  );
  const table = new Int32Array(sought.values.length + 1);
  table[0] = byText.get(textOf(sought.empty)) ?? -1;
  for (let code = 0; code < sought.values.length; code += 1)
    table[code + 1] = byText.get(textOf(sought.values[code] ?? null)) ?? -1;
  return { here: classed(sought, table), there };
}

function classed({ codes }: Vector, table: Int32Array): Int32Array {
  const result = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) result[row] = table[(codes[row] as number) + 1] as number;
  return result;
}
