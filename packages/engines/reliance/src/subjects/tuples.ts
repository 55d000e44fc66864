import type { FieldColumn } from './field-column.ts';

/** Distinct combinations of values: `tuple[item]` numbers them, `example[tuple]` is an item that has it. */
export interface Tuples {
  readonly tuple: Int32Array;
  readonly example: readonly number[];
}

const directLimit = 1 << 22;

/** Numbers the distinct combinations of some columns over the same items, so that work is done once for each. */
export function tuplesOf(items: number, columns: readonly FieldColumn[]): Tuples {
  let tuple = new Int32Array(items);
  let distinct = items > 0 ? 1 : 0;
  for (const { codes, values } of columns) {
    const width = values + 1;
    const next = new Int32Array(items);
    let found = 0;
    if (distinct * width <= directLimit) {
      const known = new Int32Array(distinct * width).fill(-1);
      for (let item = 0; item < items; item += 1) {
        const key = (tuple[item] as number) * width + (codes[item] as number) + 1;
        if (known[key] === -1) known[key] = found++;
        next[item] = known[key] as number;
      }
    } else {
      const known = new Map<number, number>();
      for (let item = 0; item < items; item += 1) {
        const key = (tuple[item] as number) * width + (codes[item] as number) + 1;
        let id = known.get(key);
        if (id === undefined) known.set(key, (id = found++));
        next[item] = id;
      }
    }
    tuple = next;
    distinct = found;
  }
  const example: number[] = Array.from({ length: distinct });
  for (let item = items - 1; item >= 0; item -= 1) example[tuple[item] as number] = item;
  return { tuple, example };
}
