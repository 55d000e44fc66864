import type { Table } from '@underpin/model';

/** Where references may point: the values that rows of a column hold, with their codes. Each column is walked once a run. */
export class ReferenceTargets {
  readonly #known = new Map<Table, Map<string, ReadonlyMap<string, number>>>();

  codesOf(table: Table, column: string): ReadonlyMap<string, number> {
    let columns = this.#known.get(table);
    if (columns === undefined) this.#known.set(table, (columns = new Map<string, ReadonlyMap<string, number>>()));
    let codes = columns.get(column);
    if (codes === undefined) columns.set(column, (codes = usedValues(table, column)));
    return codes;
  }
}

function usedValues(table: Table, column: string): Map<string, number> {
  const found = table.columns.get(column);
  const known = new Map<string, number>();
  if (found === undefined) return known;
  const used = new Uint8Array(found.values.length);
  for (let row = 0; row < table.rowCount; row += 1) {
    const code = found.codes[row] as number;
    if (code >= 0) used[code] = 1;
  }
  for (const [code, value] of found.values.entries()) {
    if (used[code] === 1) known.set(value, code);
  }
  return known;
}
