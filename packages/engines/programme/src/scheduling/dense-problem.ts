/** What stands for "never" or "no limit" in the dense form. */
export const noLimit = 0x3fffffff;

/**
 * A scheduling problem as typed arrays. Nodes are the tasks in their order, then one node of no length for each gate.
 * Times are periods; lists are in compressed rows: those of node v are `x[start[v]] .. x[start[v + 1] - 1]`.
 */
export interface DenseProblem {
  readonly objective: 'reliance' | 'makespan';
  readonly stability: number;
  readonly tasks: number;
  readonly nodes: number;
  readonly horizon: number;

  readonly modeStart: Int32Array;
  readonly duration: Int32Array;
  readonly cost: Float64Array;
  readonly useStart: Int32Array;
  readonly useResource: Int32Array;
  readonly useAmount: Int32Array;
  readonly consumeStart: Int32Array;
  readonly consumeResource: Int32Array;
  readonly consumeAmount: Float64Array;
  /** Of each mode: the table in `nextStart` that its calendars make, or -1. */
  readonly modeTable: Int32Array;
  /** Earliest start allowed by the calendars at or after a period; `noLimit` where there is none. */
  readonly nextStart: readonly Int32Array[];

  readonly weight: Float64Array;
  readonly release: Int32Array;
  readonly deadline: Int32Array;
  readonly fixedStart: Int32Array;
  readonly fixedMode: Int32Array;
  readonly planned: Int32Array;

  readonly successorStart: Int32Array;
  readonly successor: Int32Array;
  readonly successorLag: Int32Array;
  readonly successorMaxLag: Int32Array;
  readonly predecessorStart: Int32Array;
  readonly predecessor: Int32Array;
  readonly predecessorLag: Int32Array;
  readonly predecessorMaxLag: Int32Array;
  /** Nodes, every one after its predecessors. */
  readonly order: Int32Array;

  /** Capacity of each renewable resource in each period. */
  readonly capacity: readonly Int32Array[];
  readonly supplies: readonly DenseSupply[];
}

/** A cumulative resource: its buckets begin at period 0 and at each inflow. */
export interface DenseSupply {
  readonly carryOver: boolean;
  readonly bucketFrom: Int32Array;
  /** With carry-over: all that came up to this bucket. Without: what this bucket has. */
  readonly available: Float64Array;
  /** Bucket of each period, 0 .. horizon. */
  readonly bucketOf: Int32Array;
}
