import { type Schedule, type ScheduleAnswer, seededRandom } from '@underpin/model';
import type { DenseProblem } from './dense-problem.ts';
import { classicProject } from './makespan/classic-project.ts';
import { MakespanSearch } from './makespan/makespan-search.ts';
import { PlanSearch, type SearchPart } from './plan/plan-search.ts';
import { compareScores, figuresOf, type PlanScore, scoreOf, worstScore } from './plan/plan-score.ts';

/** A search that gets better step by step; several can share what they find. */
export interface ScheduleSearch {
  /** A short piece of work: milliseconds on small problems, at most a second or two on the largest. */
  step(): void;
  /** Nothing better exists: the plan is proved optimal. */
  readonly finished: boolean;
  /** A plan stands that breaks nothing but, perhaps, deadlines. */
  readonly complete: boolean;
  readonly score: PlanScore;
  /** Start of each node (tasks first) and mode of each as an index over all modes; -1 while there is none. */
  readonly start: Int32Array;
  readonly mode: Int32Array;
  readonly lowerBound: number;
  readonly schedules: number;
  readonly steps: number;
  offer(start: Int32Array, mode: Int32Array): void;
  offerBound(lower: number): void;
}

export interface ScheduleSearchOptions {
  readonly seed: number;
  readonly part?: SearchPart;
}

/**
 * A search for the problem: the makespan search where it is a classic project, the general one else. The same seed, part and
 * number of steps give the same plan, whatever the machine, as long as nothing is offered from outside.
 *
 * Example: `const search = scheduleSearch(dense, { seed: 1 }); for (let n = 0; n < 50 && !search.finished; n += 1) search.step();`
 */
export function scheduleSearch(
  problem: DenseProblem,
  { seed, part = { index: 0, of: 1 } }: ScheduleSearchOptions,
): ScheduleSearch {
  const random = seededRandom((seed ^ Math.imul(part.index, 0x9e3779b1)) >>> 0);
  const project = classicProject(problem);
  return project === null
    ? new PlanSearch(problem, random, part)
    : new ClassicSearch(problem, new MakespanSearch(project, random));
}

/** The answer that a search stands for at this moment. */
export function answerOf(problem: DenseProblem, search: ScheduleSearch): ScheduleAnswer {
  const { complete, score, lowerBound, schedules } = search;
  if (!complete) {
    return { status: 'unknown', schedule: null, figures: null, lowerBound, gap: null, conflict: null, schedules };
  }
  const value = score.first;
  return {
    status: score.late > 0 ? 'late' : search.finished ? 'optimal' : 'feasible',
    schedule: scheduleOf(problem, search),
    figures: figuresOf(problem, search.start, search.mode),
    lowerBound,
    gap: value <= 0 ? 0 : Math.max(0, (value - lowerBound) / value),
    conflict: null,
    schedules,
  };
}

export function scheduleOf(problem: DenseProblem, { start, mode }: Pick<ScheduleSearch, 'start' | 'mode'>): Schedule {
  return {
    starts: [...start.subarray(0, problem.tasks)],
    modes: Array.from({ length: problem.tasks }, (_, task) => mode[task] - problem.modeStart[task]),
  };
}

class ClassicSearch implements ScheduleSearch {
  readonly #problem: DenseProblem;
  readonly #search: MakespanSearch;
  readonly mode: Int32Array;

  constructor(problem: DenseProblem, search: MakespanSearch) {
    this.#problem = problem;
    this.#search = search;
    this.mode = Int32Array.from({ length: problem.nodes }, (_, node) => node);
  }

  step(): void {
    this.#search.step();
  }

  get finished(): boolean {
    return this.#search.finished;
  }

  get complete(): boolean {
    return this.#search.steps > 0;
  }

  get score(): PlanScore {
    if (!this.complete) return worstScore;
    return { unplaced: 0, late: 0, first: this.#search.best, second: 0, third: 0 };
  }

  get start(): Int32Array {
    return this.#search.start;
  }

  get lowerBound(): number {
    return this.#search.lowerBound;
  }

  get schedules(): number {
    return this.#search.schedules;
  }

  get steps(): number {
    return this.#search.steps;
  }

  offer(start: Int32Array, mode: Int32Array): void {
    const score = scoreOf(this.#problem, start, mode);
    if (compareScores(score, this.score) < 0) this.#search.offer(start, score.first);
  }

  offerBound(lower: number): void {
    this.#search.offerBound(Math.ceil(lower - 1e-6));
  }
}
