import type { ClassicProject } from './classic-project.ts';

/**
 * Serial schedule generation in both directions. Backward schedules are schedules of the mirrored project: time runs from the
 * end. So "justify" is: generate in the other direction, in order of falling finish.
 */
export class SerialGeneration {
  readonly #project: ClassicProject;
  readonly #free: Int32Array;
  readonly #stack: Int32Array;
  readonly #bucket: Int32Array;
  /** Finish of each task in the schedule last generated, in its own direction of time; also scratch. */
  readonly #full: Int32Array;
  #used = 0;

  constructor(project: ClassicProject) {
    this.#project = project;
    this.#free = new Int32Array((project.longest + 2) * project.words);
    this.#full = new Int32Array(this.#free.length);
    for (let at = 0; at < this.#full.length; at += 1)
      this.#full[at] = project.packedCapacity[at % project.words] | project.guard;
    this.#free.set(this.#full);
    this.#stack = new Int32Array(project.size + 1);
    this.#bucket = new Int32Array(8 * (project.longest + 2));
  }

  /**
   * Schedules the tasks in the order of `list` (predecessors in that direction are pulled before whoever waits for them) and
   * writes the finish of each into `finish`. Returns the length.
   */
  generate(list: Int32Array, backward: boolean, finish: Int32Array): number {
    const project = this.#project;
    const { duration, packedDemand, guard, words, size } = project;
    const before = backward ? project.successor : project.predecessor;
    const beforeStart = backward ? project.successorStart : project.predecessorStart;
    const free = this.#free;
    const stack = this.#stack;
    free.set(this.#used * words < free.length ? this.#full.subarray(0, this.#used * words) : this.#full);
    finish.fill(-1);
    let length = 0;
    for (let place = 0; place < size; place += 1) {
      let depth = 0;
      stack[0] = list[place];
      if (finish[stack[0]] >= 0) continue;
      walk: while (depth >= 0) {
        const task = stack[depth];
        let earliest = 0;
        for (let at = beforeStart[task], end = beforeStart[task + 1]; at < end; at += 1) {
          const other = before[at];
          const ready = finish[other];
          if (ready < 0) {
            depth += 1;
            stack[depth] = other;
            continue walk;
          }
          if (ready > earliest) earliest = ready;
        }
        depth -= 1;
        const long = duration[task];
        let time = earliest;
        if (long > 0) {
          if (words === 1) {
            const demand = packedDemand[task];
            let until = time + long;
            while (time < until) {
              if (((free[time] - demand) & guard) !== guard) until = time + 1 + long;
              time += 1;
            }
            for (let at = time - long; at < time; at += 1) free[at] -= demand;
          } else {
            let until = time + long;
            while (time < until) {
              for (let word = 0; word < words; word += 1) {
                if (((free[time * words + word] - packedDemand[task * words + word]) & guard) !== guard) {
                  until = time + 1 + long;
                  break;
                }
              }
              time += 1;
            }
            for (let at = time - long; at < time; at += 1)
              for (let word = 0; word < words; word += 1) free[at * words + word] -= packedDemand[task * words + word];
          }
        }
        finish[task] = time;
        if (time > length) length = time;
      }
    }
    this.#used = length;
    return length;
  }

  /** Tasks by falling key (keys 0 .. 8 x longest), into `list`. Ties keep the order of `ties` (or of ids). */
  sortFalling(key: Int32Array, list: Int32Array, most: number): void {
    const { size } = this.#project;
    const bucket = this.#bucket;
    bucket.fill(0, 0, most + 2);
    for (let task = 0; task < size; task += 1) bucket[most - key[task] + 1] += 1;
    for (let at = 1; at <= most + 1; at += 1) bucket[at] += bucket[at - 1];
    for (let task = 0; task < size; task += 1) {
      const at = most - key[task];
      list[bucket[at]] = task;
      bucket[at] += 1;
    }
  }
}
