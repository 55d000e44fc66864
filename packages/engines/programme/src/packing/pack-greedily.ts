import { packingSlack, type PackingProblem, type Pattern } from './packing-problem.ts';

/** How much the dimensions weigh when a workload is chosen for a server. */
type Weigh = (left: Float64Array, demand: Float64Array) => Float64Array;

const even: Weigh = (left) => new Float64Array(left.length).fill(1);
const scarce: Weigh = (left, demand) => demand.map((sum, at) => sum / Math.max(1e-9, left[at]));
const asked: Weigh = (_, demand) => demand;

/**
 * The best of several greedy packings, server by server: the workload that has the largest weighted need, or the one whose need
 * points most in the direction of what is left (dot product), until nothing fits; alike servers are loaded at once.
 */
export function packGreedily(
  problem: PackingProblem,
  counts: readonly number[],
): { pattern: Pattern; count: number }[] {
  let best: { pattern: Pattern; count: number }[] | null = null;
  let least = Infinity;
  for (const weigh of [even, scarce, asked])
    for (const byDirection of [false, true]) {
      const servers = packBy(problem, counts, weigh, byDirection);
      const total = servers.reduce((sum, { count }) => sum + count, 0);
      if (total < least) {
        least = total;
        best = servers;
      }
    }
  return best ?? [];
}

function packBy(
  { capacity, workloads }: PackingProblem,
  counts: readonly number[],
  weigh: Weigh,
  byDirection: boolean,
): { pattern: Pattern; count: number }[] {
  const size = workloads.map(({ needs }) =>
    Float64Array.from(needs, (need, at) => need / Math.max(1e-12, capacity[at] ?? 0)),
  );
  const left = [...counts];
  const servers: { pattern: Pattern; count: number }[] = [];
  const dimensions = capacity.length;
  for (;;) {
    const demand = new Float64Array(dimensions);
    let any = false;
    for (const [at, one] of size.entries())
      for (let dimension = 0; dimension < dimensions; dimension += 1) {
        demand[dimension] += (left[at] ?? 0) * one[dimension];
        any ||= (left[at] ?? 0) > 0;
      }
    if (!any) return servers;
    const free = new Float64Array(dimensions).fill(1 + packingSlack);
    const pattern = workloads.map(() => 0);
    for (;;) {
      const weight = weigh(free, demand);
      let chosen = -1;
      let most = -Infinity;
      for (const [at, one] of size.entries()) {
        if ((left[at] ?? 0) <= (pattern[at] ?? 0)) continue;
        let value = 0;
        let fitting = true;
        for (let dimension = 0; dimension < dimensions; dimension += 1) {
          fitting &&= one[dimension] <= free[dimension];
          value += weight[dimension] * one[dimension] * (byDirection ? free[dimension] : 1);
        }
        if (fitting && value > most) {
          most = value;
          chosen = at;
        }
      }
      const one = size[chosen];
      if (one === undefined) break;
      pattern[chosen] = (pattern[chosen] ?? 0) + 1;
      for (let dimension = 0; dimension < dimensions; dimension += 1) free[dimension] -= one[dimension];
    }
    let count = Infinity;
    for (const [at, used] of pattern.entries())
      if (used > 0) count = Math.min(count, Math.floor((left[at] ?? 0) / used));
    for (const [at, used] of pattern.entries()) left[at] = (left[at] ?? 0) - used * count;
    servers.push({ pattern, count });
  }
}
