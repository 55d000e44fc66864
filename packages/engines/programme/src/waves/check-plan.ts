import type { Schedule, SchedulingProblem } from '@underpin/model';

const most = 100;

/**
 * Every way in which a schedule breaks its problem, in words (a hundred at most); empty when it keeps everything. Reads the problem as
 * it was given and shares nothing with the search. Deadlines are not counted: a late plan says so itself.
 */
export function checkPlan(problem: SchedulingProblem, { starts, modes }: Schedule): string[] {
  const wrong: string[] = [];
  const tell = (words: string): void => void (wrong.length < most && wrong.push(words));
  if (starts.length !== problem.tasks.length || modes.length !== problem.tasks.length)
    return [`The plan has ${starts.length} starts for ${problem.tasks.length} tasks.`];
  const rows = problem.tasks.map((task, at) => {
    const start = starts[at] ?? -1;
    const mode = task.modes[modes[at] ?? -1];
    return { task, start, mode, end: start + (mode?.duration ?? 0) };
  });
  const byId = new Map(rows.map((row) => [row.task.id, row]));
  const calendars = new Map(problem.calendars.map((one) => [one.id, one]));
  for (const { task, start, end, mode } of rows) {
    if (mode === undefined) {
      tell(`"${task.id}" has a mode that there is not.`);
      continue;
    }
    if (start < task.release) tell(`"${task.id}" starts on day ${start}, not before ${task.release} allowed.`);
    if (end > problem.horizon) tell(`"${task.id}" ends after the horizon.`);
    if (task.fixed !== undefined && (task.fixed.start !== start || task.modes[task.fixed.mode] !== mode))
      tell(`"${task.id}" is not where it has begun.`);
    for (const id of task.calendars) {
      const calendar = calendars.get(id);
      if (calendar === undefined || task.fixed !== undefined) continue;
      const last = Math.max(start, end - 1);
      const [from, to] =
        calendar.forbids === 'start' ? [start, start] : calendar.forbids === 'finish' ? [last, last] : [start, last];
      const bad =
        calendar.intervals === 'closed'
          ? calendar.spans.some((span) => span.from <= to && from < span.to)
          : !covers(calendar.spans, from, to);
      if (bad) tell(`"${task.id}" breaks "${calendar.name ?? id}".`);
    }
  }
  const end = (id: string): number => byId.get(id)?.end ?? 0;
  for (const { before, after, minLag, maxLag } of problem.precedences) {
    const gap = (byId.get(after)?.start ?? 0) - end(before);
    if (gap < minLag) tell(`"${after}" starts ${gap} days after "${before}", at least ${minLag} are asked.`);
    if (maxLag !== undefined && gap > maxLag)
      tell(`"${after}" starts ${gap} days after "${before}", at most ${maxLag} are allowed.`);
  }
  for (const gate of problem.gates) {
    const opens = gate.after.reduce((latest, id) => Math.max(latest, end(id) + gate.lag), gate.notBefore);
    for (const id of gate.before)
      if ((byId.get(id)?.start ?? 0) < opens)
        tell(`"${id}" starts before "${gate.name ?? gate.id}" opens on day ${opens}.`);
  }
  const load = new Map(problem.renewable.map(({ id }) => [id, new Map<number, number>()]));
  const used = new Map(problem.cumulative.map(({ id }) => [id, new Map<number, number>()]));
  const add = (map: Map<number, number> | undefined, day: number, amount: number): void =>
    void map?.set(day, (map.get(day) ?? 0) + amount);
  for (const { start, end: finish, mode } of rows) {
    for (const { resource, amount } of mode?.uses ?? []) {
      add(load.get(resource), start, amount);
      add(load.get(resource), finish, -amount);
    }
    for (const { resource, amount } of mode?.consumes ?? []) add(used.get(resource), start, amount);
  }
  for (const { id, name, capacity, changes } of problem.renewable) {
    const steps = load.get(id) ?? new Map<number, number>();
    const days = [...new Set([...steps.keys(), ...changes.flatMap(({ from, to }) => [from, to])])].toSorted(
      (a, b) => a - b,
    );
    let now = 0;
    for (const day of days) {
      now += steps.get(day) ?? 0;
      const there = changes.findLast(({ from, to }) => from <= day && day < to)?.capacity ?? capacity;
      if (now > there && day < problem.horizon)
        tell(`"${name ?? id}" has ${now} in use on day ${day}, ${there} are there.`);
    }
  }
  for (const { id, name, initial, inflows, carryOver } of problem.cumulative) {
    const steps = used.get(id) ?? new Map<number, number>();
    const coming = new Map<number, number>([[0, initial]]);
    for (const { at, amount } of inflows) coming.set(at, (coming.get(at) ?? 0) + amount);
    let [gone, there] = [0, 0];
    for (const day of [...new Set([...steps.keys(), ...coming.keys()])].toSorted((a, b) => a - b)) {
      const more = coming.get(day);
      if (more !== undefined) [gone, there] = carryOver ? [gone, there + more] : [0, more];
      gone += steps.get(day) ?? 0;
      if (gone > there) tell(`"${name ?? id}" has ${gone} used by day ${day}, ${there} were there.`);
    }
  }
  return wrong;
}

function covers(spans: readonly { readonly from: number; readonly to: number }[], from: number, to: number): boolean {
  let next = from;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) if (span.from <= next && next < span.to) next = span.to;
  return next > to;
}
