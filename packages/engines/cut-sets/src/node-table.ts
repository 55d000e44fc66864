import { nodeLimitReached } from './node-limit.ts';

/**
 * Unique table of decision nodes (level, low, high): equal nodes have the same number. Nodes 0 and 1 are the two ends;
 * their level lies below all others. Throws `nodeLimitReached` past `limit` nodes.
 */
export class NodeTable {
  level: Int32Array;
  low: Int32Array;
  high: Int32Array;
  count = 2;
  #limit: number;
  #slots: Int32Array;
  #mask: number;

  /** `expected` nodes fit without growing. */
  constructor(limit: number, expected: number) {
    this.#limit = limit;
    const size = roomFor(expected);
    this.level = new Int32Array(size);
    this.low = new Int32Array(size);
    this.high = new Int32Array(size);
    this.level[0] = this.level[1] = bottom;
    this.#slots = new Int32Array(size * 2);
    this.#mask = size * 2 - 1;
  }

  /** Forgets all nodes and keeps the memory. */
  reset(limit: number): void {
    this.#limit = limit;
    this.#slots.fill(0);
    this.count = 2;
  }

  /** The node that tests `level`, made if it is new. */
  node(level: number, low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let at = hash(level, low, high) & mask;
    for (let found = slots[at]!; found !== 0; found = slots[at]!) {
      if (this.low[found] === low && this.high[found] === high && this.level[found] === level) return found;
      at = (at + 1) & mask;
    }
    if (this.count >= this.#limit) throw nodeLimitReached;
    const made = this.count++;
    this.level[made] = level;
    this.low[made] = low;
    this.high[made] = high;
    slots[at] = made;
    if (this.count === this.level.length) this.#grow();
    return made;
  }

  #grow(): void {
    const size = this.level.length * 2;
    this.level = enlarged(this.level, size);
    this.low = enlarged(this.low, size);
    this.high = enlarged(this.high, size);
    const slots = new Int32Array(size * 2);
    const mask = size * 2 - 1;
    for (let node = 2; node < this.count; node++) {
      let at = hash(this.level[node]!, this.low[node]!, this.high[node]!) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = node;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** A power of two above what is expected, within reason. */
export function roomFor(expected: number, most = 32_768): number {
  let room = 64;
  while (room <= expected && room < most) room *= 2;
  return room;
}

/** Level of the two ends. */
export const bottom = 0x7fff_ffff;

function hash(level: number, low: number, high: number): number {
  const mixed = Math.imul(level, 0x9e37_79b1) ^ Math.imul(low, 0x85eb_ca6b) ^ Math.imul(high, 0xc2b2_ae35);
  return mixed ^ (mixed >>> 15);
}

function enlarged(from: Int32Array, size: number): Int32Array {
  const to = new Int32Array(size);
  to.set(from);
  return to;
}
