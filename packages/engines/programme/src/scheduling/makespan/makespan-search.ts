import type { Random } from '@underpin/model';
import type { ClassicProject } from './classic-project.ts';
import { LazySearch } from './lazy-search.ts';
import { NeighbourhoodSearch } from './neighbourhood-search.ts';
import { TwoPopulationSearch } from './two-population-search.ts';

const genetic = { population: 100, disturbed: 1, moved: 0.03, reach: 0.7 };
/** Work of one conflict, counted in generated schedules. */
const conflictWork = 10;
const attemptWork = 40;

/**
 * The shortest schedule of a classic project, bit by bit: every `step` gives one of three searches a slice of work, so that
 * each gets its share: two populations, exact search in large neighbourhoods, exact search on the whole (from above for
 * schedules, from below for the bound). The same seed and number of steps give the same result.
 */
export class MakespanSearch {
  readonly #project: ClassicProject;
  readonly #genetic: TwoPopulationSearch;
  readonly #neighbourhoods: NeighbourhoodSearch;
  readonly #exact: LazySearch;
  readonly #elite: Int32Array;
  readonly #share: readonly [number, number, number];
  readonly #spent: [number, number, number] = [0, 0, 0];
  #below = true;
  #begun = false;
  #limit = 0;
  #proved = false;
  #lower = 0;
  steps = 0;

  constructor(project: ClassicProject, random: Random) {
    this.#project = project;
    this.#genetic = new TwoPopulationSearch(project, random, genetic);
    this.#neighbourhoods = new NeighbourhoodSearch(project, random);
    this.#exact = new LazySearch(project, random);
    this.#elite = new Int32Array(project.size);
    this.#share = project.size <= 70 ? [0.15, 0.35, 0.5] : [0.35, 0.5, 0.15];
    this.#lower = energyBound(project);
  }

  get best(): number {
    return this.#genetic.best;
  }

  get start(): Int32Array {
    return this.#genetic.bestStart;
  }

  /** No schedule is shorter. */
  get lowerBound(): number {
    return this.#proved ? this.best : Math.min(this.#lower, this.best);
  }

  get finished(): boolean {
    return this.#proved || this.best <= this.#lower;
  }

  get schedules(): number {
    return this.#genetic.schedules;
  }

  /** Takes over a schedule found elsewhere. */
  offer(start: Int32Array, length: number): void {
    if (length < this.best) this.#genetic.offer(start, length);
  }

  /** Takes over a bound proved elsewhere. */
  offerBound(lower: number): void {
    if (lower > this.#lower) this.#lower = lower;
  }

  step(): void {
    if (this.finished) return;
    this.steps += 1;
    if (this.steps === 1) {
      this.#genetic.run(400, this.#lower);
      return;
    }
    const [a, b, c] = [0, 1, 2].map((at) => this.#spent[at] / this.#share[at]);
    if (c <= a && c <= b) this.#stepExact();
    else if (a <= b) {
      this.#spent[0] += 1500;
      this.#genetic.run(1500, this.#lower);
    } else this.#stepNeighbourhoods();
  }

  #stepNeighbourhoods(): void {
    const search = this.#neighbourhoods;
    const before = search.conflicts;
    for (let nth = 0; nth < 8 && !this.finished; nth += 1) {
      const length = this.#genetic.elite(this.#elite);
      const found = search.attempt(this.#elite, length, 150);
      this.#spent[1] += attemptWork;
      if (found >= 0) this.#genetic.offer(search.start, found);
    }
    this.#spent[1] += (search.conflicts - before) * conflictWork;
  }

  #stepExact(): void {
    const exact = this.#exact;
    const before = exact.conflicts;
    this.#spent[2] += attemptWork;
    if (!this.#begun) {
      this.#begun = true;
      this.#limit = this.best - 1;
      if (!exact.begin(this.#limit)) this.#proved = true;
      else this.offerBound(exact.rootEnd);
      if (!this.#proved) exact.lean(this.start, this.best);
    } else if (this.#limit > this.best - 1) {
      this.#limit = this.best - 1;
      if (exact.tighten(this.#limit)) exact.lean(this.start, this.best);
      else this.#proved = true;
    } else {
      this.#below = !this.#below;
      if (this.#below) {
        const lower = this.#lower;
        const answer = exact.search(200, lower);
        if (answer === 'found') this.#take();
        else if (answer === 'none') {
          this.offerBound(lower + 1);
          if (!exact.raise(lower + 1)) this.#proved = true;
        }
      } else {
        const answer = exact.search(300);
        if (answer === 'found') this.#take();
        else if (answer === 'none') this.#proved = true;
      }
    }
    this.#spent[2] += (exact.conflicts - before) * conflictWork;
  }

  #take(): void {
    const { size, duration } = this.#project;
    const { start } = this.#exact;
    let end = 0;
    for (let task = 0; task < size; task += 1) end = Math.max(end, start[task] + duration[task]);
    this.#genetic.offer(start, end);
  }
}

/** The longest chain, and for each resource the work between the least head and the least tail of its users. */
function energyBound(project: ClassicProject): number {
  const {
    size,
    order,
    duration,
    predecessor,
    predecessorStart,
    successor,
    successorStart,
    resources,
    demand,
    capacity,
  } = project;
  const head = new Int32Array(size);
  const tail = new Int32Array(size);
  let bound = 0;
  for (const task of order) {
    for (let at = predecessorStart[task]; at < predecessorStart[task + 1]; at += 1)
      head[task] = Math.max(head[task], head[predecessor[at]] + duration[predecessor[at]]);
    bound = Math.max(bound, head[task] + duration[task]);
  }
  for (let place = size - 1; place >= 0; place -= 1) {
    const task = order[place];
    for (let at = successorStart[task]; at < successorStart[task + 1]; at += 1)
      tail[task] = Math.max(tail[task], tail[successor[at]] + duration[successor[at]]);
  }
  for (let at = 0; at < resources; at += 1) {
    const users = Array.from({ length: size }, (_, task) => task)
      .filter((task) => demand[task * resources + at] > 0 && duration[task] > 0)
      .toSorted((a, b) => head[b] - head[a]);
    // Users whose head is at least h and whose tail is at least t.
    for (const leastTail of new Set(users.map((task) => tail[task]))) {
      let energy = 0;
      for (const task of users) {
        if (tail[task] < leastTail) continue;
        energy += duration[task] * demand[task * resources + at];
        bound = Math.max(bound, head[task] + leastTail + Math.ceil(energy / capacity[at]));
      }
    }
  }
  return bound;
}
