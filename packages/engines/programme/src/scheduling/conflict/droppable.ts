import type { PlanConstraint, PlannedTask, SchedulingProblem } from '@underpin/model';

/** A constraint that can be left out of a problem, or eased by an amount. */
export interface Droppable {
  readonly constraint: PlanConstraint;
  readonly drop: (problem: SchedulingProblem) => SchedulingProblem;
  /** Eases by a whole amount; null where there is only all or nothing. */
  readonly ease: ((problem: SchedulingProblem, amount: number) => SchedulingProblem) | null;
  /** Words of easing by an amount. */
  readonly easing: (amount: number) => string;
}

/** Every constraint of the problem, resources and calendars first, so that what is left of a conflict tends to be dates. */
export function droppables(problem: SchedulingProblem): Droppable[] {
  const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | undefined }): string =>
    name === undefined ? `"${id}"` : `"${name}"`;
  const list: Droppable[] = [];
  const changeTask =
    (id: string, change: (task: PlannedTask) => PlannedTask) =>
    (from: SchedulingProblem): SchedulingProblem => ({
      ...from,
      tasks: from.tasks.map((task) => (task.id === id ? change(task) : task)),
    });
  for (const { before, after, minLag, maxLag } of problem.precedences) {
    const without =
      (keep: 'minimum' | 'maximum' | 'none') =>
      (from: SchedulingProblem): SchedulingProblem => ({
        ...from,
        precedences: from.precedences.flatMap((each) => {
          if (each.before !== before || each.after !== after || each.minLag !== minLag) return [each];
          if (keep === 'none' || each.maxLag === undefined) return [];
          return keep === 'minimum' ? [{ before, after, minLag }] : [each];
        }),
      });
    list.push({
      constraint: { kind: 'precedence', id: `${before} > ${after}`, words: `"${after}" waits for "${before}"` },
      drop: without('none'),
      ease: null,
      easing: () => `let "${after}" not wait for "${before}"`,
    });
    if (maxLag !== undefined) {
      list.push({
        constraint: {
          kind: 'maximum lag',
          id: `${before} > ${after}`,
          words: `"${after}" starts at most ${maxLag} after "${before}"`,
        },
        drop: without('minimum'),
        ease: (from, amount) => ({
          ...from,
          precedences: from.precedences.map((each) =>
            each.before === before && each.after === after && each.maxLag !== undefined
              ? { ...each, maxLag: each.maxLag + amount }
              : each,
          ),
        }),
        easing: (amount) => `let "${after}" start up to ${amount} periods later after "${before}"`,
      });
    }
  }
  for (const gate of problem.gates) {
    list.push({
      constraint: { kind: 'gate', id: gate.id, words: `gate ${nameOf(gate)}` },
      drop: (from) => ({ ...from, gates: from.gates.filter(({ id }) => id !== gate.id) }),
      ease: null,
      easing: () => `open gate ${nameOf(gate)} at once`,
    });
  }
  for (const calendar of problem.calendars) {
    list.push({
      constraint: { kind: 'calendar', id: calendar.id, words: `calendar ${nameOf(calendar)}` },
      drop: (from) => ({
        ...from,
        tasks: from.tasks.map((task) => ({ ...task, calendars: task.calendars.filter((id) => id !== calendar.id) })),
      }),
      ease: null,
      easing: () => `lift the calendar ${nameOf(calendar)}`,
    });
  }
  for (const task of problem.tasks) {
    if (task.release > 0) {
      list.push({
        constraint: { kind: 'release', id: task.id, words: `${nameOf(task)} not before ${task.release}` },
        drop: changeTask(task.id, (each) => ({ ...each, release: 0 })),
        ease: (from, amount) =>
          changeTask(task.id, (each) => ({ ...each, release: Math.max(0, each.release - amount) }))(from),
        easing: (amount) => `let ${nameOf(task)} start ${amount} periods earlier`,
      });
    }
    if (task.fixed !== undefined) {
      list.push({
        constraint: { kind: 'fixed', id: task.id, words: `${nameOf(task)} has begun at ${task.fixed.start}` },
        drop: changeTask(task.id, ({ fixed: _fixed, ...rest }) => rest),
        ease: null,
        easing: () => `begin ${nameOf(task)} anew`,
      });
    }
  }
  for (const resource of problem.renewable) {
    list.push({
      constraint: { kind: 'renewable', id: resource.id, words: `capacity of ${nameOf(resource)}` },
      drop: (from) => ({
        ...from,
        tasks: from.tasks.map((task) => ({
          ...task,
          modes: task.modes.map((mode) => ({ ...mode, uses: mode.uses.filter((use) => use.resource !== resource.id) })),
        })),
      }),
      ease: (from, amount) => ({
        ...from,
        renewable: from.renewable.map((each) =>
          each.id === resource.id
            ? {
                ...each,
                capacity: each.capacity + amount,
                changes: each.changes.map((change) => ({ ...change, capacity: change.capacity + amount })),
              }
            : each,
        ),
      }),
      easing: (amount) => `${amount} more of ${nameOf(resource)} at any time`,
    });
  }
  for (const supply of problem.cumulative) {
    list.push({
      constraint: { kind: 'cumulative', id: supply.id, words: `supply of ${nameOf(supply)}` },
      drop: (from) => ({
        ...from,
        tasks: from.tasks.map((task) => ({
          ...task,
          modes: task.modes.map((mode) => ({
            ...mode,
            consumes: mode.consumes.filter((use) => use.resource !== supply.id),
          })),
        })),
      }),
      ease: (from, amount) => ({
        ...from,
        cumulative: from.cumulative.map((each) =>
          each.id === supply.id ? { ...each, initial: each.initial + amount } : each,
        ),
      }),
      easing: (amount) => `${amount} more of ${nameOf(supply)} at the start`,
    });
  }
  for (const task of problem.tasks) {
    if (task.deadline === undefined) continue;
    const { deadline } = task;
    list.push({
      constraint: { kind: 'deadline', id: task.id, words: `${nameOf(task)} finished by ${deadline}` },
      drop: changeTask(task.id, ({ deadline: _deadline, ...rest }) => rest),
      ease: (from, amount) => changeTask(task.id, (each) => ({ ...each, deadline: deadline + amount }))(from),
      easing: (amount) => `${amount} periods more for ${nameOf(task)}`,
    });
  }
  list.push({
    constraint: { kind: 'horizon', id: 'horizon', words: `everything finished by ${problem.horizon}` },
    drop: (from) => ({ ...from, horizon: farHorizon(problem) }),
    ease: (from, amount) => ({ ...from, horizon: from.horizon + amount }),
    easing: (amount) => `${amount} periods more for the whole`,
  });
  return list;
}

/** A horizon that binds nothing: after all dates everything fits one after the other. */
function farHorizon(problem: SchedulingProblem): number {
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
