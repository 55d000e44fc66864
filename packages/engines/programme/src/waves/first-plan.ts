import type { ScheduleAnswer, SchedulingProblem } from '@underpin/model';
import { compileProblem } from '../scheduling/compile-problem.ts';
import { type DenseProblem, noLimit } from '../scheduling/dense-problem.ts';

/**
 * A feasible plan at once: tasks in order of weight by length (and of their successors), each as early as it fits, in the mode that
 * ends first. The bound is that of the tasks alone, without resources. No improvement is tried.
 */
export function firstPlan(problem: SchedulingProblem): ScheduleAnswer {
  const compiled = compileProblem(problem);
  const none: ScheduleAnswer = {
    status: 'unknown',
    schedule: null,
    figures: null,
    lowerBound: 0,
    gap: null,
    conflict: null,
    schedules: 0,
  };
  if (!compiled.ok) return none;
  const dense = compiled.value;
  const best = [true, false]
    .flatMap((byDeadline) => place(dense, byDeadline) ?? [])
    .toSorted((a, b) => a.late - b.late || a.weighted - b.weighted)[0];
  if (best === undefined) return none;
  const lowerBound = alone(dense);
  const figures = { lateDays: best.late, relianceDays: best.weighted, moved: 0, cost: best.cost, end: best.end };
  return {
    status: best.late > 0 ? 'late' : 'feasible',
    schedule: {
      starts: [...best.starts.subarray(0, dense.tasks)],
      modes: Array.from({ length: dense.tasks }, (_, at) => (best.modes[at] ?? 0) - (dense.modeStart[at] ?? 0)),
    },
    figures,
    lowerBound,
    gap: best.weighted === 0 ? 0 : (best.weighted - lowerBound) / best.weighted,
    conflict: null,
    schedules: 2,
  };
}

interface Placed {
  readonly starts: Int32Array;
  readonly modes: Int32Array;
  readonly late: number;
  readonly weighted: number;
  readonly cost: number;
  readonly end: number;
}

function place(dense: DenseProblem, byDeadline: boolean): Placed[] | null {
  const free = dense.capacity.map((row) => row.slice());
  const left = dense.supplies.map(({ available }) => available.slice());
  const starts = new Int32Array(dense.nodes).fill(-1);
  const modes = new Int32Array(dense.nodes);
  const waiting = new Int32Array(dense.nodes);
  for (let node = 0; node < dense.nodes; node += 1)
    waiting[node] = at(dense.predecessorStart, node + 1) - at(dense.predecessorStart, node);
  const priority = tails(dense);
  const ready: number[] = [];
  for (let node = 0; node < dense.nodes; node += 1) if (waiting[node] === 0) ready.push(node);
  const rank = (node: number): number =>
    (byDeadline ? at(dense.deadline, node) * 1e6 : 0) -
    at(priority, node) -
    (at(dense.fixedStart, node) >= 0 ? 1e15 : 0);
  let [late, weighted, cost, end] = [0, 0, 0, 0];
  while (ready.length > 0) {
    let pick = 0;
    for (let index = 1; index < ready.length; index += 1)
      if (rank(ready[index] as number) < rank(ready[pick] as number)) pick = index;
    const node = ready.splice(pick, 1)[0] as number;
    let earliest = at(dense.release, node);
    for (let row = at(dense.predecessorStart, node); row < at(dense.predecessorStart, node + 1); row += 1) {
      const before = at(dense.predecessor, row);
      earliest = Math.max(
        earliest,
        at(starts, before) + at(dense.duration, at(modes, before)) + at(dense.predecessorLag, row),
      );
    }
    let found: { start: number; mode: number; end: number } | null = null;
    for (let mode = at(dense.modeStart, node); mode < at(dense.modeStart, node + 1); mode += 1) {
      const fixed = at(dense.fixedStart, node);
      if (fixed >= 0 && mode - at(dense.modeStart, node) !== at(dense.fixedMode, node)) continue;
      const start = fixed >= 0 ? fixed : fits(dense, mode, earliest, free, left);
      if (start < 0) continue;
      const finish = start + at(dense.duration, mode);
      if (found === null || finish < found.end) found = { start, mode, end: finish };
    }
    if (found === null) return null;
    starts[node] = found.start;
    modes[node] = found.mode;
    take(dense, found.mode, found.start, free, left);
    if (node < dense.tasks) {
      late += Math.max(0, found.end - at(dense.deadline, node));
      weighted += at(dense.weight, node) * found.end;
      cost += at(dense.cost, found.mode);
      end = Math.max(end, found.end);
    }
    for (let row = at(dense.successorStart, node); row < at(dense.successorStart, node + 1); row += 1) {
      const after = at(dense.successor, row);
      waiting[after] = at(waiting, after) - 1;
      if (waiting[after] === 0) ready.push(after);
    }
  }
  return [{ starts, modes, late, weighted, cost, end }];
}

