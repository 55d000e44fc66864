import { packingSlack, type PackingProblem, type Pattern } from './packing-problem.ts';

/** The pattern worth most at the given prices of workloads, and what no pattern is worth more than. */
export interface DearestPattern {
  readonly pattern: Pattern;
  readonly value: number;
  /** Equal to `value` unless the limit of nodes was reached. */
  readonly bound: number;
}

/**
 * Multi-dimensional bounded knapsack by branch and bound, depth first, most of the best workload first. The bound is the least
 * over the dimensions, and over their sum, of what is left times the best worth per unit of what may still come.
 */
export function dearestPattern(
  { capacity, workloads }: PackingProblem,
  price: Float64Array,
  mostNodes = 200_000,
): DearestPattern {
  const dimensions = capacity.length;
  const sizes = workloads.map(({ needs }) => {
    const row = needs.map((need, at) => need / Math.max(1e-12, capacity[at] ?? 0));
    return Float64Array.from([...row, row.reduce((sum, each) => sum + each, 0) / Math.max(1, dimensions)]);
  });
  const order = workloads
    .map((_, at) => at)
    .filter((at) => price[at] > 1e-12 && (workloads[at]?.count ?? 0) > 0)
    .toSorted((a, b) => price[b] / (sizes[b]?.[dimensions] ?? 1) - price[a] / (sizes[a]?.[dimensions] ?? 1));
  const rows = order.map((at) => sizes[at] ?? new Float64Array(dimensions + 1));
  // Best worth per unit of each dimension, and of their mean, from each place of the order on.
  const rate = rows.map(() => new Float64Array(dimensions + 1));
  for (let place = rows.length - 1; place >= 0; place -= 1)
    for (let dimension = 0; dimension <= dimensions; dimension += 1) {
      const need = rows[place]?.[dimension] ?? 0;
      const own = need > 0 ? price[order[place] ?? 0] / need : Infinity;
      rate[place]![dimension] = Math.max(own, rate[place + 1]?.[dimension] ?? 0);
    }
  const free = new Float64Array(dimensions + 1).fill(1 + packingSlack);
  const now = new Int32Array(order.length);
  let best = new Int32Array(order.length);
  let value = 0;
  let nodes = 0;
  const most = (place: number): number => {
    let least = Infinity;
    for (let dimension = 0; dimension <= dimensions; dimension += 1) {
      const each = rate[place]?.[dimension] ?? 0;
      if (each < Infinity) least = Math.min(least, each * Math.max(0, free[dimension]));
    }
    return least;
  };
  const search = (place: number, sofar: number): void => {
    if (sofar > value + 1e-12) {
      value = sofar;
      best = now.slice();
    }
    const row = rows[place];
    const at = order[place];
    if (row === undefined || at === undefined) return;
    nodes += 1;
    if (nodes > mostNodes || sofar + most(place) <= value + 1e-9) return;
    let count = workloads[at]?.count ?? 0;
    for (let dimension = 0; dimension < dimensions; dimension += 1)
      if (row[dimension] > 0) count = Math.min(count, Math.floor(free[dimension] / row[dimension]));
    for (let taken = count; taken >= 0; taken -= 1) {
      for (let dimension = 0; dimension <= dimensions; dimension += 1) free[dimension] -= taken * row[dimension];
      now[place] = taken;
      search(place + 1, sofar + taken * price[at]);
      now[place] = 0;
      for (let dimension = 0; dimension <= dimensions; dimension += 1) free[dimension] += taken * row[dimension];
    }
  };
  const root = rows.length === 0 ? 0 : most(0);
  search(0, 0);
  const pattern = workloads.map(() => 0);
  for (const [place, at] of order.entries()) pattern[at] = best[place];
  return { pattern, value, bound: nodes > mostNodes ? Math.max(value, root) : value + 1e-9 };
}
