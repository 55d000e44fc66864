import type { PlanConstraint, SchedulingProblem, TaskMode } from '@underpin/model';
import { farHorizon } from './rest-of.ts';

/** A constraint that can be left out of a problem (`restOf`), or eased by an amount. */
export interface Droppable {
  readonly constraint: PlanConstraint;
  /** Place of what carries it (precedence, gate, calendar, task, resource) in its list of the problem. */
  readonly at: number;
  /** Eases by a whole amount; null where there is only all or nothing. */
  readonly ease: ((problem: SchedulingProblem, amount: number) => SchedulingProblem) | null;
  /** The amount that is as good as leaving the constraint out. */
  readonly most: number;
  /** What an amount is held against when relaxations of different units are ranked. */
  readonly size: number;
  /** Words of easing by an amount. */
  readonly easing: (amount: number) => string;
}

/** A date that more tasks than this share is one constraint: one direction, or one contract, set it for all of them. */
const mostAlone = 20;

/** Every constraint of the problem, resources and calendars first, so that what is left of a conflict tends to be dates. */
export function droppables(problem: SchedulingProblem): Droppable[] {
  const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | undefined }): string =>
    name === undefined ? `"${id}"` : `"${name}"`;
  const list: Droppable[] = [];
  const far = farHorizon(problem);
  const allOf = (amounts: (mode: TaskMode) => readonly { readonly resource: string; readonly amount: number }[]) => {
    const sums = new Map<string, number>();
    for (const { modes } of problem.tasks) {
      const most = new Map<string, number>();
      for (const mode of modes)
        for (const { resource, amount } of amounts(mode)) most.set(resource, Math.max(most.get(resource) ?? 0, amount));
      for (const [resource, amount] of most) sums.set(resource, (sums.get(resource) ?? 0) + amount);
    }
    return sums;
  };
  const allUsed = allOf(({ uses }) => uses);
  const allConsumed = allOf(({ consumes }) => consumes);
  for (const [at, resource] of problem.renewable.entries()) {
    list.push({
      constraint: { kind: 'renewable', id: resource.id, words: `capacity of ${nameOf(resource)}` },
      at,
      ease: (from, amount) => ({
        ...from,
        renewable: from.renewable.with(at, {
          ...resource,
          capacity: resource.capacity + amount,
          changes: resource.changes.map((change) => ({ ...change, capacity: change.capacity + amount })),
        }),
      }),
      most: Math.max(1, allUsed.get(resource.id) ?? 0),
      size: Math.max(1, resource.capacity),
      easing: (amount) => `${amount} more of ${nameOf(resource)} at any time`,
    });
  }
  for (const [at, supply] of problem.cumulative.entries()) {
    list.push({
      constraint: { kind: 'cumulative', id: supply.id, words: `supply of ${nameOf(supply)}` },
      at,
      // What lapses helps only if there is more each time.
      ease: (from, amount) => ({
        ...from,
        cumulative: from.cumulative.with(at, {
          ...supply,
          initial: supply.initial + amount,
          inflows: supply.carryOver
            ? supply.inflows
            : supply.inflows.map((inflow) => ({ ...inflow, amount: inflow.amount + amount })),
        }),
      }),
      most: Math.max(1, allConsumed.get(supply.id) ?? 0),
      size: Math.max(
        1,
        supply.inflows.reduce((sum, { amount }) => sum + amount, supply.initial),
      ),
      easing: (amount) => `${amount} more of ${nameOf(supply)} ${supply.carryOver ? 'at the start' : 'each time'}`,
    });
  }
  for (const [at, calendar] of problem.calendars.entries()) {
    list.push({
      constraint: { kind: 'calendar', id: calendar.id, words: `calendar ${nameOf(calendar)}` },
      at,
      ease: null,
      most: 1,
      size: 1,
      easing: () => `lift the calendar ${nameOf(calendar)}`,
    });
  }
  for (const [at, { before, after, minLag, maxLag }] of problem.precedences.entries()) {
    list.push({
      constraint: {
        kind: 'precedence',
        id: `${before} > ${after}`,
        words: `"${after}" waits for "${before}"${minLag > 0 ? ` and ${minLag} periods more` : ''}`,
      },
      at,
      ease: null,
      most: 1,
      size: 1,
      easing: () => `let "${after}" not wait for "${before}"`,
    });
    if (maxLag === undefined) continue;
    list.push({
      constraint: {
        kind: 'maximum lag',
        id: `${before} > ${after}`,
        words: `"${after}" starts at most ${maxLag} periods after the end of "${before}"`,
      },
      at,
      ease: (from, amount) => ({
        ...from,
        precedences: changeAt(from.precedences, at, { maxLag: maxLag + amount }),
      }),
      most: far,
      size: problem.horizon,
      easing: (amount) => `let "${after}" start up to ${amount} periods later after "${before}"`,
    });
  }
  for (const [at, gate] of problem.gates.entries()) {
    list.push({
      constraint: { kind: 'gate', id: gate.id, words: `gate ${nameOf(gate)}` },
      at,
      ease: null,
      most: 1,
      size: 1,
      easing: () => `open gate ${nameOf(gate)} at once`,
    });
  }
  const dueTogether = Map.groupBy(problem.tasks, ({ deadline }) => deadline);
  for (const [deadline, tasks] of dueTogether) {
    if (deadline === undefined || tasks.length <= mostAlone) continue;
    list.push({
      constraint: { kind: 'deadlines', id: String(deadline), words: `${tasks.length} tasks finished by ${deadline}` },
      at: deadline,
      ease: (from, amount) => ({
        ...from,
        tasks: from.tasks.map((task) => (task.deadline === deadline ? { ...task, deadline: deadline + amount } : task)),
      }),
      most: Math.max(1, far - deadline),
      size: problem.horizon,
      easing: (amount) => `${amount} periods more for the ${tasks.length} tasks due by ${deadline}`,
    });
  }
  for (const [at, task] of problem.tasks.entries()) {
    const { release, fixed, deadline } = task;
    if (fixed !== undefined) {
      list.push({
        constraint: { kind: 'fixed', id: task.id, words: `${nameOf(task)} has begun at ${fixed.start}` },
        at,
        ease: null,
        most: 1,
        size: 1,
        easing: () => `begin ${nameOf(task)} anew`,
      });
    } else if (release > 0) {
      list.push({
        constraint: { kind: 'release', id: task.id, words: `${nameOf(task)} not before ${release}` },
        at,
        ease: (from, amount) => ({
          ...from,
          tasks: changeAt(from.tasks, at, { release: Math.max(0, release - amount) }),
        }),
        most: release,
        size: problem.horizon,
        easing: (amount) => `let ${nameOf(task)} start ${Math.min(amount, release)} periods earlier`,
      });
    }
    if (deadline !== undefined && (dueTogether.get(deadline)?.length ?? 0) <= mostAlone) {
      list.push({
        constraint: { kind: 'deadline', id: task.id, words: `${nameOf(task)} finished by ${deadline}` },
        at,
        ease: (from, amount) => ({ ...from, tasks: changeAt(from.tasks, at, { deadline: deadline + amount }) }),
        most: Math.max(1, far - deadline),
        size: problem.horizon,
        easing: (amount) => `${amount} periods more for ${nameOf(task)}`,
      });
    }
  }
  list.push({
    constraint: { kind: 'horizon', id: 'horizon', words: `everything finished by ${problem.horizon}` },
    at: 0,
    ease: (from, amount) => ({ ...from, horizon: from.horizon + amount }),
    most: Math.max(1, far - problem.horizon),
    size: problem.horizon,
    easing: (amount) => `${amount} periods more for the whole`,
  });
  return list;
}

/** The list with one entry changed, as it stands in the problem that is eased. */
function changeAt<T>(list: readonly T[], at: number, change: Partial<T>): T[] {
  return list.map((each, index) => (index === at ? { ...each, ...change } : each));
}
