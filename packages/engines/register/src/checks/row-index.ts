/** Rows of a table by the codes of several columns, without a string or object per row. */
export class RowIndex {
  readonly #columns: readonly Int32Array[];
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** `columns` must be equally long; rows are entered by {@link enter}. */
  constructor(columns: readonly Int32Array[], rows: number) {
    this.#columns = columns;
    let size = 16;
    while (size < rows * 2) size *= 2;
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
  }

  /** Enters a row; answers with the row of equal codes that was entered before, or -1. */
  enter(row: number): number {
    const slot = this.#slotOf(this.#columns, row);
    const known = (this.#slots[slot] as number) - 1;
    if (known < 0) this.#slots[slot] = row + 1;
    return known;
  }

  /** The entered row whose codes equal those at `row` of other columns, or -1. */
  find(codes: readonly Int32Array[], row: number): number {
    return (this.#slots[this.#slotOf(codes, row)] as number) - 1;
  }

  #slotOf(codes: readonly Int32Array[], row: number): number {
    const columns = this.#columns;
    const width = columns.length;
    let hash = 0;
    for (let index = 0; index < width; index += 1) {
      hash = Math.imul(hash ^ ((codes[index] as Int32Array)[row] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & this.#mask;
    for (;;) {
      const known = (this.#slots[slot] as number) - 1;
      if (known < 0) return slot;
      let index = 0;
      while (index < width && (columns[index] as Int32Array)[known] === (codes[index] as Int32Array)[row]) index += 1;
      if (index === width) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }
}
