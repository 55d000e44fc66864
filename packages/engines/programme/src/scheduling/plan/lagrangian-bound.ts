import type { DenseProblem } from '../dense-problem.ts';
import { nodeFacts } from './priority-rules.ts';

/**
 * A lower bound on the weighted days of reliance by prices (Lagrangian relaxation, time by time): each unit of a resource at a
 * time has a price, each precedence a toll; every node then takes the start and mode that cost it least, alone. The sum less
 * the worth of all capacity is never above the value of any plan, whatever the prices (none is negative). The subgradient
 * method raises it. `start` averages the starts taken: a good order for generation.
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
  #factor = 1;
  #saved: Float64Array[] = [];
  #stale = 0;
  #last = -Infinity;
  bound = -Infinity;
  iterations = 0;
  /** Further steps would not raise the bound. */
  get settled(): boolean {
    return this.#factor < 0.004 || this.bound === Infinity;
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
    const [energy, consumed] = this.#totals();
    const weight = Math.max(
      1e-9,
      problem.weight.reduce((sum, each) => sum + each, 0),
    );
    this.#priceStep = energy.map((sum) => (weight * horizon) / (2 * Math.max(1, sum)));
    this.#supplyStep = consumed.map(
      (sum, at) => (weight * horizon) / (2 * Math.max(1, sum) * this.#supplyPrice[at].length),
    );
    this.#tollStep = weight / Math.max(1, problem.tasks);
  }

  #save(): void {
    const all = [...this.#price, ...this.#supplyPrice, this.#toll];
    if (this.#saved.length === 0) this.#saved = all.map((row) => row.slice());
    else for (const [at, row] of all.entries()) this.#saved[at].set(row);
  }

  #restore(): void {
    for (const [at, row] of [...this.#price, ...this.#supplyPrice, this.#toll].entries()) row.set(this.#saved[at]);
    for (const direction of [...this.#direction, ...this.#supplyDirection, this.#tollDirection]) direction.fill(0);
  }

  #totals(): [Float64Array, Float64Array] {
    const problem = this.#problem;
    const energy = new Float64Array(problem.capacity.length);
    const consumed = new Float64Array(problem.supplies.length);
    for (let node = 0; node < problem.nodes; node += 1) {
      const mode = problem.modeStart[node];
      for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1)
        energy[problem.useResource[use]] += problem.useAmount[use] * problem.duration[mode];
      for (let use = problem.consumeStart[mode]; use < problem.consumeStart[mode + 1]; use += 1)
        consumed[problem.consumeResource[use]] += problem.consumeAmount[use];
    }
    return [energy, consumed];
  }

  /** One iteration. `target` is the value of the best plan known. Infinity as bound: no plan within the windows. */
  step(target: number): void {
    this.iterations += 1;
    const value = this.#solve();
    this.#last = value;
    if (value > this.bound) {
      if (value - this.bound > 2e-4 * (target - this.bound)) this.#stale = 0;
      this.bound = value;
      this.#save();
    } else this.#stale += 1;
    if (value === Infinity) return;
    if (this.#stale > 10) {
      // Back to the best prices, with shorter steps.
      this.#factor *= 0.7;
      this.#stale = 0;
      this.#restore();
      return;
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
    const line = new Float64Array(horizon + 1);
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
        for (let time = from; time <= to; time += 1) line[time] = slope * time;
        for (let use = problem.useStart[mode]; use < problem.useStart[mode + 1]; use += 1) {
          const sum = sums[problem.useResource[use]];
          const amount = problem.useAmount[use];
          for (let time = from; time <= to; time += 1) line[time] += amount * (sum[time + long] - sum[time]);
        }
        for (let use = problem.consumeStart[mode]; use < problem.consumeStart[mode + 1]; use += 1) {
          const row = perPeriod[problem.consumeResource[use]];
          const amount = problem.consumeAmount[use];
          for (let time = from; time <= to; time += 1) line[time] += amount * row[time];
        }
        if (planned[node] >= 0 && stability > 0)
          for (let time = from; time <= to; time += 1) line[time] += stability * Math.abs(time - planned[node]);
        const table = problem.modeTable[mode];
        const base = endCost * long;
        if (table < 0 || fixed >= 0) {
          for (let time = from; time <= to; time += 1) {
            if (line[time] + base < best) {
              best = line[time] + base;
              bestTime = time;
              bestMode = mode;
            }
          }
        } else {
          const next = problem.nextStart[table];
          for (let time = next[from]; time <= to; time = next[time + 1]) {
            if (line[time] + base < best) {
              best = line[time] + base;
              bestTime = time;
              bestMode = mode;
            }
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

  #move(target: number): void {
    const problem = this.#problem;
    const keep = 0.6;
    const coarse = this.iterations < 80 ? 16 : this.iterations < 200 ? 4 : 1;
    let norm = 0;
    for (const [at, price] of this.#price.entries()) {
      const row = problem.capacity[at];
      const used = this.#used[at];
      const direction = this.#direction[at];
      const step = this.#priceStep[at];
      let level = 0;
      for (let time = 0; time < price.length; time += 1) {
        level += used[time];
        direction[time] = keep * direction[time] + (1 - keep) * (level - row[time]);
      }
      // Coarse at first: one price for a block of periods.
      for (let block = 0; block < price.length; block += coarse) {
        const end = Math.min(price.length, block + coarse);
        let sum = 0;
        for (let time = block; time < end; time += 1) sum += direction[time];
        sum /= end - block;
        for (let time = block; time < end; time += 1) {
          direction[time] = price[time] === 0 && sum < 0 ? 0 : sum;
          norm += (direction[time] * step) ** 2;
        }
      }
    }
    for (const [at, price] of this.#supplyPrice.entries()) {
      const { available, carryOver } = problem.supplies[at];
      const direction = this.#supplyDirection[at];
      const step = this.#supplyStep[at];
      let sum = 0;
      for (let bucket = 0; bucket < price.length; bucket += 1) {
        sum = (carryOver ? sum : 0) + this.#supplyUsed[at][bucket];
        direction[bucket] = keep * direction[bucket] + (1 - keep) * (sum - available[bucket]);
        if (price[bucket] === 0 && direction[bucket] < 0) direction[bucket] = 0;
        norm += (direction[bucket] * step) ** 2;
      }
    }
    for (let edge = 0; edge < this.#toll.length; edge += 1) {
      const before = this.#edgeFrom[edge];
      const after = problem.successor[edge];
      const broken =
        problem.fixedStart[after] >= 0
          ? -1
          : this.#chosen[before] +
            problem.duration[this.#chosenMode[before]] +
            problem.successorLag[edge] -
            this.#chosen[after];
      this.#tollDirection[edge] = keep * this.#tollDirection[edge] + (1 - keep) * broken;
      if (this.#toll[edge] === 0 && this.#tollDirection[edge] < 0) this.#tollDirection[edge] = 0;
      norm += (this.#tollDirection[edge] * this.#tollStep) ** 2;
    }
    if (norm === 0) return;
    const goal = Number.isFinite(target) ? target : this.#last + Math.abs(this.#last) + 1;
    const step = (this.#factor * Math.max(1e-6 * Math.abs(goal), goal - this.#last)) / norm;
    for (const [at, price] of this.#price.entries()) {
      const scale = step * this.#priceStep[at] ** 2;
      for (let time = 0; time < price.length; time += 1)
        price[time] = Math.max(0, price[time] + scale * this.#direction[at][time]);
    }
    for (const [at, price] of this.#supplyPrice.entries()) {
      const scale = step * this.#supplyStep[at] ** 2;
      for (let bucket = 0; bucket < price.length; bucket += 1)
        price[bucket] = Math.max(0, price[bucket] + scale * this.#supplyDirection[at][bucket]);
    }
    const scale = step * this.#tollStep ** 2;
    for (let edge = 0; edge < this.#toll.length; edge += 1)
      this.#toll[edge] =
        problem.fixedStart[problem.successor[edge]] >= 0
          ? 0
          : Math.max(0, this.#toll[edge] + scale * this.#tollDirection[edge]);
  }
}
