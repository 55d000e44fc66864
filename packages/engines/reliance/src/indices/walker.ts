import type { Propagation } from './propagation.ts';

/**
 * Walks withdrawals over one {@link Propagation}, reusing its marks: every walk stamps with a new epoch instead of
 * clearing, so that a walk costs what it touches. Not for two walks at once.
 */
export class Walker {
  readonly graph: Propagation;
  /** The fallen nodes of the last walk, in the order in which they fell. */
  readonly fallen: Int32Array;
  readonly #stamp: Uint16Array;
  readonly #groupStamp: Uint16Array;
  readonly #left: Int32Array;
  #epoch = 0;
  #count = 0;
  readonly #rounds: number[] = [0, 0];
  #roundCount = 2;
  /** Groups that lost their last margin in the last walk. */
  readonly #tight: number[] = [];
  #tightCount = 0;

  constructor(graph: Propagation) {
    const nodes = graph.start.length - 1;
    this.graph = graph;
    this.fallen = new Int32Array(nodes);
    this.#stamp = new Uint16Array(nodes);
    this.#groupStamp = new Uint16Array(graph.slack.length);
    this.#left = new Int32Array(graph.slack.length);
  }

  /** Number of nodes that fell in the last walk. */
  get count(): number {
    return this.#count;
  }

  hasFallen(node: number): boolean {
    return this.#epoch > 0 && this.#stamp[node] === this.#epoch;
  }

  /** Withdraws `nodes[from..to)` together and answers how many nodes fall, they included: the least fixpoint. */
  withdraw(nodes: Int32Array | readonly number[], from = 0, to = nodes.length): number {
    const { start, entry, slack, parent } = this.graph;
    const [queue, stamp, groupStamp, left] = [this.fallen, this.#stamp, this.#groupStamp, this.#left];
    const epoch = this.#nextEpoch();
    let tail = 0;
    for (let at = from; at < to; at += 1) {
      const node = nodes[at] as number;
      if (node < 0 || node >= stamp.length) throw new RangeError(`Cannot withdraw node ${node}: no such node`);
      if (stamp[node] === epoch) continue;
      stamp[node] = epoch;
      queue[tail++] = node;
    }
    let round = tail;
    const rounds = this.#rounds;
    const tight = this.#tight;
    let roundCount = 1;
    let tightCount = 0;
    for (let head = 0; head < tail; head += 1) {
      if (head === round) {
        rounds[roundCount++] = head;
        round = tail;
      }
      const node = queue[head] as number;
      const end = start[node + 1] as number;
      for (let at = start[node] as number; at < end; at += 1) {
        let up = entry[at] as number;
        if (up < 0) {
          const group = ~up;
          const margin = groupStamp[group] === epoch ? (left[group] as number) : (slack[group] as number);
          groupStamp[group] = epoch;
          if (margin > 0) {
            left[group] = margin - 1;
            if (margin === 1) tight[tightCount++] = group;
            continue;
          }
          up = parent[group] as number;
        }
        if (stamp[up] === epoch) continue;
        stamp[up] = epoch;
        queue[tail++] = up;
      }
    }
    rounds[roundCount++] = tail;
    this.#roundCount = roundCount;
    this.#tightCount = tightCount;
    this.#count = tail;
    return tail;
  }

  /** Nodes that still stand after the last walk, with no margin left in a group that lost a child. Each once. */
  weakened(): Int32Array {
    const { parent } = this.graph;
    const standing = this.#tight
      .slice(0, this.#tightCount)
      .map((group) => parent[group] as number)
      .filter((node) => !this.hasFallen(node));
    return Int32Array.from(new Set(standing));
  }

  /** Where each round of the last walk starts in {@link fallen}; round 0 are the withdrawn nodes. Ends with the count. */
  rounds(): Int32Array {
    return Int32Array.from(this.#rounds.slice(0, this.#roundCount));
  }

  #nextEpoch(): number {
    if (this.#epoch === 65_535) {
      this.#stamp.fill(0);
      this.#groupStamp.fill(0);
      this.#epoch = 0;
    }
    this.#epoch += 1;
    return this.#epoch;
  }
}
