/** Misses for each pair of room before the room grows: memory that is touched for the first time costs more than most misses. */
const missesForEach = 8;

/** Remembers results for pairs of nodes; a newer pair may push out an older one, so a miss only costs time. */
export class PairCache {
  #keys: Int32Array;
  /** One more than the result; 0 where nothing is remembered. */
  #results: Int32Array;
  #mask: number;
  #misses = 0;

  /** `room` is a power of two: the number of pairs to start with. */
  constructor(room: number) {
    this.#keys = new Int32Array(room * 2);
    this.#results = new Int32Array(room);
    this.#mask = room - 1;
  }

  /** Forgets all pairs and keeps the memory. */
  reset(): void {
    this.#results.fill(0);
    this.#misses = 0;
  }

  /** The remembered result, or -1. */
  get(a: number, b: number): number {
    const at = slot(a, b) & this.#mask;
    return this.#keys[2 * at] === a && this.#keys[2 * at + 1] === b ? this.#results[at]! - 1 : -1;
  }

  set(a: number, b: number, result: number): void {
    if (++this.#misses > this.#mask * missesForEach && this.#mask < 0x3f_ffff) this.#grow();
    const at = slot(a, b) & this.#mask;
    this.#keys[2 * at] = a;
    this.#keys[2 * at + 1] = b;
    this.#results[at] = result + 1;
  }

  #grow(): void {
    const keys = this.#keys;
    const results = this.#results;
    const size = results.length * 4;
    this.#keys = new Int32Array(size * 2);
    this.#results = new Int32Array(size);
    this.#mask = size - 1;
    for (let old = 0; old < results.length; old++) {
      const result = results[old]!;
      if (result === 0) continue;
      const at = slot(keys[2 * old]!, keys[2 * old + 1]!) & this.#mask;
      this.#keys[2 * at] = keys[2 * old]!;
      this.#keys[2 * at + 1] = keys[2 * old + 1]!;
      this.#results[at] = result;
    }
  }
}

function slot(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b);
  return mixed ^ (mixed >>> 15);
}
