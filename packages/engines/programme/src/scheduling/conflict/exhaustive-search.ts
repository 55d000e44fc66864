import { type DenseProblem, noLimit } from '../dense-problem.ts';
import { PlanState } from '../plan/plan-state.ts';

const mostNodes = 12;
const mostPlacements = 60_000;

/**
 * Whether a tiny problem has a plan that keeps everything, deadlines included, by trying all orders and modes; with maximum
 * lags all starts too. Without them each node at its earliest place is enough: a plan generated in the order of the starts of
 * any plan starts nothing later. `unknown` where the problem is not tiny enough.
 */
export function exhaustiveSearch(problem: DenseProblem): 'plan' | 'none' | 'unknown' {
  const { nodes, modeStart, predecessor, predecessorStart } = problem;
  if (nodes > mostNodes) return 'unknown';
  const anyStart = problem.successorMaxLag.some((lag) => lag < noLimit);
  const state = new PlanState(problem);
  let left = mostPlacements;
  let placed = 0;
  for (let task = 0; task < problem.tasks; task += 1) {
    if (problem.fixedStart[task] < 0) continue;
    const mode = modeStart[task] + problem.fixedMode[task];
    if (!state.fits(mode, problem.fixedStart[task])) return 'none';
    state.place(task, mode, problem.fixedStart[task]);
    placed += 1;
  }
  /** True when a plan was found or the limit was reached. */
  const search = (count: number): boolean => {
    if (count === nodes) return true;
    for (let node = 0; node < nodes; node += 1) {
      if (state.start[node] >= 0) continue;
      let ready = true;
      for (let at = predecessorStart[node]; at < predecessorStart[node + 1]; at += 1)
        if (state.start[predecessor[at]] < 0) ready = false;
      if (!ready) continue;
      for (let mode = modeStart[node]; mode < modeStart[node + 1]; mode += 1) {
        const latest = Math.min(state.windowTo(node, mode), problem.deadline[node] - problem.duration[mode]);
        let time = state.earliest(mode, state.windowFrom(node, mode), latest);
        while (time >= 0) {
          left -= 1;
          if (left < 0) return true;
          state.place(node, mode, time);
          if (search(count + 1)) return true;
          state.remove(node);
          time = anyStart ? state.earliest(mode, time + 1, latest) : -1;
        }
      }
      // With all starts tried the order of placing does not matter: one order is enough.
      if (anyStart) return false;
    }
    return false;
  };
  if (!search(placed)) return 'none';
  return left < 0 ? 'unknown' : 'plan';
}
