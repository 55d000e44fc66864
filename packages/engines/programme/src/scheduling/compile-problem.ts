import { ok, refused, type PlanCalendar, type Result, type SchedulingProblem } from '@underpin/model';
import { compressRows } from './compress-rows.ts';
import { type DenseProblem, type DenseSupply, noLimit } from './dense-problem.ts';

/**
 * The dense form of a problem that `schedulingProblemSchema` has read; refused with the reason when ids are unknown or
 * double, or tasks wait for each other in a circle.
 *
 * Example: `compileProblem(schedulingProblemSchema.parse({ horizon: 9, tasks: [{ id: 'a', modes: [{ id: 'm', duration: 3 }] }] }))`.
 */
export function compileProblem(problem: SchedulingProblem): Result<DenseProblem> {
  const { horizon, tasks, gates } = problem;
  const taskAt = indexById(tasks);
  const resourceAt = indexById(problem.renewable);
  const supplyAt = indexById(problem.cumulative);
  const calendarAt = indexById(problem.calendars);
  for (const [what, list, index] of [
    ['task', tasks, taskAt],
    ['renewable resource', problem.renewable, resourceAt],
    ['cumulative resource', problem.cumulative, supplyAt],
    ['calendar', problem.calendars, calendarAt],
  ] as const) {
    if (index.size < list.length) {
      const seen = new Set<string>();
      const double = list.find(({ id }) => seen.size === seen.add(id).size);
      return refused(`Cannot plan: the ${what} "${double?.id}" is there twice; give each its own id`);
    }
  }
  const unknown = (what: string, id: string, by: string): Result<never> =>
    refused(`Cannot plan: ${by} names the ${what} "${id}", which is not in the problem`);

  const nodes = tasks.length + gates.length;
  const modeStart = new Int32Array(nodes + 1);
  const duration: number[] = [];
  const cost: number[] = [];
  const modeTable: number[] = [];
  const uses: [number, number, number][] = [];
  const consumes: [number, number, number][] = [];
  const tables = new StartTables(problem.calendars, horizon);
  const release = new Int32Array(nodes);
  const deadline = new Int32Array(nodes).fill(noLimit);
  const fixedStart = new Int32Array(nodes).fill(-1);
  const fixedMode = new Int32Array(nodes).fill(-1);
  const planned = new Int32Array(nodes).fill(-1);
  const weight = new Float64Array(nodes);
  for (const [at, task] of tasks.entries()) {
    const calendars: number[] = [];
    for (const id of task.calendars) {
      const calendar = calendarAt.get(id);
      if (calendar === undefined) return unknown('calendar', id, `task "${task.id}"`);
      calendars.push(calendar);
    }
    for (const mode of task.modes) {
      const here = duration.length;
      for (const { resource, amount } of mode.uses) {
        const index = resourceAt.get(resource);
        if (index === undefined) return unknown('renewable resource', resource, `task "${task.id}"`);
        if (amount > 0) uses.push([here, index, amount]);
      }
      for (const { resource, amount } of mode.consumes) {
        const index = supplyAt.get(resource);
        if (index === undefined) return unknown('cumulative resource', resource, `task "${task.id}"`);
        if (amount > 0) consumes.push([here, index, amount]);
      }
      duration.push(mode.duration);
      cost.push(mode.cost);
      modeTable.push(tables.of(calendars, mode.duration));
    }
    modeStart[at + 1] = duration.length;
    weight[at] = task.weight;
    release[at] = task.release;
    deadline[at] = task.deadline ?? noLimit;
    planned[at] = task.planned ?? -1;
    if (task.fixed !== undefined) {
      if (task.fixed.mode >= task.modes.length)
        return refused(
          `Cannot plan: task "${task.id}" is fixed to mode ${task.fixed.mode}, but has ${task.modes.length}`,
        );
      fixedStart[at] = task.fixed.start;
      fixedMode[at] = task.fixed.mode;
    }
  }
  const edges: [number, number, number, number][] = [];
  for (const { before, after, minLag, maxLag } of problem.precedences) {
    const [from, to] = [taskAt.get(before), taskAt.get(after)];
    if (from === undefined) return unknown('task', before, 'a precedence');
    if (to === undefined) return unknown('task', after, 'a precedence');
    edges.push([from, to, minLag, maxLag ?? noLimit]);
  }
  for (const [at, gate] of gates.entries()) {
    const node = tasks.length + at;
    release[node] = gate.notBefore;
    duration.push(0);
    cost.push(0);
    modeTable.push(-1);
    modeStart[node + 1] = duration.length;
    for (const [list, incoming] of [
      [gate.after, true],
      [gate.before, false],
    ] as const) {
      for (const id of list) {
        const task = taskAt.get(id);
        if (task === undefined) return unknown('task', id, `gate "${gate.id}"`);
        edges.push(incoming ? [task, node, gate.lag, noLimit] : [node, task, 0, noLimit]);
      }
    }
  }
  const forward = compressRows(nodes, edges, 0);
  const backward = compressRows(nodes, edges, 1);
  const order = topologicalOrder(nodes, forward, edges);
  if (order.length < nodes) {
    const stuck = new Set(Array.from({ length: nodes }, (_, node) => node));
    for (const node of order) stuck.delete(node);
    const names = [...stuck].slice(0, 8).map((node) => tasks[node]?.id ?? gates[node - tasks.length]?.id);
    return refused(`Cannot plan: these wait for each other in a circle: ${names.join(', ')}`);
  }
  const pick = (rows: { readonly row: Int32Array }, field: 0 | 1 | 2 | 3): Int32Array =>
    Int32Array.from(rows.row, (edge) => edges[edge][field]);
  const modes = duration.length;
  const useRows = compressRows(modes, uses, 0);
  const consumeRows = compressRows(modes, consumes, 0);
  return ok({
    objective: problem.objective,
    stability: problem.stability,
    tasks: tasks.length,
    nodes,
    horizon,
    modeStart,
    duration: Int32Array.from(duration),
    cost: Float64Array.from(cost),
    useStart: useRows.start,
    useResource: Int32Array.from(useRows.row, (at) => uses[at][1]),
    useAmount: Int32Array.from(useRows.row, (at) => uses[at][2]),
    consumeStart: consumeRows.start,
    consumeResource: Int32Array.from(consumeRows.row, (at) => consumes[at][1]),
    consumeAmount: Float64Array.from(consumeRows.row, (at) => consumes[at][2]),
    modeTable: Int32Array.from(modeTable),
    nextStart: tables.tables,
    weight,
    release,
    deadline,
    fixedStart,
    fixedMode,
    planned,
    successorStart: forward.start,
    successor: pick(forward, 1),
    successorLag: pick(forward, 2),
    successorMaxLag: pick(forward, 3),
    predecessorStart: backward.start,
    predecessor: pick(backward, 0),
    predecessorLag: pick(backward, 2),
    predecessorMaxLag: pick(backward, 3),
    order: Int32Array.from(order),
    capacity: problem.renewable.map(({ capacity, changes }) => {
      const row = new Int32Array(horizon).fill(capacity);
      for (const change of changes)
        row.fill(change.capacity, Math.min(horizon, change.from), Math.min(horizon, change.to));
      return row;
    }),
    supplies: problem.cumulative.map((supply) => denseSupply(supply, horizon)),
  });
}

