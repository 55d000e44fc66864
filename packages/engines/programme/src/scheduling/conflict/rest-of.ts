import type { PlanConstraint, PlannedTask, SchedulingProblem, TaskMode } from '@underpin/model';
import type { Droppable } from './droppable.ts';

/** The problem without some of its constraints. A precedence that is left out takes its maximum lag with it. */
export function restOf(problem: SchedulingProblem, dropped: Iterable<Droppable>): SchedulingProblem {
  const gone = new Map<PlanConstraint['kind'], Set<number>>();
  for (const { constraint, at } of dropped) {
    const set = gone.get(constraint.kind);
    if (set === undefined) gone.set(constraint.kind, new Set([at]));
    else set.add(at);
  }
  const is = (kind: PlanConstraint['kind'], at: number): boolean => gone.get(kind)?.has(at) === true;
  const names = (kind: PlanConstraint['kind'], list: readonly { readonly id: string }[]): Set<string> =>
    new Set([...(gone.get(kind) ?? [])].map((at) => list[at]?.id ?? ''));
  const calendars = names('calendar', problem.calendars);
  const renewable = names('renewable', problem.renewable);
  const cumulative = names('cumulative', problem.cumulative);
  const modeOf = (mode: TaskMode): TaskMode => ({
    ...mode,
    uses: mode.uses.filter(({ resource }) => !renewable.has(resource)),
    consumes: mode.consumes.filter(({ resource }) => !cumulative.has(resource)),
  });
  const taskOf = (task: PlannedTask, at: number): PlannedTask => {
    const { fixed, deadline, release, ...rest } = task;
    return {
      ...rest,
      release: is('release', at) ? 0 : release,
      ...(deadline === undefined || is('deadline', at) || is('deadlines', deadline) ? {} : { deadline }),
      ...(fixed === undefined || is('fixed', at) ? {} : { fixed }),
      ...(calendars.size === 0 ? {} : { calendars: task.calendars.filter((id) => !calendars.has(id)) }),
      ...(renewable.size + cumulative.size === 0 ? {} : { modes: task.modes.map(modeOf) }),
    };
  };
  return {
    ...problem,
    tasks: problem.tasks.map(taskOf),
    precedences: problem.precedences.flatMap((each, at) => {
      if (is('precedence', at)) return [];
      const { before, after, minLag } = each;
      return is('maximum lag', at) ? [{ before, after, minLag }] : [each];
    }),
    gates: problem.gates.filter((_, at) => !is('gate', at)),
    horizon: is('horizon', 0) ? farHorizon(problem) : problem.horizon,
  };
}

/** A horizon that binds nothing: after all dates everything fits one after the other. */
export function farHorizon(problem: SchedulingProblem): number {
  let far = problem.horizon;
  for (const { at } of problem.cumulative.flatMap(({ inflows }) => inflows)) far = Math.max(far, at);
  for (const { spans } of problem.calendars) for (const { to } of spans) far = Math.max(far, to);
  for (const { changes } of problem.renewable) for (const { to } of changes) far = Math.max(far, to);
  for (const { release } of problem.tasks) far = Math.max(far, release);
  for (const { modes } of problem.tasks) far += Math.max(...modes.map(({ duration }) => duration));
  for (const { minLag } of problem.precedences) far += minLag;
  for (const { lag, notBefore } of problem.gates) far += lag + notBefore;
  return Math.min(far, 100_000);
}
