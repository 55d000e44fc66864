/** Key of the description inside a column file's footer. */
export const descriptionKey = 'underpin.columns';

export const lineColumn = '#line';

/**
 * What a column file says of itself. Column i of the table lies in the file twice: as text under its own name, for any
 * reader of Parquet, and as whole numbers under `#i`, which index `columns[i].values` (-1: empty cell).
 */
export interface Description {
  readonly version: 1;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Reads a description; throws when the text is not one that this version writes. */
export function descriptionOf(text: string): Description {
  const description = JSON.parse(text) as Description;
  if (description.version !== 1) {
    throw new Error(`Cannot read a column file of version ${String(description.version)}: expected version 1`);
  }
  return description;
}

export function codeColumn(index: number): string {
  return `#${index}`;
}

/** Names of the text columns in the file: DuckDB does not tell "Name" from "name", nor allow an empty name. */
export function textColumns(names: readonly string[]): readonly string[] {
  const taken = new Set([lineColumn, ...names.map((_, index) => codeColumn(index))]);
  return names.map((name) => {
    const plain = name.replaceAll('\0', ' ').trim() === '' ? 'unnamed' : name.replaceAll('\0', ' ');
    let free = plain;
    for (let tries = 2; taken.has(folded(free)); tries += 1) free = `${plain} (${tries})`;
    taken.add(folded(free));
    return free;
  });
}

function folded(name: string): string {
  return name.toLowerCase();
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
