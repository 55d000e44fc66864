/**
 * Monotone equations in integers. Nodes `0 .. events-1` are events; node `events + g` is gate g, which holds when at
 * least `need[g]` of `children[g]` hold. Gates may depend on each other in a circle: the least solution is meant.
 */
export interface Formula {
  readonly events: number;
  readonly need: readonly number[];
  readonly children: readonly (readonly number[])[];
}

/** A formula and the node that is asked about; a top that never or always holds is a boolean. */
export interface RootedFormula {
  readonly formula: Formula;
  readonly top: number | boolean;
}
