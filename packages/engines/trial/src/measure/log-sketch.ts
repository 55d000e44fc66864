/** Counts of one sign in buckets of equal relative width, dense over the range that occurs. */
class Buckets {
  offset = 0;
  counts = new Uint32Array(0);

  add(index: number, count: number): void {
    const at = index - this.offset;
    if (at >= 0 && at < this.counts.length) this.counts[at] = (this.counts[at] as number) + count;
    else this.#grow(index, count);
  }

  #grow(index: number, count: number): void {
    const empty = this.counts.length === 0;
    const first = empty ? index : Math.min(index, this.offset);
    const last = empty ? index : Math.max(index, this.offset + this.counts.length - 1);
    const spare = Math.max(8, Math.ceil((last - first + 1) / 8));
    const start = empty || first === index ? first - spare : this.offset;
    const end = empty || last === index ? last + spare : this.offset + this.counts.length - 1;
    const next = new Uint32Array(end - start + 1);
    if (!empty) next.set(this.counts, this.offset - start);
    next[index - start] = count;
    this.offset = start;
    this.counts = next;
  }
}

/**
 * Mergeable quantile sketch with logarithmic buckets (DDSketch: Masson, Rim, Lee 2019). Every quantile, that is every order
 * statistic, is answered with a relative error of at most `relativeError`; memory depends on the range of the values only.
 *
 * @example
 * const sketch = new LogSketch(0.001);
 * sketch.add(12.5);
 * sketch.orderStatistic(0); // 12.5, up to 0.1 %
 */
export class LogSketch {
  readonly relativeError: number;
  count = 0;
  #zeros = 0;
  readonly #scale: number;
  readonly #gamma: number;
  readonly #positive = new Buckets();
  readonly #negative = new Buckets();

  constructor(relativeError: number) {
    this.relativeError = relativeError;
    this.#gamma = (1 + relativeError) / (1 - relativeError);
    this.#scale = 1 / Math.log(this.#gamma);
  }

  add(value: number, count = 1): void {
    this.count += count;
    if (value > 0) this.#positive.add(Math.ceil(Math.log(value) * this.#scale), count);
    else if (value < 0) this.#negative.add(Math.ceil(Math.log(-value) * this.#scale), count);
    else this.#zeros += count;
  }

  /** Adds all that another sketch of the same error has seen. */
  merge(other: LogSketch): void {
    if (other.relativeError !== this.relativeError)
      throw new RangeError(`Cannot merge sketches of errors ${this.relativeError} and ${other.relativeError}`);
    this.count += other.count;
    this.#zeros += other.#zeros;
    for (const [own, theirs] of [
      [this.#positive, other.#positive],
      [this.#negative, other.#negative],
    ] as const)
      theirs.counts.forEach((count, at) => {
        if (count > 0) own.add(theirs.offset + at, count);
      });
  }

  /** Values that stand for the buckets, ascending, with how many values each has. */
  entries(): readonly { readonly value: number; readonly count: number }[] {
    const list: { value: number; count: number }[] = [];
    const { counts: below, offset: first } = this.#negative;
    for (let at = below.length - 1; at >= 0; at -= 1)
      if ((below[at] as number) > 0) list.push({ value: -this.#middle(first + at), count: below[at] as number });
    if (this.#zeros > 0) list.push({ value: 0, count: this.#zeros });
    this.#positive.counts.forEach((count, at) => {
      if (count > 0) list.push({ value: this.#middle(this.#positive.offset + at), count });
    });
    return list;
  }

  /** The value with `rank` values below it (rank from 0), up to the relative error; NaN when there is none. */
  orderStatistic(rank: number): number {
    let seen = 0;
    for (const { value, count } of this.entries()) {
      seen += count;
      if (seen > rank) return value;
    }
    return Number.NaN;
  }

  #middle(index: number): number {
    return (2 * this.#gamma ** index) / (1 + this.#gamma);
  }
}
