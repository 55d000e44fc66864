import { type SchedulingProblem, schedulingProblemSchema, seededRandom } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { checkSchedule } from '../src/scheduling/check-schedule.ts';
import { compileProblem } from '../src/scheduling/compile-problem.ts';
import { droppables } from '../src/scheduling/conflict/droppable.ts';
import { restOf } from '../src/scheduling/conflict/rest-of.ts';
import type { DenseProblem } from '../src/scheduling/dense-problem.ts';
import { LagrangianBound } from '../src/scheduling/plan/lagrangian-bound.ts';
import { PlanSearch } from '../src/scheduling/plan/plan-search.ts';
import { sampleProgramme } from '../src/scheduling/sample-programme.ts';
import { scheduleOf, scheduleSearch, type ScheduleSearch } from '../src/scheduling/schedule-search.ts';
import { forEachPlan } from './plan-by-brute-force.ts';
import { plainCheck } from './plain-planner.ts';
import { tinyProblem } from './tiny-problem.ts';

function compiled(problem: SchedulingProblem): DenseProblem {
  const dense = compileProblem(problem);
  if (!dense.ok) throw new Error(dense.reason);
  return dense.value;
}

function searched(problem: SchedulingProblem, steps: number, seed = 1): ScheduleSearch {
  const search = scheduleSearch(compiled(problem), { seed });
  while (search.steps < steps && !search.finished) search.step();
  return search;
}

/** Least late days and, among those, least of what counts, over all plans; null when there is no plan. */
function optimum(problem: SchedulingProblem): { late: number; value: number } | null {
  let best: { late: number; value: number } | null = null;
  forEachPlan(problem, (schedule) => {
    const { lateDays, relianceDays, end } = checkSchedule(problem, schedule).figures;
    const value = problem.objective === 'makespan' ? end : relianceDays;
    if (best === null || lateDays < best.late || (lateDays === best.late && value < best.value))
      best = { late: lateDays, value };
    return false;
  });
  return best;
}

/** A project with the classic constraints alone: one mode, constant capacities. */
function tinyProject(random: () => number): SchedulingProblem {
  const below = (count: number): number => Math.floor(random() * count);
  const tasks = Array.from({ length: 5 }, (_, at) => ({
    id: `T${at}`,
    modes: [
      {
        id: 'm',
        duration: 1 + below(3),
        uses: ['a', 'b'].map((resource) => ({ resource, amount: below(3) })),
      },
    ],
  }));
  return schedulingProblemSchema.parse({
    horizon: 15,
    objective: 'makespan',
    renewable: [
      { id: 'a', capacity: 3 },
      { id: 'b', capacity: 2 },
    ],
    tasks,
    precedences: tasks.flatMap(({ id }, at) =>
      at > 0 && random() < 0.5 ? [{ before: `T${below(at)}`, after: id }] : [],
    ),
  });
}

