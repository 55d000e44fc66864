/** Groups rows by a key in `0 .. groups - 1`: rows of group g are `row[start[g]] .. row[start[g + 1] - 1]`, in order. */
export function compressRows(
  groups: number,
  rows: readonly (readonly number[])[],
  key: number,
): { readonly start: Int32Array; readonly row: Int32Array } {
  const start = new Int32Array(groups + 1);
  for (const row of rows) start[row[key] + 1] += 1;
  for (let group = 0; group < groups; group += 1) start[group + 1] += start[group];
  const next = start.slice(0, groups);
  const row = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const group = rows[at][key];
    row[next[group]] = at;
    next[group] += 1;
  }
  return { start, row };
}
