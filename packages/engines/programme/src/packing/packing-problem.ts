/** Alike workloads: what one needs in each dimension (cores, memory, storage, ...), and how many there are. */
export interface PackedWorkload {
  readonly id: string;
  readonly needs: readonly number[];
  readonly count: number;
}

/** Workloads to be put on as few alike servers as possible; needs and `capacity` in the same dimensions and units. */
export interface PackingProblem {
  readonly capacity: readonly number[];
  readonly workloads: readonly PackedWorkload[];
}

/** What one server carries: how many of each workload, in the order of the problem. */
export type Pattern = readonly number[];

export interface PackingAnswer {
  /** Patterns with the number of servers loaded so; null when a workload fits on no server (`tooLarge`). */
  readonly servers: readonly { readonly pattern: Pattern; readonly count: number }[] | null;
  readonly total: number;
  /** No packing needs fewer servers. */
  readonly lowerBound: number;
  /** The bound of the pattern LP before it is rounded up; the volume bound without a solver. */
  readonly patternBound: number;
  readonly tooLarge: readonly string[];
}

/** How far a sum may pass a capacity because of floating point. */
export const packingSlack = 1e-9;

export function fits(used: readonly number[], capacity: readonly number[]): boolean {
  return used.every((each, at) => each <= (capacity[at] ?? 0) * (1 + packingSlack));
}
