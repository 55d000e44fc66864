import type { Schedule, ScheduleAnswer, SchedulingProblem } from '@underpin/model';

/** Every way in which a schedule breaks a problem, by going through each day: slow, and written apart from everything else. */
export function plainCheck(problem: SchedulingProblem, { starts, modes }: Schedule): string[] {
  const wrong: string[] = [];
  const rows = problem.tasks.map((task, at) => {
    const start = starts[at] ?? Number.NaN;
    const mode = task.modes[modes[at] ?? 0] as SchedulingProblem['tasks'][number]['modes'][number];
    return { task, start, mode, end: start + mode.duration };
  });
  const byId = new Map(rows.map((row) => [row.task.id, row]));
  for (const { task, start, end, mode } of rows) {
    if (!(start >= task.release)) wrong.push(`${task.id} starts before its release`);
    if (task.deadline !== undefined && end > task.deadline) wrong.push(`${task.id} ends after its deadline`);
    if (end > problem.horizon) wrong.push(`${task.id} ends after the horizon`);
    if (task.fixed !== undefined && task.fixed.start !== start) wrong.push(`${task.id} is not where it is fixed`);
    for (const id of task.calendars) {
      const calendar = problem.calendars.find((one) => one.id === id);
      if (calendar === undefined) continue;
      const open = (period: number): boolean =>
        calendar.spans.some(({ from, to }) => from <= period && period < to) === (calendar.intervals === 'open');
      const days =
        calendar.forbids === 'start'
          ? [start]
          : calendar.forbids === 'finish'
            ? [Math.max(start, end - 1)]
            : Array.from({ length: mode.duration }, (_, day) => start + day);
      if (!days.every(open)) wrong.push(`${task.id} breaks ${id}`);
    }
  }
  for (const { before, after, minLag } of problem.precedences)
    if ((byId.get(after)?.start ?? 0) < (byId.get(before)?.end ?? 0) + minLag)
      wrong.push(`${after} starts before ${before} is done`);
  for (const gate of problem.gates) {
    const opens = Math.max(gate.notBefore, ...gate.after.map((id) => (byId.get(id)?.end ?? 0) + gate.lag));
    for (const id of gate.before)
      if ((byId.get(id)?.start ?? 0) < opens) wrong.push(`${id} passes ${gate.id} too early`);
  }
  for (const resource of problem.renewable)
    for (let period = 0; period < problem.horizon; period += 1) {
      const load = rows.reduce(
        (sum, { start, end, mode }) =>
          sum +
          (start <= period && period < end ? (mode.uses.find((use) => use.resource === resource.id)?.amount ?? 0) : 0),
        0,
      );
      const capacity =
        resource.changes.findLast(({ from, to }) => from <= period && period < to)?.capacity ?? resource.capacity;
      if (load > capacity) wrong.push(`${resource.id} has ${load} of ${capacity} on day ${period}`);
    }
  for (const supply of problem.cumulative) {
    const coming = [{ at: 0, amount: supply.initial }, ...supply.inflows].toSorted((a, b) => a.at - b.at);
    for (let period = 0; period <= problem.horizon; period += 1) {
      const from = supply.carryOver ? 0 : (coming.findLast(({ at }) => at <= period)?.at ?? 0);
      const there = coming.filter(({ at }) => at >= from && at <= period).reduce((sum, { amount }) => sum + amount, 0);
      const used = rows
        .filter(({ start }) => start >= from && start <= period)
        .reduce((sum, { mode }) => sum + (mode.consumes.find((one) => one.resource === supply.id)?.amount ?? 0), 0);
      if (used > there) {
        wrong.push(`${supply.id} has used ${used} of ${there} by day ${period}`);
        break;
      }
    }
  }
  return wrong;
}

/** Each task as early as the ones before it allow, in their order; tried day by day with the plain check. For tests on small problems. */
export function plainPlan(problem: SchedulingProblem): ScheduleAnswer {
  const none = {
    status: 'unknown' as const,
    schedule: null,
    figures: null,
    lowerBound: 0,
    gap: null,
    conflict: null,
    schedules: 1,
  };
  const order = inOrder(problem);
  const starts = new Map<string, number>();
  for (const id of order) {
    const task = problem.tasks.find((one) => one.id === id) as SchedulingProblem['tasks'][number];
    let at = task.fixed?.start ?? task.release;
    for (; at <= problem.horizon; at += 1) {
      const known = new Set([...starts.keys(), id]);
      const part = {
        ...problem,
        tasks: problem.tasks.filter((one) => known.has(one.id)),
        precedences: problem.precedences.filter(({ before, after }) => known.has(before) && known.has(after)),
        gates: problem.gates.map((gate) => ({
          ...gate,
          after: gate.after.filter((one) => known.has(one)),
          before: gate.before.filter((one) => known.has(one)),
        })),
      };
      const trial = part.tasks.map((one) => (one.id === id ? at : (starts.get(one.id) ?? 0)));
      if (plainCheck(part, { starts: trial, modes: part.tasks.map(() => 0) }).length === 0) break;
    }
    if (at > problem.horizon) return none;
    starts.set(id, at);
  }
  const schedule = { starts: problem.tasks.map(({ id }) => starts.get(id) ?? 0), modes: problem.tasks.map(() => 0) };
  const ends = problem.tasks.map((task, at) => (schedule.starts[at] ?? 0) + (task.modes[0]?.duration ?? 0));
  const relianceDays = problem.tasks.reduce((sum, task, at) => sum + task.weight * (ends[at] ?? 0), 0);
  return {
    status: 'feasible',
    schedule,
    figures: { lateDays: 0, relianceDays, moved: 0, cost: 0, end: Math.max(0, ...ends) },
    lowerBound: 0,
    gap: 1,
    conflict: null,
    schedules: 1,
  };
}

function inOrder(problem: SchedulingProblem): string[] {
  const left = new Set(problem.tasks.map(({ id }) => id));
  const order: string[] = [];
  while (left.size > 0) {
    const ready = [...left].find(
      (id) =>
        problem.precedences.every(({ before, after }) => after !== id || !left.has(before)) &&
        problem.gates.every(({ before, after }) => !before.includes(id) || after.every((one) => !left.has(one))),
    );
    if (ready === undefined) throw new Error('a circle');
    left.delete(ready);
    order.push(ready);
  }
  return order;
}
