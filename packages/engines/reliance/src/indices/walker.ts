import type { Propagation } from './propagation.ts';

/** What a walk asks of a requirement group, side by side so that one look at memory brings it all. */
const groupParent = 0;
const groupSlack = 1;
const groupEpoch = 2;
const groupLeft = 3;

/**
 * Walks withdrawals over one {@link Propagation}, reusing its marks: a walk takes back the marks of the last one instead
 * of clearing all, so that it costs what it touches. Marks are single bits, which stay in the processor's cache. Not for
 * two walks at once.
 */
export class Walker {
  readonly graph: Propagation;
  /** The fallen nodes of the last walk, in the order in which they fell. */
  readonly fallen: Int32Array;
  readonly #marks: Int32Array;
  readonly #groups: Int32Array;
  readonly #wave: Int32Array;
  readonly #largeRound: number;
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
    this.#marks = new Int32Array((nodes + 31) >>> 5);
    this.#wave = new Int32Array(this.#marks.length);
    this.#largeRound = Math.max(1024, nodes >>> 8);
    this.#groups = new Int32Array(graph.slack.length * 4);
    for (let group = 0; group < graph.slack.length; group += 1) {
      this.#groups[group * 4 + groupParent] = graph.parent[group] as number;
      this.#groups[group * 4 + groupSlack] = graph.slack[group] as number;
    }
  }

  /** Number of nodes that fell in the last walk. */
  get count(): number {
    return this.#count;
  }

  hasFallen(node: number): boolean {
    return ((this.#marks[node >>> 5] as number) & (1 << (node & 31))) !== 0;
  }

  /** The marks of the last walk, to keep: bit `node & 31` of word `node >>> 5` is set when the node fell. */
  marks(): Int32Array {
    return this.#marks.slice();
  }

  /** Withdraws `nodes[from..to)` together and answers how many nodes fall, they included: the least fixpoint. */
  withdraw(nodes: Int32Array | readonly number[], from = 0, to = nodes.length): number {
    const { start, entry } = this.graph;
    const queue = this.fallen;
    const marks = this.#marks;
    const groups = this.#groups;
    const epoch = this.#nextEpoch();
    let tail = 0;
    for (let at = from; at < to; at += 1) {
      const node = nodes[at] as number;
      if (node < 0 || node >= queue.length) {
        this.#count = tail;
        throw new RangeError(`Cannot withdraw node ${node}: no such node`);
      }
      const [word, bit] = [node >>> 5, 1 << (node & 31)];
      if (((marks[word] as number) & bit) !== 0) continue;
      marks[word] = (marks[word] as number) | bit;
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
        if (tail - head > this.#largeRound) this.#sort(head, tail);
      }
      const node = queue[head] as number;
      const end = start[node + 1] as number;
      for (let at = start[node] as number; at < end; at += 1) {
        let up = entry[at] as number;
        if (up < 0) {
          const at4 = ~up * 4;
          const margin = groups[at4 + (groups[at4 + groupEpoch] === epoch ? groupLeft : groupSlack)] as number;
          groups[at4 + groupEpoch] = epoch;
          if (margin > 0) {
            groups[at4 + groupLeft] = margin - 1;
            if (margin === 1) tight[tightCount++] = ~up;
            continue;
          }
          groups[at4 + groupLeft] = 0;
          up = groups[at4 + groupParent] as number;
        }
        const word = up >>> 5;
        const bit = 1 << (up & 31);
        const mark = marks[word] as number;
        if ((mark & bit) !== 0) continue;
        marks[word] = mark | bit;
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

  /** Puts a round's nodes in the order of their numbers, so that what they touch lies side by side. */
  #sort(from: number, to: number): void {
    const queue = this.fallen;
    const wave = this.#wave;
    let [low, high] = [wave.length, -1];
    for (let at = from; at < to; at += 1) {
      const node = queue[at] as number;
      const word = node >>> 5;
      wave[word] = (wave[word] as number) | (1 << (node & 31));
      if (word < low) low = word;
      if (word > high) high = word;
    }
    let place = from;
    for (let word = low; word <= high; word += 1) {
      let bits = wave[word] as number;
      if (bits === 0) continue;
      wave[word] = 0;
      while (bits !== 0) {
        const last = bits & -bits;
        queue[place++] = word * 32 + (31 - Math.clz32(last));
        bits ^= last;
      }
    }
  }

  /** Takes the marks of the last walk back. */
  #nextEpoch(): number {
    const [marks, fallen] = [this.#marks, this.fallen];
    if (this.#count >= marks.length) marks.fill(0);
    else for (let at = 0; at < this.#count; at += 1) marks[(fallen[at] as number) >>> 5] = 0;
    this.#count = 0;
    if (this.#epoch === 0x7fff_ffff) {
      for (let at = groupEpoch; at < this.#groups.length; at += 4) this.#groups[at] = 0;
      this.#epoch = 0;
    }
    this.#epoch += 1;
    return this.#epoch;
  }
}
