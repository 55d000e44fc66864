import type { DenseProblem } from '../dense-problem.ts';

/** One price a period of each renewable resource, one a bucket of each cumulative one. */
export interface ResourcePrices {
  readonly renewable: readonly Float64Array[];
  readonly cumulative: readonly Float64Array[];
}

/** A task's part in one resource: weight and work. */
interface Part {
  readonly weight: number;
  readonly work: number;
}

/**
 * Prices to begin with: each task's weight is split evenly over the resources that it needs; every resource alone then serves
 * its tasks like a fluid, dearest per unit of work first. A unit is worth what those served after it lose by waiting: the sum
 * of weight per work of what is served from then on.
 */
export function fluidPrices(problem: DenseProblem, block: number): ResourcePrices {
  const { capacity, supplies, horizon, modeStart, duration } = problem;
  const renewable = capacity.map((): Part[] => []);
  const cumulative = supplies.map((): Part[] => []);
  for (let node = 0; node < problem.tasks; node += 1) {
    const mode = modeStart[node];
    const [useFrom, useTo] = [problem.useStart[mode], problem.useStart[mode + 1]];
    const [from, to] = [problem.consumeStart[mode], problem.consumeStart[mode + 1]];
    const weight = problem.weight[node] / Math.max(1, useTo - useFrom + to - from);
    for (let use = useFrom; use < useTo; use += 1)
      renewable[problem.useResource[use]].push({ weight, work: problem.useAmount[use] * duration[mode] });
    for (let use = from; use < to; use += 1)
      cumulative[problem.consumeResource[use]].push({ weight, work: problem.consumeAmount[use] });
  }
  return {
    renewable: renewable.map((parts, at) => {
      const price = new Float64Array(horizon);
      const flow = new Flow(parts);
      const ratio = Float64Array.from(capacity[at], (units) => flow.take(units));
      let sum = 0;
      for (let time = horizon - 1; time >= 0; time -= 1) {
        sum += ratio[time];
        price[time] = sum;
      }
      for (let from = 0; from < horizon; from += block) {
        const end = Math.min(horizon, from + block);
        const mean = price.subarray(from, end).reduce((all, each) => all + each, 0) / (end - from);
        price.fill(mean, from, end);
      }
      return price;
    }),
    cumulative: cumulative.map((parts, at) => {
      const { available, bucketFrom, carryOver } = supplies[at];
      const flow = new Flow(parts);
      const lengthOf = (bucket: number): number => (bucketFrom[bucket + 1] ?? horizon) - bucketFrom[bucket];
      const ratio = Float64Array.from(available, (sum, bucket) =>
        flow.take(carryOver && bucket > 0 ? sum - available[bucket - 1] : sum),
      );
      // With carry-over the price of a bucket is what its tail adds to that of the next; without, the whole tail.
      const tail = ratio.map((each, bucket) => each * lengthOf(bucket));
      if (!carryOver) for (let bucket = tail.length - 2; bucket >= 0; bucket -= 1) tail[bucket] += tail[bucket + 1];
      return tail;
    }),
  };
}

/** Parts in falling order of weight per work, served bit by bit. */
class Flow {
  readonly #parts: readonly Part[];
  #at = 0;
  #left = 0;

  constructor(parts: readonly Part[]) {
    this.#parts = parts.filter(({ work }) => work > 0).toSorted((a, b) => b.weight / b.work - a.weight / a.work);
    this.#left = this.#parts[0]?.work ?? 0;
  }

  /** Serves up to `units`; weight per work of the last part served, 0 when all are. */
  take(units: number): number {
    let left = units;
    while (this.#at < this.#parts.length && left >= this.#left) {
      left -= this.#left;
      this.#at += 1;
      this.#left = this.#parts[this.#at]?.work ?? 0;
    }
    this.#left -= left;
    const part = this.#parts[this.#at];
    return part === undefined ? 0 : part.weight / part.work;
  }
}
