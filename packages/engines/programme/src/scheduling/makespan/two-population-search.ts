import type { Random } from '@underpin/model';
import type { ClassicProject } from './classic-project.ts';
import { SerialGeneration } from './serial-generation.ts';

/** Settings of the search. */
export interface TwoPopulationOptions {
  readonly population: number;
  /** Share of children whose order is disturbed, ... */
  readonly disturbed: number;
  /** ... largest share of its tasks that is moved, ... */
  readonly moved: number;
  /** ... and the span of a move as a share of the schedule's length. */
  readonly reach: number;
}

/** Schedules as finishes in their own direction of time, one row each. */
interface Population {
  readonly finish: Int32Array;
  readonly length: Int32Array;
}

/**
 * A genetic search over two populations, one of left-justified and one of right-justified schedules (after Debels and
 * Vanhoucke's bi-population search): children of one are generated into the other, so that every generation justifies. The
 * crossover keeps a time window in which the father uses the resources well and takes the order around it from the mother.
 */
export class TwoPopulationSearch {
  readonly #project: ClassicProject;
  readonly #random: Random;
  readonly #options: TwoPopulationOptions;
  readonly #generation: SerialGeneration;
  readonly #populations: readonly [Population, Population];
  readonly #key: Int32Array;
  readonly #list: Int32Array;
  readonly #finish: Int32Array;
  readonly #kept: Int32Array;
  readonly #use: Float64Array;
  readonly #load: Float64Array;
  #turn = 0;
  #at = 0;
  #filled = 0;
  best = 0x3fffffff;
  /** Starts of the best schedule. */
  readonly bestStart: Int32Array;
  schedules = 0;
  stale = 0;

  constructor(project: ClassicProject, random: Random, options: TwoPopulationOptions) {
    const { size, longest, resources } = project;
    this.#project = project;
    this.#random = random;
    this.#options = options;
    this.#generation = new SerialGeneration(project);
    const make = (): Population => ({
      finish: new Int32Array(options.population * size),
      length: new Int32Array(options.population).fill(0x3fffffff),
    });
    this.#populations = [make(), make()];
    this.#key = new Int32Array(size);
    this.#list = new Int32Array(size);
    this.#finish = new Int32Array(size);
    this.#kept = new Int32Array(size);
    this.#load = new Float64Array(longest + 2);
    this.#use = new Float64Array(size);
    for (let task = 0; task < size; task += 1)
      for (let at = 0; at < resources; at += 1)
        if (project.capacity[at] > 0) this.#use[task] += project.demand[task * resources + at] / project.capacity[at];
    this.bestStart = new Int32Array(size);
  }

