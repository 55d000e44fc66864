import type { PlanConflict, PlanRelaxation, SchedulingProblem } from '@underpin/model';
import { compileProblem } from '../compile-problem.ts';
import { scheduleSearch } from '../schedule-search.ts';
import { type Droppable, droppables } from './droppable.ts';
import { exhaustiveSearch } from './exhaustive-search.ts';
import { refute } from './refute.ts';
import { restOf } from './rest-of.ts';

export interface ExplainOptions {
  readonly seed: number;
  /** Steps of the search that looks for a plan when one constraint is left out. */
  readonly steps?: number;
  /** Asked between steps: what is not shown by then is not claimed. */
  readonly cancelled?: () => boolean;
}

const mostRelaxations = 12;
/** On large problems a step takes long, and a plan is found in the first few or not soon. */
const stepsOf = (tasks: number): number => (tasks > 2000 ? 10 : 40);
/** Only the first of several searches spends its time on the bound. */
const withoutBound = { index: 1, of: 2 };

/**
 * Why no plan keeps everything, deadlines included: a set of constraints proved to be in conflict from which none can be left
 * out (`minimal` says whether that is proved too), and by how much each would have to give way. Where no single one is enough,
 * because there are other conflicts as well, the amounts are those that end this conflict, and the words say so. Null when no
 * proof was found: a plan may or may not exist.
 *
 * Example: `explainConflict(problem, { seed: 1 })?.constraints.map(({ words }) => words)`.
 */
export function explainConflict(
  problem: SchedulingProblem,
  { seed, steps = stepsOf(problem.tasks.length), cancelled = () => false }: ExplainOptions,
): PlanConflict | null {
  if (!refuted(problem)) return null;
  const means = { seed, steps, cancelled };
  const all = droppables(problem);
  const core = new Set(all);
  const restWith = (kept: ReadonlySet<Droppable>): SchedulingProblem =>
    restOf(
      problem,
      all.filter((each) => !kept.has(each)),
    );
  // Whole runs of constraints first, then smaller ones, at last each alone.
  for (let size = Math.ceil(all.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < all.length && !cancelled(); at += size) {
      const chunk = all.slice(at, at + size).filter((each) => core.has(each));
      if (chunk.length === 0) continue;
      for (const each of chunk) core.delete(each);
      if (!refuted(restWith(core))) for (const each of chunk) core.add(each);
    }
    if (size === 1) break;
  }
  const constraints = all.filter((each) => core.has(each));
  const minimal =
    !cancelled() &&
    constraints.every((each) => planExists(restWith(new Set([...core].filter((one) => one !== each))), means));
  let ranked = relaxationsOf(problem, constraints, means);
  if (ranked.length === 0)
    ranked = relaxationsOf(restWith(core), constraints, means).map((each) => ({
      ...each,
      words: `${each.words} (ends this conflict; there are others)`,
    }));
  return { constraints: constraints.map(({ constraint }) => constraint), proved: true, minimal, relaxations: ranked };
}

function refuted(problem: SchedulingProblem): boolean {
  const dense = compileProblem(problem);
  return dense.ok && refute(dense.value);
}

type Means = Required<ExplainOptions>;

function planExists(problem: SchedulingProblem, { seed, steps, cancelled }: Means): boolean {
  const compiled = compileProblem(problem);
  if (!compiled.ok) return false;
  const dense = compiled.value;
  if (refute(dense)) return false;
  const tried = exhaustiveSearch(dense);
  if (tried !== 'unknown') return tried === 'plan';
  const search = scheduleSearch(dense, { seed, part: withoutBound });
  for (let step = 0; step < steps && !cancelled(); step += 1) {
    search.step();
    if (search.complete && search.score.late === 0) return true;
  }
  return false;
}

/** What each constraint alone would have to give, the smallest share of its own size first; all or nothing counts as all. */
function relaxationsOf(problem: SchedulingProblem, constraints: readonly Droppable[], means: Means): PlanRelaxation[] {
  const found: { readonly share: number; readonly relaxation: PlanRelaxation }[] = [];
  for (const each of constraints.slice(0, mostRelaxations)) {
    if (means.cancelled()) break;
    const relaxation = relax(problem, each, means);
    if (relaxation !== null) found.push({ share: each.ease === null ? 1 : relaxation.amount / each.size, relaxation });
  }
  return found.toSorted((a, b) => a.share - b.share).map(({ relaxation }) => relaxation);
}

/** The least amount by which this constraint alone must give way, as far as search and proof can tell in the time. */
function relax(problem: SchedulingProblem, each: Droppable, means: Means): PlanRelaxation | null {
  const { ease, constraint, most } = each;
  if (ease === null) {
    if (!planExists(restOf(problem, [each]), means)) return null;
    return { constraint, amount: 1, words: each.easing(1), proved: true };
  }
  if (!planExists(ease(problem, most), means)) return null;
  // First what is proved not to be enough, then upwards from there until a plan is found, then the least between.
  const [proven] = between(0, most, (amount) => refuted(ease(problem, amount)), means.cancelled);
  const [, enough] = between(proven, most, (amount) => !planExists(ease(problem, amount), means), means.cancelled);
  return { constraint, amount: enough, words: each.easing(enough), proved: enough === proven + 1 };
}

/**
 * The last whole number from `low` on, for which `holds`, and the next, for which it does not, as `high` does not; doubling, then
 * halving. When it is cancelled they are further apart.
 */
function between(
  low: number,
  high: number,
  holds: (amount: number) => boolean,
  cancelled: () => boolean,
): readonly [number, number] {
  let [from, to] = [low, high];
  const ask = (amount: number): void => {
    const answer = holds(amount);
    // A search that was cancelled has shown nothing.
    if (answer && cancelled()) return;
    if (answer) from = amount;
    else to = amount;
  };
  for (let step = 1; from + step < to && !cancelled(); step *= 2) ask(from + step);
  while (to - from > 1 && !cancelled()) ask(Math.floor((from + to) / 2));
  return [from, to];
}
