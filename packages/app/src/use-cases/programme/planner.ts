import { type PlanStanding, seededRandom, type ScheduleAnswer } from '@underpin/model';
import { checkSchedule, compileProblem, explainConflict, PlanSearch } from '@underpin/programme';
import type { Planner } from './make-plan.ts';

/** How often the search lets others have the thread, looks at the clock and asks whether to go on. */
const turnMilliseconds = 40;
/** Longest time for the explanation of a conflict; what is not shown by then is not claimed. */
const explainMilliseconds = { least: 2_000, most: 20_000 };

/**
 * The engine's search in this thread, anytime: a plan at once, better until the time (or the number of steps) is over or it is cancelled.
 * With `steps` the same seed gives the same plan on every machine. Where deadlines or the horizon cannot be kept, the limits in
 * conflict are looked for.
 */
export const planner: Planner = {
  async solve(problem, { seconds, steps, seed, progress, standing }) {
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
    const explain = (): ScheduleAnswer['conflict'] => {
      if (progress.cancelled) return null;
      progress.report('Looking for the limits in conflict', 0, 1);
      const until =
        performance.now() +
        (steps === undefined
          ? Math.min(explainMilliseconds.most, Math.max(explainMilliseconds.least, limit))
          : explainMilliseconds.most);
      return explainConflict(problem, { seed, cancelled: () => progress.cancelled || performance.now() > until });
    };
    let turn = began;
    for (let step = 0; steps === undefined || step < steps; step += 1) {
      search.step();
      if (search.finished) break;
      const now = performance.now();
      if (steps === undefined && now - began >= limit) break;
      if (now - turn < turnMilliseconds) continue;
      progress.report('Planning', Math.min(limit, Math.round(now - began)), Math.round(limit));
      standing?.(standingOf(search));
      await new Promise((resolve) => setImmediate(resolve));
      if (progress.cancelled) break;
      turn = performance.now();
    }
    if (!search.complete) {
      const conflict = explain();
      return {
        ...nothing,
        status: conflict?.proved === true ? 'infeasible' : 'unknown',
        conflict,
        schedules: search.schedules,
      };
    }
    const starts = [...search.start.subarray(0, problem.tasks.length)];
    const modes = starts.map((_, at) => (search.mode[at] ?? 0) - (compiled.value.modeStart[at] ?? 0));
    const { figures } = checkSchedule(problem, { starts, modes });
    standing?.(standingOf(search));
    return {
      status: figures.lateDays > 0 ? 'late' : search.finished ? 'optimal' : 'feasible',
      schedule: { starts, modes },
      figures,
      lowerBound: search.lowerBound,
      gap: gapOf(
        problem.objective === 'makespan' ? figures.end : figures.relianceDays + figures.moved,
        search.lowerBound,
      ),
      conflict: figures.lateDays > 0 ? explain() : null,
      schedules: search.schedules,
    };
  },
  check: (problem, schedule) => checkSchedule(problem, schedule).broken.map(({ words }) => words),
};

function standingOf({ complete, score, lowerBound, schedules }: PlanSearch): PlanStanding {
  if (!complete) return { relianceDays: null, lateDays: 0, lowerBound: 0, gap: null, plans: schedules };
  const gap = gapOf(score.first, lowerBound);
  return {
    relianceDays: score.first,
    lateDays: score.late,
    lowerBound: Math.max(0, lowerBound),
    gap,
    plans: schedules,
  };
}

/** No bound is known until the search has proved one. */
function gapOf(value: number, lowerBound: number): number | null {
  return value === 0 ? 0 : lowerBound <= 0 ? null : Math.max(0, (value - lowerBound) / value);
}

const nothing: ScheduleAnswer = {
  status: 'unknown',
  schedule: null,
  figures: null,
  lowerBound: 0,
  gap: null,
  conflict: null,
  schedules: 0,
};
