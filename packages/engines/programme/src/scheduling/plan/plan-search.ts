import type { Random } from '@underpin/model';
import type { DenseProblem } from '../dense-problem.ts';
import { LagrangianBound } from './lagrangian-bound.ts';
import { PlanGeneration } from './plan-generation.ts';
import { PlanImprovement } from './plan-improvement.ts';
import { compareScores, type PlanScore, scoreOf, worstScore } from './plan-score.ts';
import { nodeFacts, priorityRules, sortByKey } from './priority-rules.ts';

/** Which of several searches that share their best plan this is. */
export interface SearchPart {
  readonly index: number;
  readonly of: number;
}

/**
 * Plans for the whole problem, better step by step: first every priority rule, then in turns the lower bound (whose starts make
 * lists), moves in the best plan, and disturbed lists. The same seed, part and number of steps give the same plan as long as
 * nothing is offered from outside.
 */
export class PlanSearch {
  readonly #problem: DenseProblem;
  readonly #random: Random;
  readonly #part: SearchPart;
  readonly #generation: PlanGeneration;
  readonly #improvement: PlanImprovement;
  readonly #free: Int32Array;
  readonly #key: Float64Array;
  readonly #facts: ReturnType<typeof nodeFacts>;
  #bound: LagrangianBound | null = null;
  #boundKeeps = false;
  #boundDone = 0;
  #lower = -Infinity;
  #list: Int32Array;
  #score: PlanScore = worstScore;
  #improving = false;
  #stale = 0;
  readonly start: Int32Array;
  readonly mode: Int32Array;
  /** Value of each priority rule's own plan, in the order tried. */
  readonly ruleScores: { readonly rule: string; readonly score: PlanScore }[] = [];
  steps = 0;

  constructor(problem: DenseProblem, random: Random, part: SearchPart = { index: 0, of: 1 }) {
    this.#problem = problem;
    this.#random = random;
    this.#part = part;
    this.#generation = new PlanGeneration(problem);
    this.#facts = nodeFacts(problem);
    this.#improvement = new PlanImprovement(problem, random, this.#generation.state, this.#facts.work);
    this.#free = new Int32Array(problem.nodes).fill(-1);
    this.#key = new Float64Array(problem.nodes);
    this.#list = problem.order.slice();
    this.start = new Int32Array(problem.nodes).fill(-1);
    this.mode = new Int32Array(problem.nodes).fill(-1);
    this.#lower = problem.objective === 'makespan' ? this.#headBound() : 0;
  }

  get score(): PlanScore {
    return this.#score;
  }

  get complete(): boolean {
    return this.#score.unplaced === 0;
  }

