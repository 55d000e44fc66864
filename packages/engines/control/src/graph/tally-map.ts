/** Sums by (tally, block) in open addressing: plain numbers, no objects, grows by doubling. */
export class TallyMap {
  readonly #blocks: number;
  #keys: Float64Array;
  #sums: Float64Array;
  #size = 0;

  constructor(blocks: number, expected: number) {
    this.#blocks = Math.max(1, blocks);
    let capacity = 16;
    while (capacity < expected * 2) capacity *= 2;
    this.#keys = new Float64Array(capacity).fill(-1);
    this.#sums = new Float64Array(capacity);
  }

  /** Adds to the sum and answers the new sum. */
  add(tally: number, block: number, value: number): number {
    if (this.#size * 2 > this.#keys.length) this.#grow();
    const key = tally * this.#blocks + block;
    const place = this.#place(key);
    if (this.#keys[place] === -1) {
      this.#keys[place] = key;
      this.#size += 1;
    }
    const sum = (this.#sums[place] as number) + value;
    this.#sums[place] = sum;
    return sum;
  }

  /** Takes the sum out: answers it and leaves zero. */
  take(tally: number, block: number): number {
    const place = this.#place(tally * this.#blocks + block);
    if (this.#keys[place] === -1) return 0;
    const sum = this.#sums[place] as number;
    this.#sums[place] = 0;
    return sum;
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul(Math.floor(key / 4_294_967_296) | 0, 0x85ebca6b);
    hash ^= hash >>> 15;
    let place = hash & mask;
    while (this.#keys[place] !== -1 && this.#keys[place] !== key) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const keys = this.#keys;
    const sums = this.#sums;
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#sums = new Float64Array(keys.length * 2);
    keys.forEach((key, place) => {
      if (key === -1) return;
      const next = this.#place(key);
      this.#keys[next] = key;
      this.#sums[next] = sums[place] as number;
    });
  }
}
