/** Samples of both arms within one block: only values of the same block are compared. */
export interface Block {
  readonly candidate: ArrayLike<number>;
  readonly incumbent: ArrayLike<number>;
  /** How many measurements each value stands for; absent: one each. Only quantile ratios take them. */
  readonly weights?: { readonly candidate: ArrayLike<number>; readonly incumbent: ArrayLike<number> };
}

/** A location shift of the candidate against the incumbent (candidate minus incumbent), with a one-sided bound on each side. */
export interface Shift {
  readonly estimate: number;
  /** Each bound alone has the confidence 1 - alpha; -Infinity or Infinity when the data are too few for one. */
  readonly lower: number;
  readonly upper: number;
  /** P-value of "the shift is at least the margin" against "less". */
  readonly pLess: number;
  /** P-value of "the shift is at most the margin" against "greater". */
  readonly pGreater: number;
  readonly method: 'exact' | 'asymptotic';
  /** Values used: of the candidate and the incumbent, or pairs twice. */
  readonly n: readonly [candidate: number, incumbent: number];
}
