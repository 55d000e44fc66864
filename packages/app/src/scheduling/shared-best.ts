import { compareScores, type PlanScore, type ScheduleSearch } from '@underpin/programme';

/** What the parts of a search share: the best plan, the best bound, and whether to stop. */
export interface SharedMemory {
  /** stop, lock, version, finished, schedules of all parts */
  readonly marks: Int32Array;
  /** unplaced, late, first, second, third, bound */
  readonly numbers: Float64Array;
  readonly start: Int32Array;
  readonly mode: Int32Array;
}

export const mark = { stop: 0, lock: 1, version: 2, finished: 3, schedules: 4 } as const;

export function sharedMemory(nodes: number): SharedMemory {
  const numbers = new Float64Array(new SharedArrayBuffer(6 * 8)).fill(Infinity);
  numbers[5] = -Infinity;
  return {
    marks: new Int32Array(new SharedArrayBuffer(5 * 4)),
    numbers,
    start: new Int32Array(new SharedArrayBuffer(Math.max(1, nodes) * 4)).fill(-1),
    mode: new Int32Array(new SharedArrayBuffer(Math.max(1, nodes) * 4)).fill(-1),
  };
}

/** One part's view of the shared best: gives its own when better, takes the others' when theirs is. */
export class SharedBest {
  readonly #memory: SharedMemory;
  #seen = 0;
  #told = 0;

  constructor(memory: SharedMemory) {
    this.#memory = memory;
  }

  get stopped(): boolean {
    return Atomics.load(this.#memory.marks, mark.stop) === 1;
  }

  exchange(search: ScheduleSearch): void {
    const { marks, numbers, start, mode } = this.#memory;
    while (Atomics.compareExchange(marks, mark.lock, 0, 1) !== 0) Atomics.wait(marks, mark.lock, 1, 1);
    let taken: [Int32Array, Int32Array] | null = null;
    const [unplaced = 0, late = 0, first = 0, second = 0, third = 0, bound = 0] = numbers;
    const shared: PlanScore = { unplaced, late, first, second, third };
    const compared = compareScores(search.score, shared);
    if (search.complete && compared < 0) {
      start.set(search.start);
      mode.set(search.mode);
      const { score } = search;
      numbers.set([score.unplaced, score.late, score.first, score.second, score.third]);
      this.#seen = Atomics.add(marks, mark.version, 1) + 1;
    } else if (compared > 0 && Atomics.load(marks, mark.version) !== this.#seen) {
      this.#seen = Atomics.load(marks, mark.version);
      taken = [start.slice(), mode.slice()];
    }
    const ours = search.lowerBound;
    if (search.complete && ours > bound) numbers[5] = ours;
    Atomics.add(marks, mark.schedules, search.schedules - this.#told);
    this.#told = search.schedules;
    if (search.finished) Atomics.store(marks, mark.finished, 1);
    Atomics.store(marks, mark.lock, 0);
    Atomics.notify(marks, mark.lock, 1);
    if (taken !== null) search.offer(...taken);
    if (bound > ours) search.offerBound(bound);
  }
}
