import { type DenseProblem, noLimit } from '../dense-problem.ts';

/** What the rules are made of, for each node. */
export interface NodeFacts {
  /** Earliest start and latest end by precedence, release and deadline alone. */
  readonly head: Int32Array;
  readonly latest: Int32Array;
  /** Work of the node: share of all resources that its cheapest mode takes. */
  readonly work: Float64Array;
  /** Own weight, and with a share of what follows. */
  readonly weight: Float64Array;
  readonly following: Float64Array;
}

/** Heads, tails, work and weights of the nodes. `price` weighs the resources, renewable ones first. */
export function nodeFacts(problem: DenseProblem, price?: Float64Array): NodeFacts {
  const { nodes, order, modeStart, duration } = problem;
  const shortest = new Int32Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    let least = noLimit;
    for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) least = Math.min(least, duration[mode]);
    shortest[node] = least;
  }
  const head = new Int32Array(nodes);
  for (const node of order) {
    head[node] = Math.max(head[node], problem.release[node]);
    if (problem.fixedStart[node] >= 0) head[node] = problem.fixedStart[node];
    for (let at = problem.successorStart[node]; at < problem.successorStart[node + 1]; at += 1) {
      const other = problem.successor[at];
      head[other] = Math.max(head[other], head[node] + shortest[node] + problem.successorLag[at]);
    }
  }
  const latest = new Int32Array(nodes);
  const following = new Float64Array(nodes);
  for (let place = nodes - 1; place >= 0; place -= 1) {
    const node = order[place];
    latest[node] = Math.min(problem.horizon, problem.deadline[node]);
    following[node] = problem.weight[node];
    for (let at = problem.successorStart[node]; at < problem.successorStart[node + 1]; at += 1) {
      const other = problem.successor[at];
      // What has begun no longer asks what comes before it.
      if (problem.fixedStart[other] >= 0) continue;
      latest[node] = Math.min(latest[node], latest[other] - shortest[other] - problem.successorLag[at]);
      const waits = problem.predecessorStart[other + 1] - problem.predecessorStart[other];
      following[node] += following[other] / Math.max(1, waits);
    }
  }
  const total = problem.capacity.map((row) => row.reduce((sum, units) => sum + units, 0));
  const supply = problem.supplies.map(({ available, carryOver }) =>
    carryOver ? (available.at(-1) ?? 0) : available.reduce((sum, units) => sum + units, 0),
  );
  const work = new Float64Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    let least = Infinity;
    for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) {
      let sum = 0;
      for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1) {
        const at = problem.useResource[use];
        const energy = problem.useAmount[use] * duration[mode];
        sum += (energy * (price === undefined ? 1 : price[at])) / Math.max(1, total[at]);
      }
      for (let use = problem.consumeStart[mode]; use < problem.consumeStart[mode + 1]; use += 1) {
        const at = problem.consumeResource[use];
        const factor = price === undefined ? 1 : price[total.length + at];
        sum += (problem.consumeAmount[use] * factor) / Math.max(1, supply[at]);
      }
      least = Math.min(least, sum);
    }
    work[node] = least;
  }
  return { head, latest, work, weight: problem.weight, following };
}

/** Rules by which nodes are taken, lowest key first. */
export const priorityRules: readonly {
  readonly name: string;
  readonly key: (facts: NodeFacts, node: number) => number;
}[] = [
  { name: 'weight per work', key: ({ weight, work }, node) => -weight[node] / (work[node] + 1e-9) },
  {
    name: 'weight per work, with what follows',
    key: ({ following, work }, node) => -following[node] / (work[node] + 1e-9),
  },
  { name: 'weight', key: ({ weight }, node) => -weight[node] },
  { name: 'weight, with what follows', key: ({ following }, node) => -following[node] },
  { name: 'latest end', key: ({ latest }, node) => latest[node] },
  { name: 'earliest start', key: ({ head }, node) => head[node] },
  { name: 'least work', key: ({ work }, node) => work[node] },
  { name: 'order of the problem', key: (_, node) => node },
];

/** Nodes by rising key. */
export function sortByKey(key: Float64Array): Int32Array {
  const list = new Int32Array(key.length);
  for (let at = 0; at < list.length; at += 1) list[at] = at;
  return list.sort((a, b) => key[a] - key[b] || a - b);
}
