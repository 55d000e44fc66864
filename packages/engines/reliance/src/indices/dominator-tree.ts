import { bottomUp } from './bottom-up.ts';
import type { Requirements } from './requirements.ts';

/**
 * For requirements in which every node stands as long as any one of its children stands: node n falls with v exactly
 * when v is among the dominators of n. `above[n]` is the nearest of them, and the root (the number after the last node)
 * for a node that no other single node fells. Valid for withdrawals of nodes that are not `onCycle`.
 */
export interface DominatorTree {
  readonly above: Int32Array;
  /** All nodes, each after its dominators; null when that is the order of their numbers. */
  readonly order: Int32Array | null;
  /**
   * Per node: 1 when it lies on a cycle; null when there is none. Members of a cycle hold each other up, as long as none
   * of them is withdrawn: they hang below the root, and what falls with one of them takes a walk.
   */
  readonly onCycle: Uint8Array | null;
}

/**
 * The dominator tree of any-of requirements, in one pass from the bottom up; null when some node needs more than one of
 * its children. Time O(edges x log depth) at most.
 */
export function dominatorTree(requirements: Requirements): DominatorTree | null {
  const { nodes, start, child } = requirements;
  const groupOf = anyOfGroups(requirements);
  if (groupOf === null) return null;
  const inOrder = isBottomUp(requirements, groupOf);
  const { order, onCycle } = inOrder ? { order: null, onCycle: null } : bottomUp(requirements, groupOf);
  const root = nodes;
  const above = new Int32Array(nodes + 1);
  const depth = new Int32Array(nodes + 1);
  const jump = new Int32Array(nodes + 1);
  above[root] = root;
  jump[root] = root;
  for (let at = 0; at < nodes; at += 1) {
    const node = order === null ? at : (order[at] as number);
    const group = groupOf[node] as number;
    let over = root;
    if (group >= 0 && onCycle?.[node] !== 1) {
      let edge = start[group] as number;
      const end = start[group + 1] as number;
      over = child[edge] as number;
      for (edge += 1; edge < end && over !== root; edge += 1) {
        over = nearestCommon(over, child[edge] as number, above, depth, jump);
      }
    }
    const leap = jump[over] as number;
    const even = 2 * (depth[leap] as number) === (depth[over] as number) + (depth[jump[leap] as number] as number);
    above[node] = over;
    depth[node] = (depth[over] as number) + 1;
    jump[node] = even ? (jump[leap] as number) : over;
  }
  return { above, order, onCycle };
}

/** Per node: its group, -1 when it stands by itself; null when a node needs more than one of its children. */
function anyOfGroups({ nodes, parent, threshold, start }: Requirements): Int32Array | null {
  const groupOf = new Int32Array(nodes).fill(-1);
  for (let group = 0; group < parent.length; group += 1) {
    const members = (start[group + 1] as number) - (start[group] as number);
    if (members === 0 || (threshold[group] as number) <= 0) continue;
    const up = parent[group] as number;
    if ((members > 1 && (threshold[group] as number) > 1) || groupOf[up] !== -1) return null;
    groupOf[up] = group;
  }
  return groupOf;
}

function isBottomUp({ nodes, start, child }: Requirements, groupOf: Int32Array): boolean {
  for (let node = 0; node < nodes; node += 1) {
    const group = groupOf[node] as number;
    if (group < 0) continue;
    const end = start[group + 1] as number;
    for (let edge = start[group] as number; edge < end; edge += 1) {
      if ((child[edge] as number) >= node) return false;
    }
  }
  return true;
}

function nearestCommon(a: number, b: number, above: Int32Array, depth: Int32Array, jump: Int32Array): number {
  let [one, other] = [a, b];
  if ((depth[one] as number) < (depth[other] as number)) [one, other] = [b, a];
  const level = depth[other] as number;
  while ((depth[one] as number) > level) {
    const leap = jump[one] as number;
    one = (depth[leap] as number) >= level ? leap : (above[one] as number);
  }
  while (one !== other) {
    const leap = jump[one] as number;
    const otherLeap = jump[other] as number;
    const far = leap !== otherLeap;
    one = far ? leap : (above[one] as number);
    other = far ? otherLeap : (above[other] as number);
  }
  return one;
}
