import type { Random } from '@underpin/model';
import type { DenseProblem } from '../dense-problem.ts';
import type { PlanState } from './plan-state.ts';

/**
 * Local search in a complete plan: takes some nodes out, puts them back in another order, each at its earliest place, and
 * undoes it when the plan got worse. What is not taken out stays where it is, so a move costs only the nodes that it touches.
 */
export class PlanImprovement {
  readonly #problem: DenseProblem;
  readonly #random: Random;
  readonly #state: PlanState;
  /** Tasks by start, as of the last `sort`. */
  readonly #byStart: Int32Array;
  readonly #placeOf: Int32Array;
  readonly #inMove: Uint8Array;
  readonly #oldStart: Int32Array;
  readonly #oldMode: Int32Array;
  readonly #ratio: Float64Array;
  readonly #key: Float64Array;
  readonly #lateWeight: number;
  /** Change of the objective (reliance, with very heavy late days) by accepted moves. */
  gained = 0;
  accepted = 0;
  tried = 0;

  constructor(problem: DenseProblem, random: Random, state: PlanState, work: Float64Array) {
    this.#problem = problem;
    this.#random = random;
    this.#state = state;
    this.#byStart = Int32Array.from({ length: problem.tasks }, (_, at) => at);
    this.#placeOf = new Int32Array(problem.tasks);
    this.#inMove = new Uint8Array(problem.nodes);
    this.#oldStart = new Int32Array(problem.nodes);
    this.#oldMode = new Int32Array(problem.nodes);
    this.#key = new Float64Array(problem.nodes);
    this.#ratio = Float64Array.from(work, (each, node) => problem.weight[node] / (each + 1e-9));
    this.#lateWeight = 1 + problem.horizon * problem.weight.reduce((sum, each) => sum + each, 0);
  }

