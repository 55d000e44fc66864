import type { Allocate, Propagation } from './propagation.ts';
import { int32, ownMemory } from './propagation.ts';
import type { Requirements } from './requirements.ts';
import { checkNodes } from './requirements.ts';

/** Nodes are laid out in blocks of this many (as a power of two), so that writing stays within what a cache holds. */
const blockBits = 11;
const blockNodes = 1 << blockBits;

/**
 * Lays requirements out for any number of withdrawals, linear in the children. Cycles are allowed. Throws `RangeError`
 * for a node that does not exist.
 *
 * Example: `new Walker(requirementGraph(requirements)).withdraw([hub])` answers how many nodes fall with the hub.
 */
export function requirementGraph(requirements: Requirements, allocate: Allocate = ownMemory): Propagation {
  checkNodes(requirements);
  const { nodes } = requirements;
  const { entryOf, slack, parent } = margins(requirements, allocate);
  const start = int32(allocate, nodes + 1);
  countUses(requirements, start);
  const edges = sumUp(start);
  const next = new Int32Array(Math.ceil(nodes / blockNodes));
  for (let block = 0; block < next.length; block += 1) next[block] = start[block << blockBits] as number;
  const place = new Uint16Array(edges);
  const up = new Int32Array(edges);
  sortIntoBlocks(requirements, entryOf, next, place, up);
  const entry = int32(allocate, edges);
  const own = new Int32Array(blockNodes);
  for (let first = 0; first < nodes; first += blockNodes) {
    const last = Math.min(nodes, first + blockNodes);
    own.set(start.subarray(first, last));
    sortBlock(place, up, start[first] as number, start[last] as number, own, entry);
  }
  return { start, entry, slack, parent };
}

/** What a group's children lead to: its parent where any child fells it, else the complement of its place among the groups with a margin. */
function margins({ parent, threshold, start }: Requirements, allocate: Allocate) {
  const groups = parent.length;
  const margin = (group: number): number => {
    const members = (start[group + 1] as number) - (start[group] as number);
    const wanted = threshold[group] as number;
    return wanted > 0 && wanted < members ? members - wanted : 0;
  };
  let count = 0;
  for (let group = 0; group < groups; group += 1) if (margin(group) > 0) count += 1;
  const slack = int32(allocate, count);
  const owner = int32(allocate, count);
  if (count === 0) return { entryOf: parent, slack, parent: owner };
  const entryOf = parent.slice();
  let at = 0;
  for (let group = 0; group < groups; group += 1) {
    const own = margin(group);
    if (own === 0) continue;
    slack[at] = own;
    owner[at] = parent[group] as number;
    entryOf[group] = ~at;
    at += 1;
  }
  return { entryOf, slack, parent: owner };
}

/** Counts, one place further, how often a node is needed. */
function countUses({ threshold, start, child }: Requirements, uses: Int32Array): void {
  for (let edge = 0; edge < child.length; edge += 1) {
    const after = (child[edge] as number) + 1;
    uses[after] = (uses[after] as number) + 1;
  }
  for (let group = 0; group < threshold.length; group += 1) {
    if ((threshold[group] as number) > 0) continue;
    for (let edge = start[group] as number; edge < (start[group + 1] as number); edge += 1) {
      const after = (child[edge] as number) + 1;
      uses[after] = (uses[after] as number) - 1;
    }
  }
}

function sumUp(counts: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) {
    sum += counts[at] as number;
    counts[at] = sum;
  }
  return sum;
}

/** Sorts children into blocks of nodes, with their place in the block and what they lead to. */
function sortIntoBlocks(
  { threshold, start, child }: Requirements,
  entryOf: Int32Array,
  next: Int32Array,
  place: Uint16Array,
  up: Int32Array,
): void {
  for (let group = 0; group < threshold.length; group += 1) {
    if ((threshold[group] as number) <= 0) continue;
    const entry = entryOf[group] as number;
    const end = start[group + 1] as number;
    for (let edge = start[group] as number; edge < end; edge += 1) {
      const node = child[edge] as number;
      const block = node >>> blockBits;
      const at = next[block] as number;
      next[block] = at + 1;
      place[at] = node & (blockNodes - 1);
      up[at] = entry;
    }
  }
}

function sortBlock(
  place: Uint16Array,
  up: Int32Array,
  from: number,
  to: number,
  next: Int32Array,
  entry: Int32Array,
): void {
  for (let edge = from; edge < to; edge += 1) {
    const node = place[edge] as number;
    const at = next[node] as number;
    next[node] = at + 1;
    entry[at] = up[edge] as number;
  }
}
