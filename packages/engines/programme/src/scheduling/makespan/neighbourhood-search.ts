import type { Random } from '@underpin/model';
import type { ClassicProject } from './classic-project.ts';
import { LazySearch } from './lazy-search.ts';
import { partialOrder } from './partial-order.ts';

/**
 * Large neighbourhoods with an exact search: frees some tasks of a good schedule, keeps the resource order of the others, and
 * asks for a shorter schedule. How many are freed grows while the answer comes easily and shrinks while it does not.
 */
export class NeighbourhoodSearch {
  readonly #project: ClassicProject;
  readonly #random: Random;
  readonly #exact: LazySearch;
  readonly #freed: Uint8Array;
  #wanted: number;
  readonly start: Int32Array;

  constructor(project: ClassicProject, random: Random) {
    this.#project = project;
    this.#random = random;
    this.#exact = new LazySearch(project, random, false);
    this.#freed = new Uint8Array(project.size);
    this.#wanted = Math.min(project.size, 30);
    this.start = new Int32Array(project.size);
  }

  get conflicts(): number {
    return this.#exact.conflicts;
  }

  /** Tries one neighbourhood of the schedule; the shorter length found (its starts in `start`), or -1. */
  attempt(from: Int32Array, length: number, conflicts: number): number {
    const { size, duration } = this.#project;
    this.#free(from, length);
    const exact = this.#exact;
    if (!exact.begin(length - 1, partialOrder(this.#project, from, this.#freed))) {
      this.#wanted = Math.min(size, this.#wanted + 0.1);
      return -1;
    }
    exact.lean(from, length);
    const found = exact.search(conflicts);
    if (found === 'limit') this.#wanted = Math.max(8, this.#wanted - 0.5);
    else this.#wanted = Math.min(size, this.#wanted + 0.25);
    if (found !== 'found') return -1;
    this.start.set(exact.start);
    let end = 0;
    for (let task = 0; task < size; task += 1) end = Math.max(end, this.start[task] + duration[task]);
    return end;
  }

  #free(start: Int32Array, length: number): void {
    const { size, duration } = this.#project;
    const random = this.#random;
    const freed = this.#freed;
    freed.fill(0);
    const wanted = Math.floor(this.#wanted);
    const kind = random();
    let count = 0;
    if (kind < 0.6) {
      // A window of time around a random instant, widened until enough tasks lie in it.
      const middle = Math.floor(random() * length);
      const distance = Array.from({ length: size }, (_, task) => {
        const end = start[task] + duration[task];
        return [task, start[task] > middle ? start[task] - middle : end < middle ? middle - end : 0] as const;
      }).toSorted((a, b) => a[1] - b[1]);
      for (const [task] of distance.slice(0, wanted)) freed[task] = 1;
      return;
    }
    // Two smaller windows and a sprinkle over the whole schedule.
    const share = kind < 0.8 ? 0.05 : 0;
    for (let task = 0; task < size; task += 1) if (random() < share) freed[task] = 1;
    while (count < wanted) {
      const middle = Math.floor(random() * length);
      const half = 1 + Math.floor(random() * length * 0.06);
      for (let task = 0; task < size && count < wanted; task += 1) {
        if (freed[task] === 1 || start[task] > middle + half || start[task] + duration[task] < middle - half) continue;
        freed[task] = 1;
        count += 1;
      }
      count += 1;
    }
  }
}
