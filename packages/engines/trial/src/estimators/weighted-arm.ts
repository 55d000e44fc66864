import type { Block } from './shift.ts';

const stride = 512;

/**
 * Values of one arm over all blocks, sorted, each standing for a number of measurements. Its quantile for any weights of
 * the blocks comes from counts up to every 512th value, so that a resample of blocks costs little however many values there are.
 */
export class WeightedArm {
  /** How many measurements there are. */
  readonly size: number;
  /** The sorted values when each stands for one measurement, else null. */
  readonly plain: Float64Array | null;
  readonly #sorted: Float64Array;
  readonly #block: Int32Array;
  readonly #times: Float64Array;
  readonly #blocks: number;
  /** Measurements of each block before value `stride * i`. */
  readonly #before: Float64Array;
  readonly #sizes: Float64Array;
  /** Measurements up to each value. */
  #upTo: Float64Array | null = null;

  constructor(blocks: readonly Block[], arm: 'candidate' | 'incumbent') {
    this.#blocks = blocks.length;
    const length = blocks.reduce((sum, block) => sum + block[arm].length, 0);
    const [flat, of, times] = [new Float64Array(length), new Int32Array(length), new Float64Array(length).fill(1)];
    let at = 0;
    blocks.forEach((block, index) => {
      const weights = block.weights?.[arm];
      for (let own = 0; own < block[arm].length; own += 1, at += 1) {
        flat[at] = block[arm][own] as number;
        of[at] = index;
        if (weights !== undefined) times[at] = weights[own] as number;
      }
    });
    const order = Uint32Array.from(flat.keys()).sort((a, b) => (flat[a] as number) - (flat[b] as number));
    this.#sorted = Float64Array.from(order, (from) => flat[from] as number);
    this.#block = Int32Array.from(order, (from) => of[from] as number);
    this.#times = Float64Array.from(order, (from) => times[from] as number);
    const marks = Math.ceil(length / stride) + 1;
    this.#before = new Float64Array(marks * this.#blocks);
    const seen = new Float64Array(this.#blocks);
    for (let i = 0; i < length; i += 1) {
      if (i % stride === 0) this.#before.set(seen, (i / stride) * this.#blocks);
      const block = this.#block[i] as number;
      seen[block] = (seen[block] as number) + (this.#times[i] as number);
    }
    this.#before.set(seen, (marks - 1) * this.#blocks);
    this.#sizes = seen;
    this.size = seen.reduce((sum, count) => sum + count, 0);
    this.plain = this.size === length ? this.#sorted : null;
  }

  total(weight: Float64Array): number {
    return this.#sizes.reduce((sum, size, block) => sum + size * (weight[block] as number), 0);
  }

  /** Quantile (linear between order statistics) when block b counts `weight[b]` times; NaN without values. */
  quantile(weight: Float64Array, q: number): number {
    const total = this.total(weight);
    if (total === 0) return Number.NaN;
    const at = (total - 1) * q;
    const low = Math.floor(at);
    const first = this.#find(weight, low);
    const value = this.#sorted[first.index] as number;
    if (low === at || first.seen > low + 1) return value;
    let next = first.index + 1;
    while (next < this.#sorted.length - 1 && weight[this.#block[next] as number] === 0) next += 1;
    return value + (at - low) * ((this.#sorted[next] ?? value) - value);
  }

  /** The value with `rank` measurements below it, every block counted once. */
  orderStatistic(rank: number): number {
    if (this.plain !== null) return this.plain[rank] as number;
    if (this.#upTo === null) {
      this.#upTo = new Float64Array(this.#times.length);
      let sum = 0;
      this.#times.forEach((times, at) => ((this.#upTo as Float64Array)[at] = sum += times));
    }
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] as number) > rank) high = middle;
      else low = middle + 1;
    }
    return this.#sorted[low] as number;
  }

  /** The first value by which more than `rank` measurements are seen, and how many are. */
  #find(weight: Float64Array, rank: number): { readonly index: number; readonly seen: number } {
    let [low, high] = [0, this.#before.length / this.#blocks - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#seenBefore(weight, middle) > rank) high = middle;
      else low = middle;
    }
    let seen = this.#seenBefore(weight, low);
    for (let index = low * stride; index < this.#sorted.length; index += 1) {
      seen += (weight[this.#block[index] as number] as number) * (this.#times[index] as number);
      if (seen > rank) return { index, seen };
    }
    return { index: this.#sorted.length - 1, seen };
  }

  #seenBefore(weight: Float64Array, mark: number): number {
    let sum = 0;
    const from = mark * this.#blocks;
    for (let block = 0; block < this.#blocks; block += 1)
      sum += (weight[block] as number) * (this.#before[from + block] as number);
    return sum;
  }
}
