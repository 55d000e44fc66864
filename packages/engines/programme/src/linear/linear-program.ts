/**
 * Minimise cost·x with rowLower <= A x <= rowUpper and lower <= x <= upper. A in compressed rows. Infinite bounds are
 * `Infinity`. `integer[j] = 1` asks for whole values.
 */
export interface LinearProgram {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  readonly integer?: Uint8Array;
}

export interface LinearAnswer {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'limit';
  readonly objective: number;
  /** For whole-number problems: no solution is better than this. For continuous ones the objective. */
  readonly bound: number;
  readonly primal: Float64Array;
  /** Shadow price of each row; empty for whole-number problems. */
  readonly rowDual: Float64Array;
  readonly reducedCost: Float64Array;
}

export interface LinearLimits {
  readonly seconds?: number;
  readonly relativeGap?: number;
}

/** An LP/MILP solver; the engine gets it as an argument (in the app: HiGHS). */
export type SolveLinear = (program: LinearProgram, limits?: LinearLimits) => LinearAnswer;
