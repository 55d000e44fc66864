import type { DenseProblem } from '../dense-problem.ts';

/** Fields of a packed word: 8 bits each for capacities up to 127, else 16 bits. The top bit of a field is its guard. */
interface Packing {
  readonly bits: 8 | 16;
  readonly words: number;
  readonly guard: number;
}

/**
 * A single-mode project with constant capacities and plain precedence: what the makespan search works on. Demands of up to
 * four resources lie side by side in one 32-bit word, so that one subtraction compares all of them.
 */
export interface ClassicProject {
  readonly size: number;
  readonly resources: number;
  readonly duration: Int32Array;
  /** Demand of task i of resource k: `demand[i * resources + k]`. */
  readonly demand: Int32Array;
  readonly capacity: Int32Array;
  readonly words: number;
  readonly guard: number;
  readonly packedDemand: Int32Array;
  readonly packedCapacity: Int32Array;
  readonly successorStart: Int32Array;
  readonly successor: Int32Array;
  readonly predecessorStart: Int32Array;
  readonly predecessor: Int32Array;
  readonly order: Int32Array;
  /** Sum of durations: no left-justified schedule is longer. */
  readonly longest: number;
}

/** The problem as a classic project, or null when it has more than a classic project can say. */
export function classicProject(problem: DenseProblem): ClassicProject | null {
  const { nodes, modeStart, duration, capacity, supplies } = problem;
  if (problem.objective !== 'makespan' || supplies.length > 0 || duration.length !== nodes) return null;
  for (let node = 0; node < nodes; node += 1) {
    if (modeStart[node + 1] !== node + 1) return null;
    if (problem.release[node] > 0 || problem.deadline[node] < problem.horizon || problem.fixedStart[node] >= 0)
      return null;
    if (problem.planned[node] >= 0 || problem.modeTable[node] >= 0) return null;
  }
  if (problem.successorLag.some((lag) => lag > 0)) return null;
  if (problem.successorMaxLag.some((lag) => lag < problem.horizon)) return null;
  const resources = capacity.length;
  const limits = new Int32Array(resources);
  for (const [at, row] of capacity.entries()) {
    limits[at] = row.length === 0 ? 0 : row[0];
    if (row.some((units) => units !== limits[at])) return null;
  }
  const demand = new Int32Array(nodes * resources);
  for (let node = 0; node < nodes; node += 1)
    for (let use = problem.useStart[node]; use < problem.useStart[node + 1]; use += 1)
      demand[node * resources + problem.useResource[use]] += problem.useAmount[use];
  for (let at = 0; at < demand.length; at += 1) if (demand[at] > limits[at % resources]) return null;
  const packing = packingOf(limits);
  if (packing === null) return null;
  let longest = 0;
  for (const length of duration) longest += length;
  if (longest > problem.horizon) return null;
  return {
    size: nodes,
    resources,
    duration,
    demand,
    capacity: limits,
    words: packing.words,
    guard: packing.guard,
    packedDemand: pack(demand, nodes, resources, packing),
    packedCapacity: pack(limits, 1, resources, packing),
    successorStart: problem.successorStart,
    successor: problem.successor,
    predecessorStart: problem.predecessorStart,
    predecessor: problem.predecessor,
    order: problem.order,
    longest,
  };
}

function packingOf(limits: Int32Array): Packing | null {
  const most = Math.max(0, ...limits);
  if (most > 0x7fff) return null;
  const bits = most <= 0x7f ? 8 : 16;
  return {
    bits,
    words: Math.max(1, Math.ceil(limits.length / (32 / bits))),
    guard: bits === 8 ? 0x80808080 | 0 : 0x80008000 | 0,
  };
}

function pack(values: Int32Array, rows: number, resources: number, { bits, words }: Packing): Int32Array {
  const each = 32 / bits;
  const packed = new Int32Array(rows * words);
  for (let row = 0; row < rows; row += 1)
    for (let at = 0; at < resources; at += 1)
      packed[row * words + Math.floor(at / each)] |= values[row * resources + at] << (bits * (at % each));
  return packed;
}
