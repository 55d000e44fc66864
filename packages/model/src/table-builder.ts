import type { Table, TextColumn } from './table.ts';

/** Collects rows into a {@link Table}. Grows by doubling; a cell of `''` is kept as empty. */
export class TableBuilder {
  readonly #name: string;
  readonly #file: string;
  readonly #columns: readonly string[];
  readonly #codes: Int32Array[];
  readonly #dictionaries: Map<string, number>[];
  readonly #values: string[][];
  #lines: Int32Array;
  #rows = 0;

  constructor(name: string, file: string, columns: readonly string[]) {
    this.#name = name;
    this.#file = file;
    this.#columns = columns;
    this.#codes = columns.map(() => new Int32Array(64));
    this.#dictionaries = columns.map(() => new Map());
    this.#values = columns.map(() => []);
    this.#lines = new Int32Array(64);
  }

  get rowCount(): number {
    return this.#rows;
  }

  /** Adds one row; `cells` in the order of the columns, missing ones empty. `line` defaults to the row's place below a header. */
  add(cells: readonly (string | undefined)[], line: number = this.#rows + 2): void {
    const row = this.#rows;
    if (row === this.#lines.length) this.#grow();
    this.#lines[row] = line;
    for (let column = 0; column < this.#columns.length; column += 1) {
      (this.#codes[column] as Int32Array)[row] = this.#code(column, cells[column] ?? '');
    }
    this.#rows = row + 1;
  }

  /** Adds one row given by column name. */
  addRow(row: Readonly<Record<string, string | undefined>>, line?: number): void {
    this.add(
      this.#columns.map((column) => row[column]),
      line ?? this.#rows + 2,
    );
  }

  build(): Table {
    const columns = new Map<string, TextColumn>();
    this.#columns.forEach((name, index) => {
      columns.set(name, {
        codes: (this.#codes[index] as Int32Array).slice(0, this.#rows),
        values: this.#values[index] as string[],
      });
    });
    return {
      name: this.#name,
      file: this.#file,
      rowCount: this.#rows,
      columns,
      lines: this.#lines.slice(0, this.#rows),
    };
  }

  #code(column: number, text: string): number {
    if (text === '') return -1;
    const dictionary = this.#dictionaries[column] as Map<string, number>;
    const known = dictionary.get(text);
    if (known !== undefined) return known;
    const values = this.#values[column] as string[];
    dictionary.set(text, values.length);
    values.push(text);
    return values.length - 1;
  }

  #grow(): void {
    const size = this.#lines.length * 2;
    this.#lines = grown(this.#lines, size);
    for (let column = 0; column < this.#codes.length; column += 1) {
      this.#codes[column] = grown(this.#codes[column] as Int32Array, size);
    }
  }
}

function grown(old: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size);
  next.set(old);
  return next;
}
