import type { TextColumn } from '@underpin/model';
import { rangeReader } from '../platform/platform.ts';

const stride = 3;

/**
 * A column while it is read: cells come as byte ranges and become codes of a dictionary without a string being made.
 * Strings are made once per distinct value, at the end.
 */
export class ColumnDictionary {
  #codes: Int32Array<ArrayBuffer>;
  #slots = new Int32Array(64);
  #mask = 63;
  // Hash, start and length of each distinct value, side by side.
  #entries = new Int32Array(32 * stride);
  #count = 0;

  constructor(expectedRows = 256) {
    this.#codes = new Int32Array(expectedRows);
  }

  /** Enters the cell from `start` to `stop`; `hash` is the range's, as of `hashOf`. */
  put(row: number, view: DataView, start: number, stop: number, hash: number): void {
    if (row >= this.#codes.length) this.#codes = doubled(this.#codes);
    this.#codes[row] = start === stop ? -1 : this.#code(view, start, stop - start, hash);
  }

  finish(rows: number, data: Uint8Array, ascii: boolean): TextColumn {
    const textOf = rangeReader(data, ascii);
    const values: string[] = [];
    for (let at = 0; at < this.#count * stride; at += stride) {
      const start = this.#entries[at + 1] as number;
      values.push(textOf(start, start + (this.#entries[at + 2] as number)));
    }
    return { codes: this.#codes.slice(0, rows), values };
  }

  #code(view: DataView, start: number, length: number, hash: number): number {
    const slots = this.#slots;
    const entries = this.#entries;
    const mask = this.#mask;
    let slot = hash & mask;
    for (;;) {
      const code = (slots[slot] as number) - 1;
      if (code < 0) break;
      const at = code * stride;
      if (entries[at] === hash && entries[at + 2] === length) {
        if (sameBytes(view, entries[at + 1] as number, start, length)) return code;
      }
      slot = (slot + 1) & mask;
    }
    return this.#insert(slot, start, length, hash);
  }

  #insert(slot: number, start: number, length: number, hash: number): number {
    const code = this.#count;
    const at = code * stride;
    if (at === this.#entries.length) this.#entries = doubled(this.#entries);
    this.#entries[at] = hash;
    this.#entries[at + 1] = start;
    this.#entries[at + 2] = length;
    this.#slots[slot] = code + 1;
    this.#count = code + 1;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    return code;
  }

  #spread(): void {
    const size = this.#slots.length * 4;
    const slots = new Int32Array(size);
    this.#mask = size - 1;
    for (let code = 0; code < this.#count; code += 1) {
      let slot = (this.#entries[code * stride] as number) & this.#mask;
      while (slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }
}

function sameBytes(view: DataView, one: number, other: number, length: number): boolean {
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    if (view.getInt32(one + index, true) !== view.getInt32(other + index, true)) return false;
  }
  for (; index < length; index += 1) if (view.getUint8(one + index) !== view.getUint8(other + index)) return false;
  return true;
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
}
