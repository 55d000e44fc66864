import { type DenseProblem, noLimit } from '../dense-problem.ts';

const blockBits = 5;

/**
 * A plan under construction: which node starts when in which mode, what is left of every resource. Nodes are placed and
 * removed one by one; `earliest` finds where a node fits.
 */
export class PlanState {
  readonly problem: DenseProblem;
  readonly start: Int32Array;
  readonly mode: Int32Array;
  readonly #free: readonly Int32Array[];
  /** Most that is free in each block of 32 periods; may say too much, never too little. */
  readonly #blockMost: readonly Int32Array[];
  readonly #left: readonly Float64Array[];
  /** With carry-over: least that is left in this bucket or a later one. */
  readonly #leastLater: readonly Float64Array[];

  constructor(problem: DenseProblem) {
    this.problem = problem;
    this.start = new Int32Array(problem.nodes).fill(-1);
    this.mode = new Int32Array(problem.nodes).fill(-1);
    this.#free = problem.capacity.map((row) => row.slice());
    this.#blockMost = problem.capacity.map((row) => new Int32Array((row.length >> blockBits) + 1));
    this.#left = problem.supplies.map(({ available }) => available.slice());
    this.#leastLater = problem.supplies.map(({ available }) => available.slice());
    this.clear();
  }

  clear(): void {
    this.start.fill(-1);
    this.mode.fill(-1);
    for (const [at, row] of this.problem.capacity.entries()) {
      this.#free[at].set(row);
      for (let block = 0; block < this.#blockMost[at].length; block += 1) this.#refresh(at, block);
    }
    for (const [at, { available }] of this.problem.supplies.entries()) {
      this.#left[at].set(available);
      this.#suffix(at);
    }
  }

  #refresh(resource: number, block: number): void {
    const row = this.#free[resource];
    let most = 0;
    const end = Math.min(row.length, (block + 1) << blockBits);
    for (let time = block << blockBits; time < end; time += 1) if (row[time] > most) most = row[time];
    this.#blockMost[resource][block] = most;
  }