function fits(
  dense: DenseProblem,
  mode: number,
  earliest: number,
  free: readonly Int32Array[],
  left: readonly Float64Array[],
): number {
  const length = at(dense.duration, mode);
  const table = at(dense.modeTable, mode);
  let start = earliest;
  search: while (start + length <= dense.horizon) {
    if (table >= 0) {
      const next = at(dense.nextStart[table] as Int32Array, start);
      if (next === noLimit) return -1;
      start = next;
      if (start + length > dense.horizon) return -1;
    }
    for (let row = at(dense.useStart, mode); row < at(dense.useStart, mode + 1); row += 1) {
      const line = free[at(dense.useResource, row)] as Int32Array;
      for (let day = start + length - 1; day >= start; day -= 1)
        if (at(line, day) < at(dense.useAmount, row)) {
          start = day + 1;
          continue search;
        }
    }
    for (let row = at(dense.consumeStart, mode); row < at(dense.consumeStart, mode + 1); row += 1) {
      const which = at(dense.consumeResource, row);
      const { bucketOf, bucketFrom, carryOver } = dense.supplies[which] as DenseProblem['supplies'][number];
      const bucket = at(bucketOf, start);
      const there = left[which] as Float64Array;
      const last = carryOver ? there.length - 1 : bucket;
      for (let one = last; one >= bucket; one -= 1)
        if ((there[one] ?? 0) < at(dense.consumeAmount, row)) {
          if (one + 1 >= bucketFrom.length) return -1;
          start = at(bucketFrom, one + 1);
          continue search;
        }
    }
    return start;
  }
  return -1;
}

function take(
  dense: DenseProblem,
  mode: number,
  start: number,
  free: readonly Int32Array[],
  left: readonly Float64Array[],
): void {
  for (let row = at(dense.useStart, mode); row < at(dense.useStart, mode + 1); row += 1) {
    const line = free[at(dense.useResource, row)] as Int32Array;
    for (let day = start; day < Math.min(dense.horizon, start + at(dense.duration, mode)); day += 1)
      line[day] = at(line, day) - at(dense.useAmount, row);
  }
  for (let row = at(dense.consumeStart, mode); row < at(dense.consumeStart, mode + 1); row += 1) {
    const which = at(dense.consumeResource, row);
    const { bucketOf, carryOver } = dense.supplies[which] as DenseProblem['supplies'][number];
    const there = left[which] as Float64Array;
    const bucket = at(bucketOf, start);
    for (let one = bucket; one < (carryOver ? there.length : bucket + 1); one += 1)
      there[one] = (there[one] ?? 0) - at(dense.consumeAmount, row);
  }
}

/** Weight by length of a task, and of the best that waits for it. */
function tails(dense: DenseProblem): Float64Array {
  const priority = new Float64Array(dense.nodes);
  for (let index = dense.order.length - 1; index >= 0; index -= 1) {
    const node = at(dense.order, index);
    const own = at(dense.weight, node) / Math.max(1, at(dense.duration, at(dense.modeStart, node)));
    let after = 0;
    for (let row = at(dense.successorStart, node); row < at(dense.successorStart, node + 1); row += 1)
      after += at(priority, at(dense.successor, row));
    priority[node] = own + after;
  }
  return priority;
}

/** Sum of weight x earliest end, as if resources were without limit. */
function alone(dense: DenseProblem): number {
  const earliest = Int32Array.from(dense.release);
  let sum = 0;
  for (const node of dense.order) {
    let shortest = noLimit;
    for (let mode = at(dense.modeStart, node); mode < at(dense.modeStart, node + 1); mode += 1)
      shortest = Math.min(shortest, at(dense.duration, mode));
    const end = Math.max(at(earliest, node), at(dense.fixedStart, node)) + shortest;
    if (node < dense.tasks) sum += at(dense.weight, node) * end;
    for (let row = at(dense.successorStart, node); row < at(dense.successorStart, node + 1); row += 1) {
      const after = at(dense.successor, row);
      earliest[after] = Math.max(at(earliest, after), end + at(dense.successorLag, row));
    }
  }
  return sum;
}

function at(list: Int32Array | Float64Array, index: number): number {
  return list[index] ?? 0;
}
