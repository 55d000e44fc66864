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

/**
 * Lays requirements out for withdrawals, in two passes over the children. Cycles are allowed. Throws `RangeError` for a
 * node that does not exist.
 *
 * Example: `new Walker(requirementGraph(requirements)).withdraw([hub])` answers how many nodes fall with the hub.
 */
export function requirementGraph(requirements: Requirements, allocate: Allocate = ownMemory): Propagation {
  const { nodes, threshold, start, child } = requirements;
  const groups = requirements.parent.length;
  const parent = int32(allocate, groups);
  parent.set(requirements.parent);
  const slack = int32(allocate, groups);
  const first = int32(allocate, nodes + 1);
  let edges = 0;
  for (let group = 0; group < groups; group += 1) {
    const [from, to] = [start[group] as number, start[group + 1] as number];
    const up = parent[group] as number;
    if (up < 0 || up >= nodes) throw new RangeError(`Cannot give node ${up} a requirement: no such node`);
    slack[group] = to - from - Math.min(threshold[group] as number, to - from);
    if ((threshold[group] as number) <= 0) continue;
    edges += to - from;
    for (let at = from; at < to; at += 1) {
      const one = child[at] as number;
      if (one < 0 || one >= nodes) throw new RangeError(`Cannot require node ${one}: no such node`);
      first[one] = (first[one] as number) + 1;
    }
  }
  let sum = 0;
  for (let node = 0; node <= nodes; node += 1) first[node] = sum += first[node] as number;
  const entry = int32(allocate, edges);
  for (let group = groups - 1; group >= 0; group -= 1) {
    if ((threshold[group] as number) <= 0) continue;
    const one = slack[group] === 0 ? (parent[group] as number) : ~group;
    for (let at = (start[group + 1] as number) - 1; at >= (start[group] as number); at -= 1) {
      const node = child[at] as number;
      const place = (first[node] as number) - 1;
      first[node] = place;
      entry[place] = one;
    }
  }
  return { start: first, entry, slack, parent };
}
