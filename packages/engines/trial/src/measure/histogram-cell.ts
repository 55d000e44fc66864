/** What a histogram says of one quantile: the middle of its bucket, and how far the truth may lie from it. */
export interface BucketValue {
  readonly value: number;
  readonly relativeError: number;
}

/** Increases of a histogram's cumulative buckets within one interval. */
export class HistogramCell {
  readonly #increase = new Map<number, number>();

  add(bound: number, increase: number): void {
    this.#increase.set(bound, (this.#increase.get(bound) ?? 0) + increase);
  }

  /** Buckets in ascending order, each with its own count. Negative differences (buckets read at different moments) count as none. */
  buckets(): readonly (BucketValue & { readonly count: number })[] {
    const bounds = [...this.#increase].toSorted((a, b) => a[0] - b[0]);
    let [below, seen] = [0, 0];
    return bounds.flatMap(([bound, total]) => {
      const count = Math.max(0, Math.round(total - seen));
      seen = Math.max(seen, total);
      const bucket = { ...middle(below, bound), count };
      below = bound;
      return count > 0 ? [bucket] : [];
    });
  }

  quantile(q: number): BucketValue | null {
    const buckets = this.buckets();
    const rank = q * buckets.reduce((sum, { count }) => sum + count, 0);
    let seen = 0;
    for (const bucket of buckets) {
      seen += bucket.count;
      if (seen >= rank) return bucket;
    }
    return null;
  }
}

/** The geometric middle errs by the same factor on both sides; a bucket from zero, or without an upper bound, tells nothing. */
function middle(below: number, above: number): BucketValue {
  if (above === Infinity) return { value: below, relativeError: Infinity };
  if (below <= 0) return { value: above / 2, relativeError: 1 };
  return { value: Math.sqrt(below * above), relativeError: Math.sqrt(above / below) - 1 };
}
