import type { PlanConflict, PlanRelaxation, SchedulingProblem } from '@underpin/model';
import { compileProblem } from '../compile-problem.ts';
import { scheduleSearch } from '../schedule-search.ts';
import { type Droppable, droppables } from './droppable.ts';
import { refute } from './refute.ts';

export interface ExplainOptions {
  readonly seed: number;
  /** Steps of the search that looks for a plan when one constraint is left out. */
  readonly steps?: number;
  readonly cancelled?: () => boolean;
}

const mostRelaxations = 12;

/**
 * Why no plan keeps everything, deadlines included: a set of constraints proved to be in conflict from which none can be left
 * out, and what each would have to give way. Null when no proof was found (a plan may or may not exist).
 *
 * Example: `explainConflict(problem, { seed: 1 })?.constraints.map(({ words }) => words)`.
 */
export function explainConflict(
  problem: SchedulingProblem,
  { seed, steps = 40, cancelled = () => false }: ExplainOptions,
): PlanConflict | null {
  if (!refuted(problem)) return null;
  const all = droppables(problem);
  const core = new Set(all);
  const restOf = (kept: ReadonlySet<Droppable>): SchedulingProblem =>
    all.reduce((left, each) => (kept.has(each) ? left : each.drop(left)), problem);
  // Whole runs of constraints first, then smaller ones, at last each alone.
  for (let size = Math.ceil(all.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < all.length && !cancelled(); at += size) {
      const chunk = all.slice(at, at + size).filter((each) => core.has(each));
      if (chunk.length === 0) continue;
      for (const each of chunk) core.delete(each);
      if (!refuted(restOf(core))) for (const each of chunk) core.add(each);
    }
    if (size === 1) break;
  }
  const constraints = all.filter((each) => core.has(each));
  let minimal = !cancelled();
  for (const each of constraints) {
    const without = new Set(core);
    without.delete(each);
    if (minimal && !planExists(restOf(without), seed, steps)) minimal = false;
  }
  const relaxations: PlanRelaxation[] = [];
  for (const each of constraints.slice(0, mostRelaxations)) {
    if (cancelled()) break;
    const relaxation = relax(problem, each, seed, steps);
    if (relaxation !== null) relaxations.push(relaxation);
  }
  return {
    constraints: constraints.map(({ constraint }) => constraint),
    proved: true,
    minimal,
    relaxations: relaxations.toSorted((a, b) => a.amount - b.amount),
  };
}

function refuted(problem: SchedulingProblem): boolean {
  const dense = compileProblem(problem);
  return dense.ok && refute(dense.value);
}

function planExists(problem: SchedulingProblem, seed: number, steps: number): boolean {
  const dense = compileProblem(problem);
  if (!dense.ok) return false;
  const search = scheduleSearch(dense.value, { seed });
  for (let step = 0; step < steps; step += 1) {
    search.step();
    if (search.complete && search.score.late === 0) return true;
  }
  return false;
}

/** The least amount by which this constraint alone must give way, as far as search and proof can tell. */
function relax(problem: SchedulingProblem, each: Droppable, seed: number, steps: number): PlanRelaxation | null {
  if (!planExists(each.drop(problem), seed, steps)) return null;
  const { ease } = each;
  if (ease === null) return { constraint: each.constraint, amount: 1, words: each.easing(1), proved: true };
  let low = 0;
  let high = 1;
  while (!planExists(ease(problem, high), seed, steps)) {
    low = high;
    high *= 2;
    if (high > 2 ** 40) return null;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (planExists(ease(problem, middle), seed, steps)) high = middle;
    else low = middle;
  }
  return {
    constraint: each.constraint,
    amount: high,
    words: each.easing(high),
    proved: high === 1 || refuted(ease(problem, high - 1)),
  };
}
