import { refused, ok, type Result, type SchedulingProblem } from '@underpin/model';

const most = { tasks: 1_000_000, resources: 1_000 };

/**
 * Reads a project in the Patterson format: number of tasks and resources, capacities, then per task its duration, demands and
 * successors (tasks count from 1). Numbers may be laid out over any lines. The answer is a makespan problem whose tasks are
 * named by their number.
 *
 * Example: `readPatterson('3 1\n2\n0 0 1 2\n4 1 1 3\n0 0 0', 'tiny.rcp')`.
 */
export function readPatterson(text: string, file: string): Result<SchedulingProblem> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  let place = 0;
  const problem = (what: string): Result<never> => refused(`Cannot read "${file}" as a Patterson project: ${what}`);
  const next = (): number => {
    const word = words[place];
    place += 1;
    return word === undefined || !/^\d{1,9}$/.test(word) ? -1 : Number(word);
  };
  const here = (): string =>
    words[place - 1] === undefined ? 'the file ends' : `the ${place}th number is "${words[place - 1]}"`;
  const size = next();
  if (size < 1 || size > most.tasks)
    return problem(`it should begin with the number of tasks (1 or more), but ${here()}`);
  const resources = next();
  if (resources < 0 || resources > most.resources)
    return problem(`after the number of tasks the number of resources is expected, but ${here()}`);
  const renewable: SchedulingProblem['renewable'] = [];
  for (let at = 1; at <= resources; at += 1) {
    const capacity = next();
    if (capacity < 0) return problem(`the capacity of resource ${at} is expected, but ${here()}`);
    renewable.push({ id: `R${at}`, capacity, changes: [] });
  }
  const tasks: SchedulingProblem['tasks'] = [];
  const precedences: SchedulingProblem['precedences'] = [];
  let horizon = 0;
  for (let at = 1; at <= size; at += 1) {
    const duration = next();
    if (duration < 0) return problem(`the duration of task ${at} is expected, but ${here()}`);
    horizon += duration;
    const uses: { resource: string; amount: number }[] = [];
    for (const resource of renewable) {
      const amount = next();
      if (amount < 0) return problem(`the demand of task ${at} for ${resource.id} is expected, but ${here()}`);
      if (amount > 0) uses.push({ resource: resource.id, amount });
    }
    const count = next();
    if (count < 0 || count > size) return problem(`the number of successors of task ${at} is expected, but ${here()}`);
    for (let nth = 0; nth < count; nth += 1) {
      const after = next();
      if (after < 1 || after > size)
        return problem(`a successor of task ${at} (1 to ${size}) is expected, but ${here()}`);
      precedences.push({ before: String(at), after: String(after), minLag: 0 });
    }
    tasks.push({
      id: String(at),
      weight: 0,
      release: 0,
      calendars: [],
      modes: [{ id: '1', duration, cost: 0, uses, consumes: [] }],
    });
  }
  if (place < words.length) return problem(`${words.length - place} numbers are left after the last of ${size} tasks`);
  return ok({
    name: file,
    horizon: Math.max(1, horizon),
    objective: 'makespan',
    stability: 0,
    renewable,
    cumulative: [],
    calendars: [],
    tasks,
    precedences,
    gates: [],
  });
}
