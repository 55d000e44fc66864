/** Minimal sets of events (or of candidates) that make the top occur. */
export interface CutSets {
  /** How many there are, up to `maxOrder`. */
  readonly total: bigint;
  /** `byOrder[n]`: how many have n elements. One set of order 0 means that the top occurs whatever else holds. */
  readonly byOrder: readonly bigint[];
  /** The largest order that was looked for; null when all are counted. */
  readonly maxOrder: number | null;
  /** Exact probability of the top for independent events; null when it was not computed, for the reason in `noProbability`. */
  readonly probability: number | null;
  readonly noProbability: string | null;
  /** The first `n` sets, smallest first (equal sizes in an order that is the same on every run), each in the order of the events; made only when asked for. */
  readonly first: (n: number) => readonly (readonly string[])[];
}

export interface CutSetOptions {
  /** Look for sets up to this size only; null for all. */
  readonly maxOrder?: number | null;
  /** Most nodes of any one decision diagram (about 30 bytes each). */
  readonly nodeLimit?: number;
}

export const defaultNodeLimit = 4_000_000;
