import { groupBy } from '../graph/group-by.ts';
import type { Groups } from '../graph/group-by.ts';
import type { ControlPolicy } from '../policy.ts';
import type { Tallies } from './voting-tallies.ts';

/**
 * All that one entity controls, by the definition itself: a worklist from that entity, counters stamped with the walk's
 * number so that nothing is cleared between walks. `bound` says which end of the share intervals counts.
 */
export class ControlWalk {
  readonly #tallies: Tallies;
  readonly #enough: number;
  readonly #held: Groups;
  readonly #tallyOf: Int32Array;
  readonly #sum: Float64Array;
  readonly #least: Float64Array;
  readonly #sumStamp: Int32Array;
  readonly #entityStamp: Int32Array;
  readonly #queue: Int32Array;
  #epoch = 0;
  #walked = 0;

  constructor(tallies: Tallies, policy: ControlPolicy) {
    this.#tallies = tallies;
    this.#enough = policy.majority + policy.tolerance;
    this.#held = groupBy(tallies.owner, tallies.entityCount);
    this.#tallyOf = new Int32Array(tallies.owner.length);
    for (let tally = 0; tally < tallies.count; tally += 1) {
      this.#tallyOf.fill(tally, tallies.start[tally], tallies.start[tally + 1]);
    }
    this.#sum = new Float64Array(tallies.count);
    this.#least = new Float64Array(tallies.count);
    this.#sumStamp = new Int32Array(tallies.count);
    this.#entityStamp = new Int32Array(tallies.entityCount);
    this.#queue = new Int32Array(tallies.entityCount);
  }

  /** Holdings grouped by owner (rows index `tallies.owner`), and the tally of each holding. */
  get held(): Groups {
    return this.#held;
  }

  get tallyOf(): Int32Array {
    return this.#tallyOf;
  }

  /** Number of holdings walked so far, over all walks. */
  get walked(): number {
    return this.#walked;
  }

  /**
   * The entities that `source` controls, in the order in which they follow; the source itself comes first.
   * Maxima count only as far as the minima of all others leave room for them.
   */
  from(source: number, bound: 'min' | 'max'): Int32Array {
    const share = bound === 'min' ? this.#tallies.min : this.#tallies.max;
    const { target, min, spare } = this.#tallies;
    this.#epoch += 1;
    const epoch = this.#epoch;
    const queue = this.#queue;
    queue[0] = source;
    this.#entityStamp[source] = epoch;
    let size = 1;
    for (let next = 0; next < size; next += 1) {
      const holder = queue[next] as number;
      const end = this.#held.start[holder + 1] as number;
      for (let place = this.#held.start[holder] as number; place < end; place += 1) {
        this.#walked += 1;
        const at = this.#held.row[place] as number;
        const tally = this.#tallyOf[at] as number;
        const again = this.#sumStamp[tally] === epoch;
        const sum = (again ? (this.#sum[tally] as number) : 0) + (share[at] as number);
        const least = (again ? (this.#least[tally] as number) : 0) + (min[at] as number);
        this.#sumStamp[tally] = epoch;
        this.#sum[tally] = sum;
        this.#least[tally] = least;
        const y = target[tally] as number;
        if (this.#entityStamp[y] === epoch || sum <= this.#enough) continue;
        if (least <= this.#enough && least + (spare[tally] as number) <= this.#enough) continue;
        this.#entityStamp[y] = epoch;
        queue[size] = y;
        size += 1;
      }
    }
    return queue.slice(0, size);
  }

  /** Whether the last walk reached the entity. */
  reached(entity: number): boolean {
    return this.#entityStamp[entity] === this.#epoch;
  }
}
