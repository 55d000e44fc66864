/** Rows grouped by key: those of key k are `row[start[k]]` to `row[start[k + 1] - 1]`, in their own order. */
export interface RowsByKey {
  readonly start: Int32Array;
  readonly row: Int32Array;
}

/** Groups rows by a key of 0..keys-1 in two passes; rows with a negative key are left out. */
export function rowsByKey(key: Int32Array, keys: number): RowsByKey {
  const start = new Int32Array(keys + 1);
  for (let row = 0; row < key.length; row += 1) {
    const at = key[row] as number;
    if (at >= 0) start[at + 1] = (start[at + 1] as number) + 1;
  }
  for (let at = 0; at < keys; at += 1) start[at + 1] = (start[at + 1] as number) + (start[at] as number);
  const next = start.slice(0, keys);
  const sorted = new Int32Array(start[keys] as number);
  for (let row = 0; row < key.length; row += 1) {
    const at = key[row] as number;
    if (at < 0) continue;
    const place = next[at] as number;
    sorted[place] = row;
    next[at] = place + 1;
  }
  return { start, row: sorted };
}
