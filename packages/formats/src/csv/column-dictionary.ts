import { randomInt } from 'node:crypto';
import type { TextColumn } from '@underpin/model';

/** Where hashes of cell bytes start: differs from run to run, so that nobody can prepare values that collide. */
export const hashSeed = randomInt(2 ** 31);

/** One more byte into a hash (FNV-1a). */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/**
 * A column while it is read: cells come as byte ranges with their hash, and become codes of a dictionary without a string
 * being made. Strings are made once per distinct value, at the end.
 */
export class ColumnDictionary {
  codes = new Int32Array(256);
  #slots = new Int32Array(64);
  #mask = 63;
  #hashes = new Int32Array(32);
  #starts = new Int32Array(32);
  #lengths = new Int32Array(32);
  #count = 0;

  put(row: number, data: Uint8Array, start: number, stop: number, hash: number): void {
    if (row >= this.codes.length) this.codes = doubled(this.codes);
    this.codes[row] = start === stop ? -1 : this.#code(data, start, stop - start, hash);
  }

  finish(rows: number, data: Uint8Array, ascii: boolean): TextColumn {
    const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const encoding = ascii ? 'latin1' : 'utf8';
    const values: string[] = [];
    for (let code = 0; code < this.#count; code += 1) {
      const start = this.#starts[code] as number;
      values.push(text.toString(encoding, start, start + (this.#lengths[code] as number)));
    }
    return { codes: this.codes.slice(0, rows), values };
  }

  #code(data: Uint8Array, start: number, length: number, hash: number): number {
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = this.#mask;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const code = (slots[slot] as number) - 1;
      if (code < 0) break;
      if (hashes[code] === hash && this.#lengths[code] === length) {
        const known = this.#starts[code] as number;
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
    if (code === this.#hashes.length) {
      this.#hashes = doubled(this.#hashes);
      this.#starts = doubled(this.#starts);
      this.#lengths = doubled(this.#lengths);
    }
    this.#hashes[code] = hash;
    this.#starts[code] = start;
    this.#lengths[code] = length;
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
      const hash = this.#hashes[code] as number;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
}