  /** Makes `count` schedules more, or fewer when `best` reaches `bound`. */
  run(count: number, bound: number): void {
    const until = this.schedules + count;
    while (this.schedules < until && this.best > bound) {
      if (this.#filled < this.#options.population) this.#first();
      else this.#child();
    }
  }

  /** Puts a known schedule (starts) into the search. */
  offer(start: Int32Array, length: number): void {
    const { size, duration } = this.#project;
    if (length > this.best || this.#filled < this.#options.population) return;
    if (length < this.best) {
      this.best = length;
      this.bestStart.set(start);
    }
    const { finish, length: lengths } = this.#populations[0];
    let worst = 0;
    for (let at = 1; at < lengths.length; at += 1) if (lengths[at] > lengths[worst]) worst = at;
    for (let task = 0; task < size; task += 1) finish[worst * size + task] = start[task] + duration[task];
    lengths[worst] = length;
  }

  /** Starts of one of the shortest schedules of the populations, into `start`; its length. */
  elite(start: Int32Array): number {
    const { size, duration } = this.#project;
    const { population } = this.#options;
    const from = Math.floor(this.#random() * 2 * population);
    for (let nth = 0; nth < 2 * population; nth += 1) {
      const at = (from + nth) % (2 * population);
      const side = at < population ? 0 : 1;
      const { finish, length } = this.#populations[side];
      const row = at % population;
      if (length[row] !== this.best) continue;
      for (let task = 0; task < size; task += 1) {
        const end = finish[row * size + task];
        start[task] = side === 0 ? end - duration[task] : this.best - end;
      }
      return this.best;
    }
    start.set(this.bestStart);
    return this.best;
  }

  #first(): void {
    const { size } = this.#project;
    const random = this.#random;
    const key = this.#key;
    // Random biased orders: latest finish time plus noise, rising through the population.
    const tails = this.#tails();
    const at = this.#filled;
    const noise = (at / this.#options.population) * this.#project.longest * 0.25;
    for (let task = 0; task < size; task += 1) key[task] = Math.floor(tails[task] + random() * noise);
    let most = 0;
    for (let task = 0; task < size; task += 1) most = Math.max(most, key[task]);
    this.#generation.sortFalling(key, this.#list, most);
    const first = this.#generation.generate(this.#list, false, this.#finish);
    this.#keep(0, at, first, true);
    this.#generation.sortFalling(this.#finish, this.#list, first);
    const second = this.#generation.generate(this.#list, true, this.#finish);
    this.#keep(1, at, second, true);
    this.#generation.sortFalling(this.#finish, this.#list, second);
    const third = this.#generation.generate(this.#list, false, this.#finish);
    this.#keep(0, at, third, true);
    this.#filled += 1;
  }

  /** Critical-path length from each task's start to the end. */
  #tails(): Int32Array {
    const { size, order, duration, successor, successorStart } = this.#project;
    const tails = new Int32Array(size);
    for (let place = size - 1; place >= 0; place -= 1) {
      const task = order[place];
      let most = 0;
      for (let at = successorStart[task]; at < successorStart[task + 1]; at += 1)
        most = Math.max(most, tails[successor[at]]);
      tails[task] = most + duration[task];
    }
    return tails;
  }

  #child(): void {
    const { population } = this.#options;
    const from = this.#populations[this.#turn];
    const random = this.#random;
    const father = this.#at;
    const one = Math.floor(random() * population);
    const other = Math.floor(random() * population);
    const mother = from.length[one] <= from.length[other] ? one : other;
    const target = 1 - this.#turn;
    let bestLength = 0x3fffffff;
    // Son and daughter: the better one replaces.
    for (let nth = 0; nth < 2; nth += 1) {
      this.#cross(from, nth === 0 ? father : mother, nth === 0 ? mother : father);
      const length = this.#generation.generate(this.#list, target === 1, this.#finish);
      if (length < bestLength) {
        bestLength = length;
        this.#kept.set(this.#finish);
      }
      this.#tell(target, length);
    }
    this.#finish.set(this.#kept);
    this.#replace(target, father, bestLength);
    this.#at += 1;
    if (this.#at === population) {
      this.#at = 0;
      this.#turn = target;
    }
  }

  /** Order of a child into `list`, for generation in the other direction. */
  #cross(from: Population, father: number, mother: number): void {
    const { size, duration } = this.#project;
    const random = this.#random;
    const { finish, length } = from;
    const key = this.#key;
    const [ours, theirs] = [father * size, mother * size];
    const whole = length[father];
    const load = this.#load;
    load.fill(0, 0, whole + 2);
    for (let task = 0; task < size; task += 1) {
      const end = finish[ours + task];
      load[end - duration[task]] += this.#use[task];
      load[end] -= this.#use[task];
    }
    const span = Math.max(1, Math.floor(whole * (0.25 + 0.5 * random())));
    let level = 0;
    for (let time = 0; time < whole; time += 1) {
      level += load[time];
      load[time] = level;
    }
    let sum = 0;
    for (let time = 0; time < span; time += 1) sum += load[time];
    let most = sum;
    let open = 0;
    for (let time = span; time < whole; time += 1) {
      sum += load[time] - load[time - span];
      if (sum > most + 1e-9) {
        most = sum;
        open = time - span + 1;
      }
    }
    const close = open + span;
    const motherLength = length[mother];
    // Falling keys: after the window by the mother, the window by the father, before it by the mother.
    const middle = motherLength + 1;
    const top = middle + whole + 1;
    for (let task = 0; task < size; task += 1) {
      const end = finish[ours + task];
      const begin = end - duration[task];
      key[task] = begin >= close ? top + finish[theirs + task] : begin >= open ? middle + end : finish[theirs + task];
    }
    const highest = top + motherLength;
    if (random() < this.#options.disturbed) {
      const times = 1 + Math.floor(random() * size * this.#options.moved);
      for (let nth = 0; nth < times; nth += 1) {
        const task = Math.floor(random() * size);
        const moved = key[task] + Math.floor((random() - 0.5) * whole * this.#options.reach);
        key[task] = Math.max(0, Math.min(highest, moved));
      }
    }
    this.#generation.sortFalling(key, this.#list, highest);
  }

  #tell(target: number, length: number): void {
    this.schedules += 1;
    if (length < this.best) {
      this.best = length;
      this.stale = 0;
      const { size, duration } = this.#project;
      for (let task = 0; task < size; task += 1) {
        const end = this.#finish[task];
        this.bestStart[task] = target === 0 ? end - duration[task] : length - end;
      }
    } else this.stale += 1;
  }

  #keep(target: number, at: number, length: number, always: boolean): void {
    this.#tell(target, length);
    const population = this.#populations[target];
    if (always || length <= population.length[at]) {
      population.finish.set(this.#finish, at * this.#project.size);
      population.length[at] = length;
    }
  }

  #replace(target: number, at: number, length: number): void {
    const population = this.#populations[target];
    // A worse child replaces too, unless it would lose one of the best.
    if (length > population.length[at] && population.length[at] === this.best) return;
    population.finish.set(this.#finish, at * this.#project.size);
    population.length[at] = length;
  }
}
