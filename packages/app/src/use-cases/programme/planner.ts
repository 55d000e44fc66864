import { seededRandom, type ScheduleAnswer } from '@underpin/model';
import { checkSchedule, compileProblem, PlanSearch } from '@underpin/programme';
import type { Planner } from './make-plan.ts';

/** How often the search lets others have the thread, looks at the clock and asks whether to go on. */
const turnMilliseconds = 40;

/**
 * The engine's search in this thread, anytime: a plan at once, better until the time (or the number of steps) is over or it is cancelled.
 * With `steps` the same seed gives the same plan on every machine.
 */
export const planner: Planner = {
  async solve(problem, { seconds, steps, seed, progress }) {
    const compiled = compileProblem(problem);
    if (!compiled.ok)
      return {
        ...nothing,
        status: 'infeasible',
        conflict: {
          constraints: [{ kind: 'precedence', id: '', words: compiled.reason }],
          proved: true,
          minimal: false,
          relaxations: [],
        },
      };
    const search = new PlanSearch(compiled.value, seededRandom(seed));
    const began = performance.now();
    const limit = seconds * 1000;
    let turn = began;
    for (let step = 0; steps === undefined || step < steps; step += 1) {
      search.step();
      if (search.finished) break;
      const now = performance.now();
      if (steps === undefined && now - began >= limit) break;
      if (now - turn < turnMilliseconds) continue;
      progress.report('Planning', Math.min(limit, Math.round(now - began)), Math.round(limit));
      await new Promise((resolve) => setImmediate(resolve));
      if (progress.cancelled) break;
      turn = performance.now();
    }
    if (!search.complete) return { ...nothing, schedules: search.schedules };
    const starts = [...search.start.subarray(0, problem.tasks.length)];
    const modes = starts.map((_, at) => (search.mode[at] ?? 0) - (compiled.value.modeStart[at] ?? 0));
    const { figures } = checkSchedule(problem, { starts, modes });
    const { lowerBound } = search;
    const value = problem.objective === 'makespan' ? figures.end : figures.relianceDays + figures.moved;
    return {
      status: figures.lateDays > 0 ? 'late' : search.finished ? 'optimal' : 'feasible',
      schedule: { starts, modes },
      figures,
      lowerBound,
      // No bound is known until the search has proved one.
      gap: value === 0 ? 0 : lowerBound <= 0 ? null : Math.max(0, (value - lowerBound) / value),
      conflict: null,
      schedules: search.schedules,
    };
  },
  check: (problem, schedule) => checkSchedule(problem, schedule).broken.map(({ words }) => words),
};

const nothing: ScheduleAnswer = {
  status: 'unknown',
  schedule: null,
  figures: null,
  lowerBound: 0,
  gap: null,
  conflict: null,
  schedules: 0,
};
