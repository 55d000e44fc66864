import { type DenseProblem, noLimit } from '../dense-problem.ts';
import { PlanState } from './plan-state.ts';

const mostRepairs = 40;

/** Serial generation of plans: node after node at its earliest place. */
export class PlanGeneration {
  readonly state: PlanState;
  readonly #problem: DenseProblem;
  readonly #stack: Int32Array;
  readonly #done: Uint8Array;
  readonly #delay: Int32Array;
  readonly #fixed: readonly number[];
  readonly #maxLags: boolean;
  generated = 0;

  constructor(problem: DenseProblem) {
    this.#problem = problem;
    this.state = new PlanState(problem);
    this.#stack = new Int32Array(problem.nodes + 1);
    this.#done = new Uint8Array(problem.nodes);
    this.#delay = new Int32Array(problem.nodes);
    this.#fixed = Array.from({ length: problem.tasks }, (_, at) => at).filter((at) => problem.fixedStart[at] >= 0);
    this.#maxLags = problem.successorMaxLag.some((lag) => lag < noLimit);
  }

  /**
   * Places the nodes in the order of `list`, predecessors pulled before those who wait for them, each at its earliest start.
   * `chosen` gives the mode of each node, or -1 for the one that ends first. What finds no place stays out. When a maximum lag
   * cannot be kept, what comes before is put off and the plan is made anew.
   */
  generate(list: Int32Array, chosen: Int32Array): void {
    this.#delay.fill(0);
    for (let repair = 0; repair <= mostRepairs; repair += 1) {
      this.generated += 1;
      if (this.#once(list, chosen, repair < mostRepairs)) return;
    }
  }

  #once(list: Int32Array, chosen: Int32Array, mayRepair: boolean): boolean {
    const { state } = this;
    const problem = this.#problem;
    const { predecessor, predecessorStart, nodes } = problem;
    const done = this.#done;
    const stack = this.#stack;
    state.clear();
    done.fill(0);
    for (const node of this.#fixed) {
      done[node] = 1;
      const mode = problem.modeStart[node] + problem.fixedMode[node];
      if (state.fits(mode, problem.fixedStart[node])) state.place(node, mode, problem.fixedStart[node]);
    }
    for (let place = 0; place < nodes; place += 1) {
      let depth = 0;
      stack[0] = list[place];
      if (done[stack[0]] === 1) continue;
      walk: while (depth >= 0) {
        const node = stack[depth];
        let possible = true;
        for (let at = predecessorStart[node]; at < predecessorStart[node + 1]; at += 1) {
          const other = predecessor[at];
          if (done[other] === 0) {
            depth += 1;
            stack[depth] = other;
            continue walk;
          }
          if (state.start[other] < 0) possible = false;
        }
        depth -= 1;
        if (done[node] === 1) continue;
        done[node] = 1;
        if (possible && !this.#place(node, chosen[node], mayRepair)) return false;
      }
    }
    return true;
  }

  #place(node: number, chosen: number, mayRepair: boolean): boolean {
    const { state } = this;
    const problem = this.#problem;
    let best = -1;
    let bestMode = -1;
    const first = chosen >= 0 ? chosen : problem.modeStart[node];
    const last = chosen >= 0 ? chosen + 1 : problem.modeStart[node + 1];
    for (let mode = first; mode < last; mode += 1) {
      const from = Math.max(this.#delay[node], state.windowFrom(node, mode));
      const time = state.earliest(mode, from, state.windowTo(node, mode));
      if (time < 0) continue;
      const better =
        best < 0 ||
        time + problem.duration[mode] < best + problem.duration[bestMode] ||
        (time + problem.duration[mode] === best + problem.duration[bestMode] &&
          problem.cost[mode] < problem.cost[bestMode]);
      if (better) {
        best = time;
        bestMode = mode;
      }
    }
    if (best >= 0) {
      state.place(node, bestMode, best);
      return true;
    }
    if (!this.#maxLags || !mayRepair) return true;
    return !this.#putOff(node, first);
  }

  /** Puts off the predecessors whose maximum lag leaves `node` no place; false when there is none. */
  #putOff(node: number, mode: number): boolean {
    const { state } = this;
    const problem = this.#problem;
    const from = state.windowFrom(node, mode);
    const time = state.earliest(mode, from, problem.horizon - problem.duration[mode]);
    if (time < 0) return false;
    let any = false;
    for (let at = problem.predecessorStart[node]; at < problem.predecessorStart[node + 1]; at += 1) {
      const most = problem.predecessorMaxLag[at];
      const other = problem.predecessor[at];
      if (most >= noLimit || problem.fixedStart[other] >= 0) continue;
      const least = time - most - problem.duration[state.mode[other]];
      if (least <= state.start[other]) continue;
      this.#delay[other] = least;
      any = true;
    }
    return any;
  }
}
