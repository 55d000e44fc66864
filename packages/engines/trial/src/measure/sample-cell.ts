import { sampleQuantile } from '../estimators/sample-quantile.ts';
import { LogSketch } from './log-sketch.ts';

/** Values of one interval: kept as they are, or, once told to, in a sketch. */
export class SampleCell {
  #values: Float64Array | null = new Float64Array(8);
  #sketch: LogSketch | null = null;
  count = 0;

  add(value: number): void {
    if (this.#sketch !== null) this.#sketch.add(value);
    else {
      let values = this.#values as Float64Array;
      if (this.count === values.length) {
        const next = new Float64Array(values.length * 2);
        next.set(values);
        this.#values = values = next;
      }
      values[this.count] = value;
    }
    this.count += 1;
  }

  /** How many single values it holds. */
  get kept(): number {
    return this.#sketch === null ? this.count : 0;
  }

  get exact(): boolean {
    return this.#sketch === null;
  }

  toSketch(relativeError: number): void {
    if (this.#sketch !== null) return;
    const sketch = new LogSketch(relativeError);
    for (const value of this.values()) sketch.add(value);
    this.#sketch = sketch;
    this.#values = null;
  }

  values(): Float64Array {
    return (this.#values ?? new Float64Array(0)).subarray(0, this.count);
  }

  /** Each value with how often it occurs, or each bucket with how many it holds. */
  entries(): readonly { readonly value: number; readonly count: number }[] {
    if (this.#sketch !== null) return this.#sketch.entries();
    return Array.from(this.values(), (value) => ({ value, count: 1 }));
  }

  median(): number {
    if (this.#sketch === null) return sampleQuantile(this.values().toSorted(), 0.5);
    const half = Math.floor((this.count - 1) / 2);
    const lower = this.#sketch.orderStatistic(half);
    return this.count % 2 === 1 ? lower : (lower + this.#sketch.orderStatistic(half + 1)) / 2;
  }
}