  /** No plan (that keeps all deadlines, where this one does) has less of the first thing that counts. */
  get lowerBound(): number {
    return Math.min(this.#lower, this.#score.first);
  }

  get schedules(): number {
    return this.#generation.generated;
  }

  get finished(): boolean {
    return this.complete && this.#score.late === 0 && this.#score.first <= this.#lower + 1e-9 * Math.abs(this.#lower);
  }

  /** Takes over a bound proved by another part. */
  offerBound(lower: number): void {
    if (lower > this.#lower) this.#lower = lower;
  }

  /** Takes over a plan of another part; it must be a plan of the same problem. */
  offer(start: Int32Array, mode: Int32Array): void {
    const score = scoreOf(this.#problem, start, mode);
    if (compareScores(score, this.#score) >= 0) return;
    this.#adopt(start, mode, score);
    this.#load();
  }

  step(): void {
    this.steps += 1;
    if (this.ruleScores.length < priorityRules.length) {
      this.#rule(priorityRules[this.ruleScores.length]);
      return;
    }
    const { tasks, objective, nodes } = this.#problem;
    const turn = this.steps % 8;
    if (objective === 'reliance' && this.#wantsBound(turn)) this.#stepBound();
    else if (this.complete && objective === 'reliance' && turn % 4 !== 3) this.#stepMoves();
    else if (this.complete && objective === 'reliance' && nodes > 3000) this.#shift();
    else this.#stepList(tasks > 20_000 ? 1 : tasks > 2_000 ? 2 : 20);
  }

  #wantsBound(turn: number): boolean {
    if (this.#part.index > 0) return false;
    const keeps = this.complete && this.#score.late === 0;
    if (this.#bound !== null && keeps === this.#boundKeeps && this.#bound.settled) return false;
    const most = this.#problem.tasks > 30_000 ? 60 : 2500;
    // With others at work on the plan, this part sees to the bound first of all.
    const itsTurn = this.#part.of > 1 ? turn % 4 !== 2 : turn % 2 === 0;
    return this.#boundDone < most && (itsTurn || this.#boundDone < 40);
  }

  #rule(rule: (typeof priorityRules)[number]): void {
    for (let node = 0; node < this.#key.length; node += 1) this.#key[node] = rule.key(this.#facts, node);
    const list = sortByKey(this.#key);
    this.#generation.generate(list, this.#free);
    const { start, mode } = this.#generation.state;
    const score = scoreOf(this.#problem, start, mode);
    this.ruleScores.push({ rule: rule.name, score });
    this.#consider(score, list);
  }

  #consider(score: PlanScore, list: Int32Array): boolean {
    const compared = compareScores(score, this.#score);
    if (compared > 0) return false;
    this.#list = list;
    if (compared < 0) {
      const { start, mode } = this.#generation.state;
      this.#adopt(start, mode, score);
    }
    return compared < 0;
  }

  #adopt(start: Int32Array, mode: Int32Array, score: PlanScore): void {
    this.start.set(start);
    this.mode.set(mode);
    this.#score = score;
    this.#improving = false;
    this.#stale = 0;
  }

  /** Brings the best plan back into the state that moves work on. */
  #load(): void {
    const { state } = this.#generation;
    state.clear();
    for (let node = 0; node < this.#problem.nodes; node += 1)
      if (this.start[node] >= 0) state.place(node, this.mode[node], this.start[node]);
    this.#improvement.sort();
    this.#improving = true;
  }

  #stepMoves(): void {
    if (!this.#improving) this.#load();
    const before = this.#improvement.gained;
    this.#improvement.run(this.#problem.tasks > 20_000 ? 400 : 300);
    if (this.#improvement.gained <= before) return;
    const { start, mode } = this.#generation.state;
    const score = scoreOf(this.#problem, start, mode);
    if (compareScores(score, this.#score) < 0) {
      this.start.set(start);
      this.mode.set(mode);
      this.#score = score;
    }
  }

  /** Makes the plan anew in the order of its starts: nothing ends later, gates and what waits for them move up. */
  #shift(): void {
    for (let node = 0; node < this.#key.length; node += 1) this.#key[node] = this.start[node];
    const list = sortByKey(this.#key);
    this.#generation.generate(list, this.mode);
    const { start, mode } = this.#generation.state;
    this.#consider(scoreOf(this.#problem, start, mode), list);
    this.#load();
  }

  #stepBound(): void {
    const keeps = this.complete && this.#score.late === 0;
    if (this.#bound === null || keeps !== this.#boundKeeps) {
      this.#bound = new LagrangianBound(this.#problem, keeps);
      this.#boundKeeps = keeps;
    }
    const bound = this.#bound;
    const times = this.#problem.tasks > 5_000 ? 1 : 4;
    for (let nth = 0; nth < times; nth += 1) bound.step(this.complete ? this.#score.first : Infinity);
    this.#boundDone += times;
    if (bound.bound > this.#lower && Number.isFinite(bound.bound)) this.#lower = bound.bound;
    const every = this.#problem.tasks > 30_000 ? 4 : 2;
    if (this.#boundDone % (every * times) !== 0 && this.#boundDone > 8) return;
    this.#key.set(bound.start);
    const list = sortByKey(this.#key);
    this.#generation.generate(list, this.#free);
    this.#improving = false;
    const { start, mode } = this.#generation.state;
    this.#consider(scoreOf(this.#problem, start, mode), list);
  }

  /** Generates from the best plan's order, disturbed. */
  #stepList(times: number): void {
    const { nodes, modeStart } = this.#problem;
    const random = this.#random;
    for (let nth = 0; nth < times; nth += 1) {
      const list = this.#list.slice();
      const chosen = this.complete ? this.mode.slice() : this.#free.slice();
      const moves = 1 + Math.floor(random() * random() * Math.min(20, nodes / 4 + 1) * (this.#stale > 200 ? 2 : 1));
      for (let at = 0; at < moves; at += 1) {
        const from = Math.floor(random() * nodes);
        const to = Math.max(0, Math.min(nodes - 1, from + Math.floor((random() - 0.5) * Math.min(nodes, 80) * 2)));
        const node = list[from];
        if (from < to) list.copyWithin(from, from + 1, to + 1);
        else list.copyWithin(to + 1, to, from);
        list[to] = node;
        if (random() < 0.4) chosen[node] = -1;
        if (modeStart[node + 1] - modeStart[node] > 1 && random() < 0.3)
          chosen[node] = modeStart[node] + Math.floor(random() * (modeStart[node + 1] - modeStart[node]));
      }
      this.#generation.generate(list, chosen);
      this.#improving = false;
      const { start, mode } = this.#generation.state;
      if (this.#consider(scoreOf(this.#problem, start, mode), list)) this.#stale = 0;
      else this.#stale += 1;
    }
  }

  #headBound(): number {
    const { head } = this.#facts;
    const { tasks, modeStart, duration } = this.#problem;
    let most = 0;
    for (let task = 0; task < tasks; task += 1) {
      let least = Infinity;
      for (let mode = modeStart[task]; mode < modeStart[task + 1]; mode += 1) least = Math.min(least, duration[mode]);
      most = Math.max(most, head[task] + least);
    }
    return most;
  }
}