  /** To be called when the plan has been made anew. */
  sort(): void {
    const { start } = this.#state;
    this.#byStart.sort((a, b) => start[a] - start[b]);
    for (let at = 0; at < this.#byStart.length; at += 1) this.#placeOf[this.#byStart[at]] = at;
  }

  run(moves: number): void {
    if (this.#problem.tasks < 2) return;
    for (let nth = 0; nth < moves; nth += 1) this.#try();
  }

  #pick(): number[] {
    const random = this.#random;
    const { tasks, fixedStart } = this.#problem;
    const size = 2 + Math.floor(random() * random() * Math.min(28, tasks - 1));
    const picked: number[] = [];
    const add = (task: number): void => {
      if (this.#inMove[task] === 1 || fixedStart[task] >= 0) return;
      this.#inMove[task] = 1;
      picked.push(task);
    };
    const seed = Math.floor(random() * tasks);
    add(seed);
    const place = this.#placeOf[seed];
    const kind = random();
    if (kind < 0.45) {
      // Neighbours in time.
      const reach = Math.max(size, Math.floor(size * (1 + 4 * random())));
      for (let nth = 0; nth < 3 * size && picked.length < size; nth += 1) {
        const at = place + Math.floor((random() - 0.5) * 2 * reach);
        if (at >= 0 && at < tasks) add(this.#byStart[at]);
      }
    } else if (kind < 0.8) {
      // Tasks before it that need what it needs.
      const reach = Math.max(10, Math.floor(tasks * 0.3 * random()));
      for (let nth = 0; nth < 8 * size && picked.length < size; nth += 1) {
        const at = place - Math.floor(random() * reach);
        if (at < 0) continue;
        const other = this.#byStart[at];
        if (this.#shares(seed, other)) add(other);
      }
    } else {
      // What comes before and after it, and neighbours in time.
      const { predecessor, predecessorStart, successor, successorStart } = this.#problem;
      for (let at = predecessorStart[seed]; at < predecessorStart[seed + 1] && picked.length < size; at += 1)
        if (predecessor[at] < tasks) add(predecessor[at]);
      for (let at = successorStart[seed]; at < successorStart[seed + 1] && picked.length < size; at += 1)
        if (successor[at] < tasks) add(successor[at]);
      for (let nth = 0; nth < 3 * size && picked.length < size; nth += 1) {
        const at = place - Math.floor(random() * 4 * size);
        if (at >= 0) add(this.#byStart[at]);
      }
    }
    return picked;
  }

  #shares(one: number, other: number): boolean {
    const problem = this.#problem;
    const [a, b] = [problem.modeStart[one], problem.modeStart[other]];
    for (let at = problem.useStart[a]; at < problem.useStart[a + 1]; at += 1)
      for (let to = problem.useStart[b]; to < problem.useStart[b + 1]; to += 1)
        if (problem.useResource[at] === problem.useResource[to]) return true;
    for (let at = problem.consumeStart[a]; at < problem.consumeStart[a + 1]; at += 1)
      for (let to = problem.consumeStart[b]; to < problem.consumeStart[b + 1]; to += 1)
        if (problem.consumeResource[at] === problem.consumeResource[to]) return true;
    return false;
  }

  #valueOf(node: number): number {
    const problem = this.#problem;
    const start = this.#state.start[node];
    const end = start + problem.duration[this.#state.mode[node]];
    let value = problem.weight[node] * end;
    if (end > problem.deadline[node]) value += this.#lateWeight * (end - problem.deadline[node]);
    if (problem.planned[node] >= 0) value += problem.stability * Math.abs(start - problem.planned[node]);
    // Costs count only between plans that are equal otherwise.
    return value + 1e-9 * problem.cost[this.#state.mode[node]];
  }

  #try(): void {
    const state = this.#state;
    const random = this.#random;
    this.tried += 1;
    const picked = this.#pick();
    let before = 0;
    for (const node of picked) {
      before += this.#valueOf(node);
      this.#oldStart[node] = state.start[node];
      this.#oldMode[node] = state.mode[node];
    }
    for (const node of picked) state.remove(node);
    const way = random();
    for (const node of picked)
      this.#key[node] =
        way < 0.5
          ? -this.#ratio[node] * (0.5 + random())
          : way < 0.75
            ? random()
            : this.#oldStart[node] + (node === picked[0] ? -1e9 : 40 * random());
    picked.sort((a, b) => this.#key[a] - this.#key[b]);
    const placed: number[] = [];
    let after = 0;
    let fine = true;
    for (const node of picked) {
      if (!fine) break;
      fine = this.#put(node, placed, random() < 0.5);
    }
    if (fine) {
      for (const node of picked) after += this.#valueOf(node);
      fine = after <= before + 1e-9 * Math.abs(before);
    }
    if (fine) {
      this.accepted += 1;
      this.gained += before - after;
    } else {
      for (const node of placed) state.remove(node);
      for (const node of picked) state.place(node, this.#oldMode[node], this.#oldStart[node]);
    }
    for (const node of picked) this.#inMove[node] = 0;
  }

  #put(node: number, placed: number[], sameMode: boolean): boolean {
    const state = this.#state;
    const problem = this.#problem;
    if (state.start[node] >= 0) return true;
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const other = problem.predecessor[at];
      if (this.#inMove[other] === 1 && state.start[other] < 0 && !this.#put(other, placed, sameMode)) return false;
    }
    let best = -1;
    let bestMode = -1;
    let bestValue = Infinity;
    const old = this.#oldMode[node];
    const first = sameMode ? old : problem.modeStart[node];
    const last = sameMode ? old + 1 : problem.modeStart[node + 1];
    for (let mode = first; mode < last; mode += 1) {
      const time = state.earliest(mode, state.windowFrom(node, mode), state.windowTo(node, mode));
      if (time < 0) continue;
      const value = problem.weight[node] * (time + problem.duration[mode]) + 1e-9 * problem.cost[mode];
      if (value < bestValue) {
        bestValue = value;
        best = time;
        bestMode = mode;
      }
    }
    if (best < 0) return false;
    const wish = problem.planned[node];
    // With a cost of moving, the earlier plan's start may be better than the earliest.
    if (wish > best && problem.stability > problem.weight[node] && wish <= state.windowTo(node, bestMode)) {
      const time = state.earliest(bestMode, wish, state.windowTo(node, bestMode));
      if (time === wish) best = wish;
    }
    state.place(node, bestMode, best);
    placed.push(node);
    return true;
  }
}
