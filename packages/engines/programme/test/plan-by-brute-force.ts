import type { Schedule, SchedulingProblem } from '@underpin/model';
import { checkSchedule } from '../src/scheduling/check-schedule.ts';

/**
 * Goes through all starts and modes of a tiny problem, in the order of its tasks; leaves are judged by the checker alone. What
 * is already too much among the tasks so far is not gone into. Ends when `visit` answers true.
 */
export function forEachPlan(problem: SchedulingProblem, visit: (schedule: Schedule) => boolean, inTime = false): void {
  const { tasks, horizon, precedences } = problem;
  const starts: number[] = [];
  const modes: number[] = [];
  const at = new Map(tasks.map(({ id }, index) => [id, index]));
  const pairs = precedences.map(({ before, after, minLag, maxLag }) => ({
    before: at.get(before) ?? 0,
    after: at.get(after) ?? 0,
    minLag,
    maxLag: maxLag ?? Infinity,
  }));
  const used = new Map(problem.renewable.map(({ id }) => [id, Array.from({ length: horizon }, () => 0)]));
  const most = new Map(
    problem.renewable.map(({ id, capacity, changes }) => [
      id,
      Math.max(capacity, ...changes.map((change) => change.capacity)),
    ]),
  );
  const search = (task: number): boolean => {
    const own = tasks[task];
    if (own === undefined) {
      const schedule = { starts: [...starts], modes: [...modes] };
      return checkSchedule(problem, schedule).broken.length === 0 && visit(schedule);
    }
    for (const [mode, { duration, uses }] of own.modes.entries()) {
      const first = own.fixed?.start ?? own.release;
      const last = own.fixed?.start ?? Math.min(horizon, inTime ? (own.deadline ?? horizon) : horizon) - duration;
      for (let start = first; start <= last && start + duration <= horizon; start += 1) {
        starts[task] = start;
        modes[task] = mode;
        const apart = pairs.every(({ before, after, minLag, maxLag }) => {
          if (Math.max(before, after) !== task || tasks[after]?.fixed !== undefined) return true;
          const end = (starts[before] ?? 0) + (tasks[before]?.modes[modes[before] ?? 0]?.duration ?? 0);
          const distance = (starts[after] ?? 0) - end;
          return distance >= minLag && distance <= maxLag;
        });
        if (!apart) continue;
        let fits = true;
        for (const { resource, amount } of uses) {
          const row = used.get(resource) ?? [];
          for (let time = start; time < start + duration; time += 1) {
            row[time] = (row[time] ?? 0) + amount;
            if ((row[time] ?? 0) > (most.get(resource) ?? 0)) fits = false;
          }
        }
        const done = fits && search(task + 1);
        for (const { resource, amount } of uses) {
          const row = used.get(resource) ?? [];
          for (let time = start; time < start + duration; time += 1) row[time] = (row[time] ?? 0) - amount;
        }
        if (done) return true;
      }
    }
    return false;
  };
  search(0);
}

/** Whether any plan keeps everything, deadlines included. */
export function hasPlan(problem: SchedulingProblem): boolean {
  let found = false;
  forEachPlan(
    problem,
    (schedule) => {
      found = checkSchedule(problem, schedule).late.length === 0;
      return found;
    },
    true,
  );
  return found;
}
