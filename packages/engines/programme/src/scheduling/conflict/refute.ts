import { type DenseProblem, noLimit } from '../dense-problem.ts';
import { PlanState } from '../plan/plan-state.ts';
import { exhaustiveSearch } from './exhaustive-search.ts';

/**
 * Whether it is proved that no plan keeps everything, deadlines included: by earliest and latest dates, by what supplies must
 * give in time, by the work that must fit into spans of time, and on tiny problems by trying all orders. False says nothing.
 */
export function refute(problem: DenseProblem): boolean {
  const windows = datesOf(problem);
  if (windows === null) return true;
  return (
    supplyTooLate(problem, windows) ||
    workTooMuch(problem, windows) ||
    fixedTooMuch(problem) ||
    exhaustiveSearch(problem) === 'none'
  );
}

interface Windows {
  readonly from: Int32Array;
  /** Latest start. */
  readonly to: Int32Array;
}

/** Earliest and latest starts by dates, calendars, precedence and the capacity of each mode alone; null: there are none. */
function datesOf(problem: DenseProblem): Windows | null {
  const { nodes, order, modeStart, duration, horizon } = problem;
  const from = new Int32Array(nodes);
  const to = new Int32Array(nodes);
  const alone = new PlanState(problem);
  const shortest = new Int32Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    let least = noLimit;
    for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) least = Math.min(least, duration[mode]);
    shortest[node] = least;
  }
  for (const node of order) {
    let early = problem.release[node];
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const other = problem.predecessor[at];
      early = Math.max(early, from[other] + shortest[other] + problem.predecessorLag[at]);
    }
    const fixed = problem.fixedStart[node];
    if (fixed >= 0) {
      if (fixed + duration[modeStart[node] + problem.fixedMode[node]] > Math.min(horizon, problem.deadline[node]))
        return null;
      from[node] = fixed;
      to[node] = fixed;
      continue;
    }
    let best = noLimit;
    let last = -1;
    for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) {
      const end = Math.min(horizon, problem.deadline[node]);
      const time = early > horizon ? -1 : alone.earliest(mode, early, end - duration[mode]);
      if (time < 0) continue;
      best = Math.min(best, time);
      last = Math.max(last, end - duration[mode]);
    }
    if (best === noLimit) return null;
    from[node] = best;
    to[node] = last;
  }
  for (let place = nodes - 1; place >= 0; place -= 1) {
    const node = order[place];
    if (problem.fixedStart[node] >= 0) continue;
    for (let at = problem.successorStart[node]; at < problem.successorStart[node + 1]; at += 1) {
      const other = problem.successor[at];
      if (problem.fixedStart[other] < 0)
        to[node] = Math.min(to[node], to[other] - problem.successorLag[at] - shortest[node]);
    }
    if (to[node] < from[node]) return null;
  }
  // Maximum lags: what follows must be able to start soon enough after the latest end of what comes before.
  for (let node = 0; node < nodes; node += 1) {
    if (problem.fixedStart[node] >= 0) continue;
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const most = problem.predecessorMaxLag[at];
      const other = problem.predecessor[at];
      let longest = 0;
      for (let mode = modeStart[other]; mode < modeStart[other + 1]; mode += 1)
        longest = Math.max(longest, duration[mode]);
      if (most < noLimit && to[other] + longest + most < from[node]) return null;
    }
  }
  return { from, to };
}

function leastNeed(problem: DenseProblem, node: number, supply: number): number {
  let least = Infinity;
  for (let mode = problem.modeStart[node]; mode < problem.modeStart[node + 1]; mode += 1) {
    let sum = 0;
    for (let at = problem.consumeStart[mode]; at < problem.consumeStart[mode + 1]; at += 1)
      if (problem.consumeResource[at] === supply) sum += problem.consumeAmount[at];
    least = Math.min(least, sum);
  }
  return least;
}

function supplyTooLate(problem: DenseProblem, { from, to }: Windows): boolean {
  for (const [which, supply] of problem.supplies.entries()) {
    const { available, bucketOf, carryOver } = supply;
    const count = available.length;
    // Need of nodes whose window lies in buckets first..last, by last; with carry-over only the end counts.
    const need = Array.from({ length: carryOver ? 1 : count }, () => new Float64Array(count));
    for (let node = 0; node < problem.nodes; node += 1) {
      const amount = leastNeed(problem, node, which);
      if (amount > 0) need[carryOver ? 0 : bucketOf[from[node]]][bucketOf[to[node]]] += amount;
    }
    if (carryOver) {
      let sum = 0;
      for (let bucket = 0; bucket < count; bucket += 1) {
        sum += need[0][bucket];
        if (sum > available[bucket]) return true;
      }
      continue;
    }
    const inside = new Float64Array(count);
    for (let first = count - 1; first >= 0; first -= 1) {
      let sum = 0;
      let there = 0;
      for (let last = first; last < count; last += 1) {
        inside[last] += need[first][last];
        sum += inside[last];
        there += available[last];
        if (sum > there) return true;
      }
    }
  }
  return false;
}

function workTooMuch(problem: DenseProblem, { from, to }: Windows): boolean {
  const { nodes, modeStart, duration, horizon } = problem;
  for (const [which, row] of problem.capacity.entries()) {
    const sum = new Float64Array(horizon + 1);
    for (let time = 0; time < horizon; time += 1) sum[time + 1] = sum[time] + row[time];
    const users: { from: number; end: number; work: number }[] = [];
    for (let node = 0; node < nodes; node += 1) {
      let work = Infinity;
      let longest = 0;
      for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) {
        let energy = 0;
        for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1)
          if (problem.useResource[use] === which) energy += problem.useAmount[use] * duration[mode];
        work = Math.min(work, energy);
        longest = Math.max(longest, duration[mode]);
      }
      if (work > 0 && work < Infinity)
        users.push({ from: from[node], end: Math.min(horizon, to[node] + longest), work });
    }
    users.sort((a, b) => a.end - b.end);
    const begins = [...new Set(users.map((user) => user.from))].toSorted((a, b) => a - b);
    const step = Math.max(1, Math.floor(begins.length / 200));
    for (let at = 0; at < begins.length; at += step) {
      let energy = 0;
      for (const user of users) {
        if (user.from < begins[at]) continue;
        energy += user.work;
        if (energy > sum[user.end] - sum[begins[at]]) return true;
      }
    }
  }
  return false;
}

function fixedTooMuch(problem: DenseProblem): boolean {
  const state = new PlanState(problem);
  for (let task = 0; task < problem.tasks; task += 1) {
    if (problem.fixedStart[task] < 0) continue;
    const mode = problem.modeStart[task] + problem.fixedMode[task];
    if (!state.fits(mode, problem.fixedStart[task])) return true;
    state.place(task, mode, problem.fixedStart[task]);
  }
  return false;
}