  #suffix(supply: number): void {
    const left = this.#left[supply];
    const least = this.#leastLater[supply];
    let now = Infinity;
    for (let at = left.length - 1; at >= 0; at -= 1) {
      if (left[at] < now) now = left[at];
      least[at] = now;
    }
  }

  /** Earliest start of a mode (index over all modes) within [from, latest] that calendars and resources allow, or -1. */
  earliest(mode: number, from: number, latest: number): number {
    const { problem } = this;
    const { horizon, useStart, useResource, useAmount, consumeStart, consumeResource, consumeAmount } = problem;
    const long = problem.duration[mode];
    const limit = Math.min(latest, horizon - long);
    const table = problem.modeTable[mode];
    const firstUse = useStart[mode];
    const lastUse = useStart[mode + 1];
    let time = from;
    search: while (time <= limit) {
      if (table >= 0) {
        time = problem.nextStart[table][time];
        if (time > limit) return -1;
      }
      for (let at = consumeStart[mode]; at < consumeStart[mode + 1]; at += 1) {
        const supply = problem.supplies[consumeResource[at]];
        const left = supply.carryOver ? this.#leastLater[consumeResource[at]] : this.#left[consumeResource[at]];
        const need = consumeAmount[at];
        const here = supply.bucketOf[time];
        let bucket = here;
        while (bucket < left.length && left[bucket] < need) bucket += 1;
        if (bucket === left.length) return -1;
        if (bucket !== here) {
          time = supply.bucketFrom[bucket];
          continue search;
        }
      }
      for (let use = firstUse; use < lastUse; use += 1) {
        const row = this.#free[useResource[use]];
        const most = this.#blockMost[useResource[use]];
        const need = useAmount[use];
        for (let at = time + long - 1; at >= time; at -= 1) {
          if (row[at] < need) {
            time = at + 1;
            // Whole blocks in which the resource is too short are passed over.
            while ((time & 31) === 0 && time <= limit && most[time >> blockBits] < need) time += 32;
            continue search;
          }
        }
      }
      return time;
    }
    return -1;
  }

  place(node: number, mode: number, time: number): void {
    this.start[node] = time;
    this.mode[node] = mode;
    this.#take(mode, time, 1);
  }

  remove(node: number): void {
    if (this.start[node] >= 0) this.#take(this.mode[node], this.start[node], -1);
    this.start[node] = -1;
  }

  /** Whether a mode fits exactly at `time` as far as resources go. */
  fits(mode: number, time: number): boolean {
    const { problem } = this;
    const end = time + problem.duration[mode];
    if (end > problem.horizon) return false;
    for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1) {
      const row = this.#free[problem.useResource[use]];
      for (let at = time; at < end; at += 1) if (row[at] < problem.useAmount[use]) return false;
    }
    for (let at = problem.consumeStart[mode]; at < problem.consumeStart[mode + 1]; at += 1) {
      const which = problem.consumeResource[at];
      const supply = problem.supplies[which];
      const left = supply.carryOver ? this.#leastLater[which] : this.#left[which];
      if (left[supply.bucketOf[time]] < problem.consumeAmount[at]) return false;
    }
    return true;
  }

  #take(mode: number, time: number, sign: number): void {
    const { problem } = this;
    const end = Math.min(problem.horizon, time + problem.duration[mode]);
    for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1) {
      const resource = problem.useResource[use];
      const row = this.#free[resource];
      const amount = sign * problem.useAmount[use];
      for (let at = time; at < end; at += 1) row[at] -= amount;
      if (end > time)
        for (let block = time >> blockBits; block <= (end - 1) >> blockBits; block += 1) this.#refresh(resource, block);
    }
    for (let at = problem.consumeStart[mode]; at < problem.consumeStart[mode + 1]; at += 1) {
      const which = problem.consumeResource[at];
      const supply = problem.supplies[which];
      const left = this.#left[which];
      const amount = sign * problem.consumeAmount[at];
      const bucket = supply.bucketOf[time];
      if (supply.carryOver) {
        for (let later = bucket; later < left.length; later += 1) left[later] -= amount;
        this.#suffix(which);
      } else left[bucket] -= amount;
    }
  }

  /** Earliest start that what is placed before and after `node` leaves, its own dates included. */
  windowFrom(node: number, mode: number): number {
    const { problem, start } = this;
    if (problem.fixedStart[node] >= 0) return problem.fixedStart[node];
    let from = problem.release[node];
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const other = problem.predecessor[at];
      if (start[other] < 0) continue;
      const ready = start[other] + problem.duration[this.mode[other]] + problem.predecessorLag[at];
      if (ready > from) from = ready;
    }
    for (let at = problem.successorStart[node]; at < problem.successorStart[node + 1]; at += 1) {
      const most = problem.successorMaxLag[at];
      const other = problem.successor[at];
      if (most >= noLimit || start[other] < 0 || problem.fixedStart[other] >= 0) continue;
      const least = start[other] - most - problem.duration[mode];
      if (least > from) from = least;
    }
    return from;
  }

  windowTo(node: number, mode: number): number {
    const { problem, start } = this;
    if (problem.fixedStart[node] >= 0) return problem.fixedStart[node];
    const long = problem.duration[mode];
    let to = problem.horizon - long;
    for (let at = problem.successorStart[node]; at < problem.successorStart[node + 1]; at += 1) {
      const other = problem.successor[at];
      if (start[other] < 0 || problem.fixedStart[other] >= 0) continue;
      const latest = start[other] - problem.successorLag[at] - long;
      if (latest < to) to = latest;
    }
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const most = problem.predecessorMaxLag[at];
      const other = problem.predecessor[at];
      if (most >= noLimit || start[other] < 0) continue;
      const latest = start[other] + problem.duration[this.mode[other]] + most;
      if (latest < to) to = latest;
    }
    return to;
  }
}
