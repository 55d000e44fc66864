import type { PlanConstraint, Schedule, ScheduleFigures, SchedulingProblem } from '@underpin/model';

export interface ScheduleCheck {
  /** Every constraint that the schedule breaks, with words for people. Deadlines are not among them: see `late`. */
  readonly broken: readonly PlanConstraint[];
  readonly late: readonly PlanConstraint[];
  readonly figures: ScheduleFigures;
}

/**
 * Checks a schedule against the problem as written, period by period, and computes its figures. Independent of the search: it
 * shares no code with it. A task that is fixed has begun: release, calendars and what comes before it are not asked of it.
 *
 * Example: `checkSchedule(problem, { starts: [0], modes: [0] }).broken.length === 0`.
 */
export function checkSchedule(problem: SchedulingProblem, schedule: Schedule): ScheduleCheck {
  const broken: PlanConstraint[] = [];
  const late: PlanConstraint[] = [];
  const tasks = problem.tasks.map((task, at) => {
    const start = schedule.starts[at] ?? -1;
    const mode = task.modes[schedule.modes[at] ?? -1];
    return { task, start, mode, end: start + (mode?.duration ?? 0) };
  });
  const byId = new Map(tasks.map((each) => [each.task.id, each]));
  let lateDays = 0;
  let relianceDays = 0;
  let moved = 0;
  let cost = 0;
  let last = 0;
  for (const { task, start, mode, end } of tasks) {
    const { id } = task;
    if (mode === undefined || !Number.isInteger(start) || start < 0) {
      broken.push({ kind: 'horizon', id, words: `Task "${id}" has no start or no mode` });
      continue;
    }
    if (end > problem.horizon)
      broken.push({ kind: 'horizon', id, words: `Task "${id}" ends at ${end}, after the horizon ${problem.horizon}` });
    if (task.fixed !== undefined) {
      if (
        start !== task.fixed.start ||
        schedule.modes[tasks.findIndex((each) => each.task === task)] !== task.fixed.mode
      )
        broken.push({
          kind: 'fixed',
          id,
          words: `Task "${id}" has begun at ${task.fixed.start}, but is planned at ${start}`,
        });
    } else {
      if (start < task.release)
        broken.push({
          kind: 'release',
          id,
          words: `Task "${id}" starts at ${start}, before its release ${task.release}`,
        });
      for (const name of task.calendars) {
        const calendar = problem.calendars.find((each) => each.id === name);
        if (calendar === undefined) continue;
        const inSpan = (time: number): boolean => calendar.spans.some(({ from, to }) => from <= time && time < to);
        const closed = (time: number): boolean => inSpan(time) === (calendar.intervals === 'closed');
        const final = Math.max(start, end - 1);
        let bad = false;
        if (calendar.forbids === 'start') bad = closed(start);
        else if (calendar.forbids === 'finish') bad = closed(final);
        else for (let time = start; time <= final; time += 1) bad ||= closed(time);
        if (bad)
          broken.push({
            kind: 'calendar',
            id: name,
            words: `Task "${id}" at ${start}..${end} is against the calendar "${name}"`,
          });
      }
    }
    if (task.deadline !== undefined && end > task.deadline) {
      lateDays += end - task.deadline;
      late.push({
        kind: 'deadline',
        id,
        words: `Task "${id}" ends at ${end}, ${end - task.deadline} after its deadline`,
      });
    }
    relianceDays += task.weight * end;
    if (task.planned !== undefined) moved += problem.stability * Math.abs(start - task.planned);
    cost += mode.cost;
    last = Math.max(last, end);
  }
  for (const { before, after, minLag, maxLag } of problem.precedences) {
    const [first, second] = [byId.get(before), byId.get(after)];
    if (first === undefined || second === undefined || second.task.fixed !== undefined) continue;
    const id = `${before} > ${after}`;
    const distance = second.start - first.end;
    if (distance < minLag)
      broken.push({
        kind: 'precedence',
        id,
        words: `"${after}" starts ${distance} after the end of "${before}", not ${minLag}`,
      });
    if (maxLag !== undefined && distance > maxLag)
      broken.push({
        kind: 'maximum lag',
        id,
        words: `"${after}" starts ${distance} after the end of "${before}", over ${maxLag}`,
      });
  }
  for (const gate of problem.gates) {
    let opens = gate.notBefore;
    for (const id of gate.after) opens = Math.max(opens, (byId.get(id)?.end ?? 0) + gate.lag);
    for (const id of gate.before) {
      const waiting = byId.get(id);
      if (waiting !== undefined && waiting.task.fixed === undefined && waiting.start < opens)
        broken.push({
          kind: 'gate',
          id: gate.id,
          words: `"${id}" starts at ${waiting.start}, gate "${gate.id}" opens at ${opens}`,
        });
    }
  }
  for (const resource of problem.renewable) {
    const used = new Map<number, number>();
    for (const { mode, start, end } of tasks)
      for (const use of mode?.uses ?? [])
        if (use.resource === resource.id)
          for (let time = start; time < end; time += 1) used.set(time, (used.get(time) ?? 0) + use.amount);
    for (const [time, units] of [...used].toSorted((a, b) => a[0] - b[0])) {
      let capacity = resource.capacity;
      for (const change of resource.changes) if (change.from <= time && time < change.to) capacity = change.capacity;
      if (units > capacity) {
        const words = `Resource "${resource.id}" is needed ${units} times at ${time}, there are ${capacity}`;
        broken.push({ kind: 'renewable', id: resource.id, words });
        break;
      }
    }
  }
  for (const supply of problem.cumulative) {
    const uses = tasks
      .flatMap(({ mode, start }) =>
        (mode?.consumes ?? [])
          .filter(({ resource }) => resource === supply.id)
          .map(({ amount }) => ({ at: start, amount })),
      )
      .toSorted((a, b) => a.at - b.at);
    // One account, in order of time; what comes in a period is there for the tasks that start in it.
    const inflows = [...supply.inflows].toSorted((a, b) => a.at - b.at);
    let stock = supply.initial;
    let next = 0;
    for (const use of uses) {
      while (next < inflows.length && (inflows[next]?.at ?? 0) <= use.at) {
        const at = inflows[next]?.at ?? 0;
        let sum = 0;
        while (next < inflows.length && inflows[next]?.at === at) {
          sum += inflows[next]?.amount ?? 0;
          next += 1;
        }
        stock = supply.carryOver || at === 0 ? stock + sum : sum;
      }
      stock -= use.amount;
      if (stock < 0) {
        const words = `"${supply.id}" lacks ${-stock} at ${use.at}`;
        broken.push({ kind: 'cumulative', id: supply.id, words });
        break;
      }
    }
  }
  return { broken, late, figures: { lateDays, relianceDays, moved, cost, end: last } };
}
