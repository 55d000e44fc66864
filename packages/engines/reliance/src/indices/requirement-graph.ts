import type { Allocate, Propagation } from './propagation.ts';
import { int32, ownMemory } from './propagation.ts';

/**
 * Requirements of any nodes 0 to `nodes - 1`, in columns: of the children `child[start[g]]` to `child[start[g + 1] - 1]`
 * of group g at least `threshold[g]` must stand for `parent[g]` to stand. A node with several groups needs each of them.
 */
export interface Requirements {
  readonly nodes: number;
  readonly parent: Int32Array;
  /** More than the children means all of them; 0 and less ask for nothing. */
  readonly threshold: Int32Array;
  readonly start: Int32Array;
  /** A child once in a group: a second mention counts as a second child. */
  readonly child: Int32Array;
}

/** Nodes are laid out in blocks of this many (as a power of two), so that writing stays within what a cache holds. */
const blockBits = 11;

/**
 * Lays requirements out for withdrawals, linear in the children. Cycles are allowed. Throws `RangeError` for a node that
 * does not exist.
 *
 * Example: `new Walker(requirementGraph(requirements)).withdraw([hub])` answers how many nodes fall with the hub.
 */
export function requirementGraph(requirements: Requirements, allocate: Allocate = ownMemory): Propagation {
  const { nodes } = requirements;
  const groups = requirements.parent.length;
  const parent = int32(allocate, groups);
  parent.set(requirements.parent);
  const slack = int32(allocate, groups);
  const { from, place, up } = inBlocks(requirements, slack);
  const edges = from.at(-1) as number;
  const start = int32(allocate, nodes + 1);
  const entry = int32(allocate, edges);
  const next = new Int32Array(1 << blockBits);
  for (let block = 0; block + 1 < from.length; block += 1) {
    const first = block << blockBits;
    const width = Math.min(nodes - first, next.length);
    let sum = from[block] as number;
    const end = from[block + 1] as number;
    next.fill(0);
    for (let edge = sum; edge < end; edge += 1) {
      const at = place[edge] as number;
      next[at] = (next[at] as number) + 1;
    }
    for (let at = 0; at < width; at += 1) {
      const own = next[at] as number;
      start[first + at] = next[at] = sum;
      sum += own;
    }
    for (let edge = from[block] as number; edge < end; edge += 1) {
      const at = place[edge] as number;
      const to = next[at] as number;
      next[at] = to + 1;
      entry[to] = up[edge] as number;
    }
  }
  start[nodes] = edges;
  return { start, entry, slack, parent };
}

/** Sorts children into blocks of nodes, with their place in the block and their entry; checks nodes and fills in slack. */
function inBlocks({ nodes, parent, threshold, start, child }: Requirements, slack: Int32Array) {
  const blocks = Math.ceil(nodes / (1 << blockBits));
  const from = new Int32Array(blocks + 1);
  for (let edge = 0; edge < child.length; edge += 1) {
    const node = child[edge] as number;
    if (node >>> 0 >= nodes) throw new RangeError(`Cannot require node ${node}: no such node`);
    const block = (node >>> blockBits) + 1;
    from[block] = (from[block] as number) + 1;
  }
  for (let group = 0; group < slack.length; group += 1) {
    const owner = parent[group] as number;
    if (owner >>> 0 >= nodes) throw new RangeError(`Cannot give node ${owner} a requirement: no such node`);
    const [first, end] = [start[group] as number, start[group + 1] as number];
    slack[group] = end - first - Math.min(threshold[group] as number, end - first);
    if ((threshold[group] as number) > 0) continue;
    for (let edge = first; edge < end; edge += 1) {
      const block = ((child[edge] as number) >>> blockBits) + 1;
      from[block] = (from[block] as number) - 1;
    }
  }
  for (let block = 0; block < blocks; block += 1)
    from[block + 1] = (from[block + 1] as number) + (from[block] as number);
  const next = from.slice(0, blocks);
  const inBlock = (1 << blockBits) - 1;
  const place = new Uint16Array(from[blocks] as number);
  const up = new Int32Array(place.length);
  for (let group = 0; group < slack.length; group += 1) {
    if ((threshold[group] as number) <= 0) continue;
    const entry = slack[group] === 0 ? (parent[group] as number) : ~group;
    const end = start[group + 1] as number;
    for (let edge = start[group] as number; edge < end; edge += 1) {
      const node = child[edge] as number;
      const block = node >>> blockBits;
      const at = next[block] as number;
      next[block] = at + 1;
      place[at] = node & inBlock;
      up[at] = entry;
    }
  }
  return { from, place, up };
}
