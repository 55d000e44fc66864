/** What a gate asks of its children. AND, OR and "at least k of n" are coherent; the others are kept so that an engine can refuse them by name. */
export const gateKinds = ['and', 'or', 'atleast', 'not', 'nand', 'nor', 'xor', 'iff', 'imply', 'cardinality'] as const;
export type GateKind = (typeof gateKinds)[number];

export interface FaultTreeGate {
  readonly id: string;
  readonly kind: GateKind;
  /** For `atleast` the number of children that must occur; otherwise null. */
  readonly k: number | null;
  /** Ids of gates, events or constants. */
  readonly children: readonly string[];
}

export interface FaultTreeEvent {
  readonly id: string;
  /** Between 0 and 1; null when unobserved. */
  readonly probability: number | null;
}

/** A condition that is known to hold or not to hold, such as a house event. */
export interface FaultTreeConstant {
  readonly id: string;
  readonly value: boolean;
}

/** How an unwanted top event follows from basic events. Ids are unique over gates, events and constants. */
export interface FaultTree {
  readonly name: string;
  /** Id of the gate (or event) whose occurrence is asked about. */
  readonly top: string;
  readonly gates: readonly FaultTreeGate[];
  readonly events: readonly FaultTreeEvent[];
  readonly constants: readonly FaultTreeConstant[];
}