function indexById(list: readonly { readonly id: string }[]): Map<string, number> {
  return new Map(list.map(({ id }, at) => [id, at]));
}

function denseSupply(
  supply: {
    readonly initial: number;
    readonly inflows: readonly { at: number; amount: number }[];
    readonly carryOver: boolean;
  },
  horizon: number,
): DenseSupply {
  const byPeriod = new Map([[0, supply.initial]]);
  for (const { at, amount } of supply.inflows) if (at <= horizon) byPeriod.set(at, (byPeriod.get(at) ?? 0) + amount);
  const bucketFrom = Int32Array.from([...byPeriod.keys()].toSorted((a, b) => a - b));
  const available = Float64Array.from(bucketFrom, (from) => byPeriod.get(from) ?? 0);
  if (supply.carryOver) for (let at = 1; at < available.length; at += 1) available[at] += available[at - 1];
  const bucketOf = new Int32Array(horizon + 1);
  for (let at = 0; at < bucketFrom.length; at += 1) bucketOf.fill(at, bucketFrom[at]);
  return { carryOver: supply.carryOver, bucketFrom, available, bucketOf };
}

function topologicalOrder(
  nodes: number,
  forward: { readonly start: Int32Array; readonly row: Int32Array },
  edges: readonly (readonly [number, number, number, number])[],
): number[] {
  const waiting = new Int32Array(nodes);
  for (const [, to] of edges) waiting[to] += 1;
  const order: number[] = [];
  for (let node = 0; node < nodes; node += 1) if (waiting[node] === 0) order.push(node);
  for (let at = 0; at < order.length; at += 1) {
    const node = order[at];
    for (let row = forward.start[node]; row < forward.start[node + 1]; row += 1) {
      const to = edges[forward.row[row]][1];
      waiting[to] -= 1;
      if (waiting[to] === 0) order.push(to);
    }
  }
  return order;
}

/** One table of allowed starts for each pair of calendars and duration that occurs. */
class StartTables {
  readonly tables: Int32Array[] = [];
  readonly #known = new Map<string, number>();
  readonly #calendars: readonly PlanCalendar[];
  readonly #horizon: number;

  constructor(calendars: readonly PlanCalendar[], horizon: number) {
    this.#calendars = calendars;
    this.#horizon = horizon;
  }

  of(calendars: readonly number[], duration: number): number {
    if (calendars.length === 0) return -1;
    const key = `${duration}:${calendars.toSorted((a, b) => a - b).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.tables.length);
    this.tables.push(this.#make(calendars, duration));
    return this.tables.length - 1;
  }

  #make(calendars: readonly number[], duration: number): Int32Array {
    const horizon = this.#horizon;
    const refused = new Uint8Array(horizon + 1);
    for (const index of calendars) {
      const { forbids, intervals, spans } = this.#calendars[index];
      const closed = new Uint8Array(horizon + 1).fill(intervals === 'open' ? 1 : 0);
      for (const { from, to } of spans)
        closed.fill(intervals === 'open' ? 0 : 1, Math.min(horizon + 1, from), Math.min(horizon + 1, to));
      let nextClosed = noLimit;
      for (let start = horizon; start >= 0; start -= 1) {
        if (closed[start] === 1) nextClosed = start;
        const last = Math.max(start, start + duration - 1);
        if (forbids === 'start') refused[start] |= closed[start];
        else if (forbids === 'work') refused[start] |= nextClosed <= last ? 1 : 0;
        else refused[start] |= last <= horizon ? closed[last] : 0;
      }
    }
    const table = new Int32Array(horizon + 2).fill(noLimit);
    for (let start = horizon; start >= 0; start -= 1) table[start] = refused[start] === 0 ? start : table[start + 1];
    return table;
  }
}
