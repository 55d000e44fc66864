import type { DenseProblem } from '../dense-problem.ts';
import { fluidPrices } from './fluid-prices.ts';
import { nodeFacts } from './priority-rules.ts';
import { StartCandidates } from './start-candidates.ts';

/** Prices are the same over so many periods at first; halved whenever that no longer raises the bound. */
const firstBlock = 32;
const leastFactor = 0.002;
/** Iterations without a better bound, after which steps become shorter. */
const mostStale = 4;
/** Part of the newest answer in the average that gives the direction. */
const averageShare = 0.03;
/** Shorter steps than this are taken only with the shortest blocks. */
const leastFactorOfBlock = 0.01;

/**
 * A lower bound on the weighted days of reliance by prices (Lagrangian relaxation, time by time): each unit of a resource at a
 * time has a price, each precedence a toll; every node then takes the start and mode that cost it least, alone. The sum less
 * the worth of all capacity is never above the value of any plan, whatever the prices (none is negative). The subgradient
 * method raises it, from the prices of each resource alone (`fluidPrices`), first with one price for many periods. `start` averages the starts taken: a good order for generation.
 */
export class LagrangianBound {
  readonly #problem: DenseProblem;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #price: readonly Float64Array[];
  readonly #priceStep: Float64Array;
  readonly #supplyPrice: readonly Float64Array[];
  readonly #supplyStep: Float64Array;
  readonly #toll: Float64Array;
  readonly #tollStep: number;
  readonly #edgeFrom: Int32Array;
  readonly #used: readonly Float64Array[];
  readonly #supplyUsed: readonly Float64Array[];
  readonly #direction: readonly Float64Array[];
  readonly #supplyDirection: readonly Float64Array[];
  readonly #tollDirection: Float64Array;
  readonly #chosen: Int32Array;
  readonly #chosenMode: Int32Array;
  readonly #lastBlock: number;
  #candidates: StartCandidates;
  readonly #times: Int32Array;
  #block = firstBlock;
  #factor = 0.05;
  #agreement = 0;
  #saved: Float64Array[] = [];
  #stale = 0;
  bound = -Infinity;
  iterations = 0;
  /** Further steps would not raise the bound. */
  get settled(): boolean {
    return (this.#factor < leastFactor && this.#block <= this.#lastBlock) || this.bound === Infinity;
  }

  readonly start: Float64Array;

  /** `keepDeadlines`: bounds only plans that keep every deadline. */
  constructor(problem: DenseProblem, keepDeadlines: boolean) {
    this.#problem = problem;
    const { nodes, horizon, capacity, supplies, successor, successorStart } = problem;
    const { head, latest } = nodeFacts(
      keepDeadlines ? problem : { ...problem, deadline: new Int32Array(nodes).fill(horizon) },
    );
    this.#from = head;
    this.#to = latest;
    this.#price = capacity.map((row) => new Float64Array(row.length));
    this.#used = capacity.map((row) => new Float64Array(row.length + 1));
    this.#direction = capacity.map((row) => new Float64Array(row.length));
    this.#supplyPrice = supplies.map(({ available }) => new Float64Array(available.length));
    this.#supplyUsed = supplies.map(({ available }) => new Float64Array(available.length));
    this.#supplyDirection = supplies.map(({ available }) => new Float64Array(available.length));
    this.#toll = new Float64Array(successor.length);
    this.#tollDirection = new Float64Array(successor.length);
    this.#edgeFrom = new Int32Array(successor.length);
    for (let node = 0; node < nodes; node += 1)
      this.#edgeFrom.fill(node, successorStart[node], successorStart[node + 1]);
    this.#chosen = new Int32Array(nodes);
    this.#chosenMode = new Int32Array(nodes);
    this.start = Float64Array.from(head);
    const weight = Math.max(
      1e-9,
      problem.weight.reduce((sum, each) => sum + each, 0),
    );
    this.#priceStep = this.#scales('renewable');
    this.#supplyStep = this.#scales('cumulative').map((scale, at) => scale / this.#supplyPrice[at].length);
    this.#tollStep = weight / Math.max(1, problem.tasks);
    this.#lastBlock = problem.tasks > 30_000 ? 16 : problem.tasks > 5000 ? 4 : 1;
    this.#candidates = new StartCandidates(problem, this.#block);
    this.#times = new Int32Array(horizon + 4);
    const first = fluidPrices(problem, this.#block);
    for (const [at, price] of this.#price.entries()) price.set(first.renewable[at]);
    for (const [at, price] of this.#supplyPrice.entries()) price.set(first.cumulative[at]);
  }

  #save(): void {
    const all = [...this.#price, ...this.#supplyPrice, this.#toll];
    if (this.#saved.length === 0) this.#saved = all.map((row) => row.slice());
    else for (const [at, row] of all.entries()) this.#saved[at].set(row);
  }

  /** How large a price may well be: the weight of a resource's users times the horizon, per unit of their work. */
  #scales(of: 'renewable' | 'cumulative'): Float64Array {
    const problem = this.#problem;
    const { duration, modeStart, horizon } = problem;
    const [starts, resources, amounts, count] =
      of === 'renewable'
        ? [problem.useStart, problem.useResource, problem.useAmount, problem.capacity.length]
        : [problem.consumeStart, problem.consumeResource, problem.consumeAmount, problem.supplies.length];
    const work = new Float64Array(count);
    const weight = new Float64Array(count);
    for (let node = 0; node < problem.nodes; node += 1) {
      const mode = modeStart[node];
      for (let use = starts[mode]; use < starts[mode + 1]; use += 1) {
        work[resources[use]] += amounts[use] * (of === 'renewable' ? duration[mode] : 1);
        weight[resources[use]] += problem.weight[node];
      }
    }
    return work.map((sum, at) => (Math.max(1e-9, weight[at]) * horizon) / (2 * Math.max(1, sum)));
  }

  /** One iteration. `target` is the value of the best plan known. Infinity as bound: no plan within the windows. */
  step(target: number): void {
    this.iterations += 1;
    const value = this.#solve();
    if (value === Infinity) {
      this.bound = value;
      return;
    }
    const better = value > this.bound;
    this.#average();
    if (better) {
      this.bound = value;
      this.#save();
      if (this.#agreement > 0) this.#factor = Math.min(2, 1.1 * this.#factor);
    }
    if (better) this.#stale = 0;
    else this.#stale += 1;
    if (this.#stale > mostStale) {
      this.#stale = 0;
      this.#factor *= 0.66;
      if (this.#factor < leastFactorOfBlock && this.#block > this.#lastBlock) {
        this.#block /= 2;
        this.#factor = 0.02;
        this.#candidates = new StartCandidates(this.#problem, this.#block);
      }
    }
    this.#move(target);
  }

  #solve(): number {
    const problem = this.#problem;
    const { horizon, nodes, modeStart, duration, weight, planned, stability, supplies } = problem;
    let value = 0;
    const sums = this.#price.map((price, at) => {
      const sum = new Float64Array(horizon + 1);
      const row = problem.capacity[at];
      for (let time = 0; time < horizon; time += 1) {
        sum[time + 1] = sum[time] + price[time];
        value -= price[time] * row[time];
      }
      return sum;
    });
    const perPeriod = this.#supplyPrice.map((price, at) => {
      const { available, carryOver, bucketOf } = supplies[at];
      const tail = new Float64Array(price.length);
      let sum = 0;
      for (let bucket = price.length - 1; bucket >= 0; bucket -= 1) {
        value -= price[bucket] * available[bucket];
        sum = (carryOver ? sum : 0) + price[bucket];
        tail[bucket] = sum;
      }
      const row = new Float64Array(horizon + 1);
      for (let time = 0; time <= horizon; time += 1) row[time] = tail[bucketOf[time]];
      return row;
    });
    const perStart = new Float64Array(nodes);
    const perEnd = new Float64Array(nodes);
    for (let edge = 0; edge < this.#toll.length; edge += 1) {
      const toll = this.#toll[edge];
      if (toll === 0) continue;
      perEnd[this.#edgeFrom[edge]] += toll;
      perStart[problem.successor[edge]] -= toll;
      value += toll * problem.successorLag[edge];
    }
    for (const used of this.#used) used.fill(0);
    for (const used of this.#supplyUsed) used.fill(0);
    const { starts } = this.#candidates;
    const times = this.#times;
    for (let node = 0; node < nodes; node += 1) {
      const fixed = problem.fixedStart[node];
      const endCost = weight[node] + perEnd[node];
      const slope = endCost + perStart[node];
      let best = Infinity;
      let bestTime = -1;
      let bestMode = -1;
      const firstMode = fixed >= 0 ? modeStart[node] + problem.fixedMode[node] : modeStart[node];
      const lastMode = fixed >= 0 ? firstMode + 1 : modeStart[node + 1];
      for (let mode = firstMode; mode < lastMode; mode += 1) {
        const long = duration[mode];
        const from = fixed >= 0 ? fixed : this.#from[node];
        const to = fixed >= 0 ? fixed : Math.min(horizon - long, this.#to[node] - long);
        if (from > to || from + long > horizon) continue;
        const firstUse = problem.useStart[mode];
        const lastUse = problem.useStart[mode + 1];
        const firstConsume = problem.consumeStart[mode];
        const lastConsume = problem.consumeStart[mode + 1];
        const wish = planned[node];
        const base = endCost * long;
        const table = fixed >= 0 ? -1 : problem.modeTable[mode];
        const next = table < 0 ? null : problem.nextStart[table];
        // The ends of the window, the start in the earlier plan, then the candidates between.
        let count = 0;
        const first = next === null ? from : next[from];
        if (first <= to) times[count++] = first;
        if (next === null || next[to] === to) times[count++] = to;
        if (wish > from && wish < to && (next === null || next[wish] === wish)) times[count++] = wish;
        if (fixed < 0)
          for (let list = starts[mode], at = firstAfter(list, from); at < list.length && list[at] < to; at += 1)
            times[count++] = list[at];
        for (let nth = 0; nth < count; nth += 1) {
          const time = times[nth];
          let cost = slope * time + base;
          for (let use = firstUse; use < lastUse; use += 1) {
            const sum = sums[problem.useResource[use]];
            cost += problem.useAmount[use] * (sum[time + long] - sum[time]);
          }
          for (let use = firstConsume; use < lastConsume; use += 1)
            cost += problem.consumeAmount[use] * perPeriod[problem.consumeResource[use]][time];
          if (wish >= 0) cost += stability * Math.abs(time - wish);
          if (cost < best) {
            best = cost;
            bestTime = time;
            bestMode = mode;
          }
        }
      }
      if (bestTime < 0) return Infinity;
      value += best;
      this.#chosen[node] = bestTime;
      this.#chosenMode[node] = bestMode;
      for (let use = problem.useStart[bestMode]; use < problem.useStart[bestMode + 1]; use += 1) {
        const used = this.#used[problem.useResource[use]];
        used[bestTime] += problem.useAmount[use];
        used[bestTime + duration[bestMode]] -= problem.useAmount[use];
      }
      for (let use = problem.consumeStart[bestMode]; use < problem.consumeStart[bestMode + 1]; use += 1) {
        const which = problem.consumeResource[use];
        this.#supplyUsed[which][supplies[which].bucketOf[bestTime]] += problem.consumeAmount[use];
      }
    }
    const share = this.iterations < 5 ? 0.5 : 0.08;
    for (let node = 0; node < nodes; node += 1)
      this.start[node] += share * (this.#chosen[node] + 0.5 * duration[this.#chosenMode[node]] - this.start[node]);
    return value;
  }

  /** How much more is asked than there is, at each price, joins its average; whether both point the same way. */
  #average(): void {
    const problem = this.#problem;
    const share = this.iterations === 1 ? 1 : averageShare;
    const block = this.#block;
    let agreement = 0;
    for (const [at, direction] of this.#direction.entries()) {
      const row = problem.capacity[at];
      const used = this.#used[at];
      const scale = this.#priceStep[at] ** 2;
      let level = 0;
      for (let from = 0; from < row.length; from += block) {
        const end = Math.min(row.length, from + block);
        let sum = 0;
        for (let time = from; time < end; time += 1) {
          level += used[time];
          sum += level - row[time];
        }
        sum /= end - from;
        agreement += scale * sum * direction[from] * (end - from);
        const mean = share * sum + (1 - share) * direction[from];
        direction.fill(mean, from, end);
      }
    }
    for (const [at, direction] of this.#supplyDirection.entries()) {
      const { available, carryOver } = problem.supplies[at];
      const scale = this.#supplyStep[at] ** 2;
      let sum = 0;
      for (let bucket = 0; bucket < direction.length; bucket += 1) {
        sum = (carryOver ? sum : 0) + this.#supplyUsed[at][bucket];
        const over = sum - available[bucket];
        agreement += scale * over * direction[bucket];
        direction[bucket] = share * over + (1 - share) * direction[bucket];
      }
    }
    const scale = this.#tollStep ** 2;
    for (let edge = 0; edge < this.#toll.length; edge += 1) {
      const before = this.#edgeFrom[edge];
      const after = problem.successor[edge];
      // What has begun asks nothing of what comes before it: its toll stays 0.
      if (problem.fixedStart[after] >= 0) continue;
      const over =
        this.#chosen[before] +
        problem.duration[this.#chosenMode[before]] +
        problem.successorLag[edge] -
        this.#chosen[after];
      agreement += scale * over * this.#tollDirection[edge];
      this.#tollDirection[edge] = share * over + (1 - share) * this.#tollDirection[edge];
    }
    this.#agreement = agreement;
  }

  /** From the best prices along the average direction (volume algorithm). */
  #move(target: number): void {
    const rows: readonly [Float64Array, Float64Array, number][] = [
      ...this.#price.map((row, at): [Float64Array, Float64Array, number] => [
        row,
        this.#direction[at],
        this.#priceStep[at],
      ]),
      ...this.#supplyPrice.map((row, at): [Float64Array, Float64Array, number] => [
        row,
        this.#supplyDirection[at],
        this.#supplyStep[at],
      ]),
      [this.#toll, this.#tollDirection, this.#tollStep],
    ];
    let norm = 0;
    for (const [at, [row, direction, scale]] of rows.entries()) {
      const saved = this.#saved[at];
      for (let place = 0; place < row.length; place += 1)
        if (saved[place] > 0 || direction[place] > 0) norm += (direction[place] * scale) ** 2;
    }
    if (norm === 0) return;
    const goal = Number.isFinite(target) ? target : this.bound + Math.abs(this.bound) + 1;
    const step = (this.#factor * Math.max(1e-6 * Math.abs(goal), goal - this.bound)) / norm;
    for (const [at, [row, direction, scale]] of rows.entries()) {
      const saved = this.#saved[at];
      const long = step * scale ** 2;
      for (let place = 0; place < row.length; place += 1)
        row[place] = Math.max(0, saved[place] + long * direction[place]);
    }
  }
}

/** Place of the first number above `least` in a rising list. */
function firstAfter(list: Int32Array, least: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle] > least) to = middle;
    else from = middle + 1;
  }
  return from;
}
