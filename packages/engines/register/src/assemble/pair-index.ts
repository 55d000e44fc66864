/** A map from two integers to one, in flat arrays: composite keys without a string per row. */
export class PairIndex {
  #first: Int32Array;
  #second: Int32Array;
  #value: Int32Array;
  #mask: number;
  #size = 0;

  constructor(expected = 16) {
    let capacity = 32;
    while (capacity < expected * 2) capacity *= 2;
    this.#first = new Int32Array(capacity);
    this.#second = new Int32Array(capacity);
    this.#value = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** The value of a pair, or -1. */
  get(first: number, second: number): number {
    return this.#value[this.#slot(first, second)] as number;
  }

  /** Sets the value (0 or more) of a pair. */
  set(first: number, second: number, value: number): void {
    const slot = this.#slot(first, second);
    if (this.#value[slot] === -1) {
      this.#size += 1;
      this.#first[slot] = first;
      this.#second[slot] = second;
    }
    this.#value[slot] = value;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  /** The value of a pair; a new pair gets the next number. */
  intern(first: number, second: number): number {
    const known = this.get(first, second);
    if (known !== -1) return known;
    const next = this.#size;
    this.set(first, second, next);
    return next;
  }

  #slot(first: number, second: number): number {
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & this.#mask;
    while (this.#value[slot] !== -1 && (this.#first[slot] !== first || this.#second[slot] !== second)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [first, second, value] = [this.#first, this.#second, this.#value];
    const capacity = value.length * 2;
    this.#first = new Int32Array(capacity);
    this.#second = new Int32Array(capacity);
    this.#value = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
    for (let slot = 0; slot < value.length; slot += 1) {
      if (value[slot] === -1) continue;
      const free = this.#slot(first[slot] as number, second[slot] as number);
      this.#first[free] = first[slot] as number;
      this.#second[free] = second[slot] as number;
      this.#value[free] = value[slot] as number;
    }
  }
}
