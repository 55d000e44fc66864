/** Rows grouped by key: the rows of key k are `row[start[k] .. start[k + 1])`, in ascending order. */
export interface Groups {
  readonly start: Int32Array;
  readonly row: Int32Array;
}

/** Groups rows 0..keys.length by their key in 0..keyCount; a negative key is left out. Counting sort, two passes. */
export function groupBy(keys: ArrayLike<number>, keyCount: number): Groups {
  const start = new Int32Array(keyCount + 1);
  const rows = keys.length;
  for (let row = 0; row < rows; row += 1) {
    const key = keys[row] as number;
    if (key >= 0) start[key + 1] = (start[key + 1] as number) + 1;
  }
  for (let key = 0; key < keyCount; key += 1) start[key + 1] = (start[key + 1] as number) + (start[key] as number);
  const row = new Int32Array(start[keyCount] as number);
  const next = start.slice(0, keyCount);
  for (let index = 0; index < rows; index += 1) {
    const key = keys[index] as number;
    if (key < 0) continue;
    row[next[key] as number] = index;
    next[key] = (next[key] as number) + 1;
  }
  return { start, row };
}
