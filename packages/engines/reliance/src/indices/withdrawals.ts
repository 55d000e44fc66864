import { requirementGraph } from './requirement-graph.ts';
import type { Requirements } from './requirements.ts';
import { checkNodes } from './requirements.ts';
import { Walker } from './walker.ts';

/** Sweeps that may go by before an index is cheaper for certain; keeps the first question linear in any order of groups. */
const mostSweeps = 4;

/**
 * Withdraws nodes of any requirements. The first question is answered from the groups as they are, by sweeps from
 * children to parents until nothing more falls: where parents come after their children, one sweep. A second question,
 * or a first that takes more than a few sweeps, lays the index out and walks it. The answers are the same.
 *
 * Example: `new Withdrawals(requirements).withdraw([hub])` answers how many nodes fall with the hub, itself included.
 * Throws `RangeError` for a node that does not exist.
 */
export class Withdrawals {
  readonly #requirements: Requirements;
  readonly #afterChildren: boolean;
  #marks: Int32Array | null = null;
  #walker: Walker | null = null;

  constructor(requirements: Requirements) {
    checkNodes(requirements);
    this.#requirements = requirements;
    this.#afterChildren = parentsComeAfter(requirements);
  }

  /** Withdraws `nodes` together and answers how many nodes fall, they included: the least fixpoint. */
  withdraw(nodes: Int32Array | readonly number[]): number {
    if (this.#marks === null && this.#walker === null) {
      const marks = new Int32Array((this.#requirements.nodes + 31) >>> 5);
      const count = this.#sweeps(nodes, marks);
      if (count !== null) {
        this.#marks = marks;
        return count;
      }
    }
    this.#marks = null;
    this.#walker ??= new Walker(requirementGraph(this.#requirements));
    return this.#walker.withdraw(nodes);
  }

  /** Whether a node fell in the last withdrawal. */
  hasFallen(node: number): boolean {
    if (this.#marks === null) return this.#walker?.hasFallen(node) ?? false;
    return (((this.#marks[node >>> 5] as number) >>> node) & 1) === 1;
  }

  #sweeps(nodes: Int32Array | readonly number[], marks: Int32Array): number | null {
    let count = 0;
    for (const node of nodes) {
      if (!(node >= 0 && node < this.#requirements.nodes))
        throw new RangeError(`Cannot withdraw node ${node}: no such node`);
      const [word, bit] = [node >>> 5, 1 << node];
      if (((marks[word] as number) & bit) === 0) count += 1;
      marks[word] = (marks[word] as number) | bit;
    }
    for (let turn = 0; turn < mostSweeps; turn += 1) {
      const fell = sweep(this.#requirements, marks);
      count += fell;
      if (fell === 0 || this.#afterChildren) return count;
    }
    return null;
  }
}

/** Looks at every group once, in order; marks the parents that lost too many children and counts those newly marked. */
function sweep({ parent, threshold, start, child }: Requirements, marks: Int32Array): number {
  let fell = 0;
  let from = start[0] as number;
  for (let group = 0; group < parent.length; group += 1) {
    const end = start[group + 1] as number;
    const members = end - from;
    let lost = 0;
    for (let edge = from; edge < end; edge += 1) {
      const node = child[edge] as number;
      lost += ((marks[node >>> 5] as number) >>> node) & 1;
    }
    from = end;
    const wanted = threshold[group] as number;
    if (wanted <= 0 || lost <= (wanted < members ? members - wanted : 0)) continue;
    const up = parent[group] as number;
    const mark = marks[up >>> 5] as number;
    const marked = mark | (1 << up);
    if (marked === mark) continue;
    marks[up >>> 5] = marked;
    fell += 1;
  }
  return fell;
}

/** True when every group comes after all groups of its children, so that one sweep sees each child's own fate first. */
function parentsComeAfter({ parent, start, child }: Requirements): boolean {
  let before = -1;
  for (let group = 0; group < parent.length; group += 1) {
    const up = parent[group] as number;
    if (up < before) return false;
    before = up;
    const end = start[group + 1] as number;
    for (let edge = start[group] as number; edge < end; edge += 1) if ((child[edge] as number) >= up) return false;
  }
  return true;
}
