import type { TextColumn } from '@underpin/model';
import { randomSeed, rangeReader } from '../platform/platform.ts';

// Differs from run to run, so that nobody can prepare values that collide.
const hashSeed = randomSeed();

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

  put(row: number, data: Uint8Array, start: number, stop: number): void {
    if (row >= this.#codes.length) this.#codes = doubled(this.#codes);
    this.#codes[row] = start === stop ? -1 : this.#code(data, start, stop - start);
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

  #code(data: Uint8Array, start: number, length: number): number {
    const slots = this.#slots;
    const entries = this.#entries;
    const mask = this.#mask;
    const hash = hashOf(data, start, length);
    let slot = hash & mask;
    for (;;) {
      const code = (slots[slot] as number) - 1;
      if (code < 0) break;
      const at = code * stride;
      if (entries[at] === hash && entries[at + 2] === length) {
        const known = entries[at + 1] as number;
        let index = 0;
        while (index < length && data[known + index] === data[start + index]) index += 1;
        if (index === length) return code;
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

// Four bytes a step: the multiplications wait for each other, the loads do not.
function hashOf(data: Uint8Array, start: number, length: number): number {
  let hash = hashSeed ^ length;
  let at = start;
  const whole = start + (length & ~3);
  while (at < whole) {
    const word =
      (data[at] as number) |
      ((data[at + 1] as number) << 8) |
      ((data[at + 2] as number) << 16) |
      ((data[at + 3] as number) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
    at += 4;
  }
  const stop = start + length;
  while (at < stop) {
    hash = Math.imul(hash ^ (data[at] as number), 0x85ebca6b);
    at += 1;
  }
  return hash ^ (hash >>> 13);
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
}
