import data from '../policies/control.json' with { type: 'json' };

/** Thresholds of the control engine, with their sources in `policies/control.json`. */
export interface ControlPolicy {
  readonly id: string;
  /** Share of votes that must be exceeded. */
  readonly majority: number;
  readonly tolerance: number;
  readonly viewOrder: readonly string[];
  readonly solveTolerance: number;
  readonly maxSweeps: number;
  readonly exactCycle: number;
  readonly coalitionWork: number;
}

export const controlPolicy: ControlPolicy = {
  id: data.id,
  majority: data.majority.value,
  tolerance: data.tolerance.value,
  viewOrder: data.viewOrder.value,
  solveTolerance: data.solve.tolerance,
  maxSweeps: data.solve.maxSweeps,
  exactCycle: data.solve.exactCycle,
  coalitionWork: data.coalitionWork.value,
};
