import { cycleNodes } from './cycle-nodes.ts';
import type { Propagation } from './propagation.ts';

/**
 * For a graph in which every node stands as long as any one of its children stands: node n falls with v exactly when v
 * is among the dominators of n. `above[n]` is the nearest of them, and the root (the number after the last node) for a
 * node that no other single node fells. Valid for withdrawals of nodes that are not `onCycle`.
 */
export interface DominatorTree {
  readonly above: Int32Array;
  /** All nodes, each after its dominators. */
  readonly order: Int32Array;
  /**
   * Per node: 1 when it lies on a cycle; null when the graph has none. Members of a cycle hold each other up, as long
   * as none of them is withdrawn: they hang below the root, and what falls with one of them takes a walk.
   */
  readonly onCycle: Uint8Array | null;
}

/**
 * The dominator tree of an any-of graph, in one pass in topological order; null when some node needs more than one of
 * its children. Time O(edges x log depth) at most.
 */
export function dominatorTree(graph: Propagation): DominatorTree | null {
  const needs = anyOfNeeds(graph);
  if (needs === null) return null;
  const tree = climb(graph, needs, null);
  if (tree !== null) return tree;
  return climb(graph, needs, cycleNodes(graph));
}

interface AnyOfNeeds {
  /** Per node: number of children; 0 for a node that stands by itself. */
  readonly children: Int32Array;
  /** Per group: 1 when it can never be short of children. */
  readonly idle: Uint8Array;
}

function anyOfNeeds({ start, entry, slack, parent }: Propagation): AnyOfNeeds | null {
  const children = new Int32Array(start.length - 1);
  const members = new Int32Array(slack.length);
  for (const up of entry) {
    if (up < 0) members[~up] = (members[~up] as number) + 1;
    else if (children[up] !== 0) return null;
    else children[up] = 1;
  }
  const idle = new Uint8Array(slack.length);
  for (let group = 0; group < slack.length; group += 1) {
    const [all, margin] = [members[group] as number, slack[group] as number];
    if (margin >= all) {
      idle[group] = 1;
      continue;
    }
    const up = parent[group] as number;
    if (margin < all - 1 || children[up] !== 0) return null;
    children[up] = all;
  }
  return { children, idle };
}

/** Null when cycles keep nodes from being reached. */
function climb(
  { start, entry, parent }: Propagation,
  { children, idle }: AnyOfNeeds,
  onCycle: Uint8Array | null,
): DominatorTree | null {
  const nodes = start.length - 1;
  const root = nodes;
  const pending = children.slice();
  const above = new Int32Array(nodes + 1).fill(-1);
  const depth = new Int32Array(nodes + 1);
  const jump = new Int32Array(nodes + 1);
  above[root] = root;
  jump[root] = root;
  const order = new Int32Array(nodes);
  let tail = 0;
  for (let node = 0; node < nodes; node += 1) {
    if (onCycle?.[node] === 1) pending[node] = 0;
    if (pending[node] !== 0) continue;
    above[node] = root;
    order[tail++] = node;
  }
  for (let head = 0; head < tail; head += 1) {
    const node = order[head] as number;
    const over = above[node] as number;
    const leap = jump[over] as number;
    depth[node] = (depth[over] as number) + 1;
    const even = 2 * (depth[leap] as number) === (depth[over] as number) + (depth[jump[leap] as number] as number);
    jump[node] = even ? (jump[leap] as number) : over;
    for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
      let up = entry[at] as number;
      if (up < 0) {
        if (idle[~up] === 1) continue;
        up = parent[~up] as number;
      }
      if (onCycle?.[up] === 1) continue;
      const known = above[up] as number;
      if (known === -1) above[up] = node;
      else if (known !== root) above[up] = nearestCommon(known, node, above, depth, jump);
      const left = (pending[up] as number) - 1;
      pending[up] = left;
      if (left === 0) order[tail++] = up;
    }
  }
  return tail === nodes ? { above, order, onCycle } : null;
}

function nearestCommon(a: number, b: number, above: Int32Array, depth: Int32Array, jump: Int32Array): number {
  let [one, other] = (depth[a] as number) >= (depth[b] as number) ? [a, b] : [b, a];
  while ((depth[one] as number) > (depth[other] as number)) {
    const leap = jump[one] as number;
    one = (depth[leap] as number) >= (depth[other] as number) ? leap : (above[one] as number);
  }
  while (one !== other) {
    const [leap, otherLeap] = [jump[one] as number, jump[other] as number];
    if (leap === otherLeap) [one, other] = [above[one] as number, above[other] as number];
    else [one, other] = [leap, otherLeap];
  }
  return one;
}
