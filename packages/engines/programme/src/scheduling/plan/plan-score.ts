import type { ScheduleFigures } from '@underpin/model';
import type { DenseProblem } from '../dense-problem.ts';

/** What a plan is worth, most important first: lower is better. */
export interface PlanScore {
  /** Nodes that found no place. */
  readonly unplaced: number;
  readonly late: number;
  /** Weighted days of reliance with the cost of moving, or the end. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

export const worstScore: PlanScore = {
  unplaced: Infinity,
  late: Infinity,
  first: Infinity,
  second: Infinity,
  third: Infinity,
};

export function compareScores(a: PlanScore, b: PlanScore): number {
  return (
    compare(a.unplaced, b.unplaced) ||
    compare(a.late, b.late) ||
    compare(a.first, b.first) ||
    compare(a.second, b.second) ||
    compare(a.third, b.third)
  );
}

function compare(a: number, b: number): number {
  // Sums in another order differ in their last digits.
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) || a === b ? 0 : a - b;
}

export function figuresOf(problem: DenseProblem, start: Int32Array, mode: Int32Array): ScheduleFigures {
  let [lateDays, relianceDays, moved, cost, last] = [0, 0, 0, 0, 0];
  for (let task = 0; task < problem.tasks; task += 1) {
    if (start[task] < 0) continue;
    const end = start[task] + problem.duration[mode[task]];
    if (end > problem.deadline[task]) lateDays += end - problem.deadline[task];
    relianceDays += problem.weight[task] * end;
    if (problem.planned[task] >= 0) moved += problem.stability * Math.abs(start[task] - problem.planned[task]);
    cost += problem.cost[mode[task]];
    if (end > last) last = end;
  }
  return { lateDays, relianceDays, moved, cost, end: last };
}

export function scoreOf(problem: DenseProblem, start: Int32Array, mode: Int32Array): PlanScore {
  let unplaced = 0;
  for (let node = 0; node < problem.nodes; node += 1) if (start[node] < 0) unplaced += 1;
  const { lateDays, relianceDays, moved, cost, end } = figuresOf(problem, start, mode);
  return problem.objective === 'reliance'
    ? { unplaced, late: lateDays, first: relianceDays + moved, second: cost, third: end }
    : { unplaced, late: lateDays, first: end, second: relianceDays + moved, third: cost };
}
