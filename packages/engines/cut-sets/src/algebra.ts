/** Where monotone equations can be solved: values are numbers that are equal exactly when they mean the same. */
export interface Algebra {
  readonly never: number;
  readonly always: number;
  event(place: number): number;
  or(a: number, b: number): number;
  and(a: number, b: number): number;
  /** Level of the first event that the value tests: what lies deepest is joined first. */
  depth(value: number): number;
}

/** At least `need` of `values`, by joining one value after the other: after each, how many hold so far. */
export function atLeast(algebra: Algebra, need: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => algebra.depth(b) - algebra.depth(a));
  if (need === 1) return sorted.reduce((joined, value) => algebra.or(joined, value), algebra.never);
  if (need === values.length) return sorted.reduce((joined, value) => algebra.and(joined, value), algebra.always);
  const reached = [algebra.always, ...Array.from({ length: need }, () => algebra.never)];
  for (const [seen, value] of sorted.entries()) {
    const remaining = sorted.length - seen - 1;
    const from = Math.max(1, need - remaining);
    for (let count = Math.min(need, seen + 1); count >= from; count--) {
      reached[count] = algebra.or(reached[count]!, algebra.and(value, reached[count - 1]!));
    }
  }
  return reached[need]!;
}