describe('tiny problems against all starts and modes', () => {
  const random = seededRandom(1914);
  const problems = Array.from({ length: 60 }, () => tinyProblem(random));
  const optima = problems.map(optimum);

  test('the plan found is the best there is, or there is none', () => {
    let exact = 0;
    for (const [at, problem] of problems.entries()) {
      const best = optima[at] ?? null;
      const search = searched(problem, 120);
      if (best === null) {
        expect(search.complete).toBe(false);
        continue;
      }
      // With maximum lags the generation may miss the only plans.
      if (!search.complete) {
        expect(problem.precedences.some(({ maxLag }) => maxLag !== undefined)).toBe(true);
        continue;
      }
      const { late, first } = search.score;
      expect(late).toBeGreaterThanOrEqual(best.late);
      if (late > best.late) continue;
      expect(first).toBeGreaterThanOrEqual(best.value - 1e-9);
      if (Math.abs(first - best.value) < 1e-9) exact += 1;
    }
    expect(exact / optima.filter((best) => best !== null).length).toBeGreaterThan(0.9);
  });

  test('the bound by prices is never above the best plan, at any iteration', () => {
    let useful = 0;
    for (const [at, problem] of problems.entries()) {
      const best = optima[at] ?? null;
      if (best === null) continue;
      const bound = new LagrangianBound(compiled(problem), best.late === 0);
      for (let nth = 0; nth < 120 && !bound.settled; nth += 1) {
        bound.step(best.value);
        expect(bound.bound).toBeLessThanOrEqual(best.value + 1e-6 * best.value);
      }
      if (bound.bound > 0.8 * best.value) useful += 1;
    }
    expect(useful).toBeGreaterThan(10);
  });

  test('leaving a constraint out, or easing it, never makes the best plan worse', () => {
    let compared = 0;
    for (const [at, problem] of problems.entries()) {
      const best = optima[at] ?? null;
      if (best === null) continue;
      for (const each of droppables(problem)) {
        if (each.constraint.kind === 'horizon') continue;
        const looser = each.ease === null || random() < 0.5 ? restOf(problem, [each]) : each.ease(problem, 1);
        const then = optimum(looser);
        compared += 1;
        expect(then).not.toBeNull();
        if (then === null) continue;
        expect(then.late).toBeLessThanOrEqual(best.late);
        if (then.late === best.late) expect(then.value).toBeLessThanOrEqual(best.value);
        // The bound of the looser problem holds for the tighter one too.
        const bound = new LagrangianBound(compiled(looser), then.late === 0);
        for (let nth = 0; nth < 20 && !bound.settled; nth += 1) bound.step(then.value);
        if (then.late === best.late) expect(bound.bound).toBeLessThanOrEqual(best.value + 1e-6 * best.value);
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

test('the makespan search proves the shortest schedule of tiny projects', () => {
  const random = seededRandom(3);
  for (let nth = 0; nth < 30; nth += 1) {
    const problem = tinyProject(random);
    // No schedule that counts is longer than ten; the search asks for a horizon that binds nothing.
    const best = optimum({ ...problem, horizon: 10 });
    if (best === null) continue;
    const search = searched(problem, 200);
    expect(search.finished).toBe(true);
    expect(search.score.first).toBe(best.value);
    expect(search.lowerBound).toBe(best.value);
    expect(checkSchedule(problem, scheduleOf(compiled(problem), search)).broken).toEqual([]);
  }
});

describe('sample programmes', () => {
  const problems = [20, 60, 200].map((tasks, seed) =>
    schedulingProblemSchema.parse(sampleProgramme({ tasks, months: 36, random: seededRandom(seed + 1) })),
  );

  test('every plan on the way keeps precedence, capacity, supply, calendars and gates', () => {
    for (const problem of problems) {
      const dense = compiled(problem);
      const search = scheduleSearch(dense, { seed: 5 });
      let plans = 0;
      for (let step = 0; step < 40; step += 1) {
        search.step();
        if (!search.complete || step % 8 !== 7) continue;
        const schedule = scheduleOf(dense, search);
        const { broken, figures } = checkSchedule(problem, schedule);
        expect(broken).toEqual([]);
        expect(figures.relianceDays + figures.moved).toBeCloseTo(search.score.first, 4);
        expect(search.lowerBound).toBeLessThanOrEqual(search.score.first);
        if (problem.tasks.length <= 60) expect(plainCheck(problem, schedule)).toEqual([]);
        plans += 1;
      }
      expect(plans).toBeGreaterThan(2);
    }
  });

  test('never worse than the best single priority rule', () => {
    for (const problem of problems)
      for (const seed of [1, 2]) {
        const search = new PlanSearch(compiled(problem), seededRandom(seed));
        for (let step = 0; step < 30; step += 1) search.step();
        const rules = search.ruleScores.filter(({ score }) => score.unplaced === 0 && score.late === 0);
        expect(search.ruleScores.length).toBeGreaterThan(5);
        for (const { score } of rules) expect(search.score.first).toBeLessThanOrEqual(score.first + 1e-6);
      }
  });

  test('the same seed and steps give the same plan, another seed another search', () => {
    const [, problem] = problems;
    if (problem === undefined) throw new Error('no problem');
    const plan = (seed: number): [number[], number] => {
      const search = searched(problem, 60, seed);
      return [[...search.start], search.schedules];
    };
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  test('with days moved priced and tasks begun, plans keep what has begun and the bound holds', () => {
    const [problem] = problems;
    if (problem === undefined) throw new Error('no problem');
    const before = searched(problem, 30);
    const moved: SchedulingProblem = {
      ...problem,
      stability: 5,
      tasks: problem.tasks.map((task, at) => ({
        ...task,
        planned: Math.max(0, (before.start[at] ?? 0) + (at % 3) - 1),
        ...(at === 0 ? { fixed: { start: before.start[0] ?? 0, mode: 0 } } : {}),
      })),
    };
    const mode = (before.mode[0] ?? 0) - (compiled(problem).modeStart[0] ?? 0);
    const fixed = {
      ...moved,
      tasks: moved.tasks.map((task, at) =>
        at === 0 ? { ...task, fixed: { start: before.start[0] ?? 0, mode } } : task,
      ),
    };
    const search = searched(fixed, 60);
    expect(search.complete).toBe(true);
    expect(checkSchedule(fixed, scheduleOf(compiled(fixed), search)).broken).toEqual([]);
    expect(search.start[0]).toBe(before.start[0]);
    expect(search.lowerBound).toBeLessThanOrEqual(search.score.first);
    expect(search.lowerBound).toBeGreaterThan(0);
  });
});
