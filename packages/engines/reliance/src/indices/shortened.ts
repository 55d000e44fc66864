import type { NodeSpace } from './node-space.ts';
import type { Allocate, Propagation } from './propagation.ts';
import { int32, ownMemory } from './propagation.ts';

/**
 * The same graph, shortened for asking many single withdrawals of parties, products and countries: only ways that end
 * in a target function are kept, and a node that merely passes a fall on to one other is stepped over. A node that
 * passes it on to a requirement group is only stepped over when a single child leads to it, so that no child of a
 * group counts twice. What falls among the targets is unchanged.
 */
export function shortened(
  graph: Propagation,
  space: NodeSpace,
  isTarget: Uint8Array,
  allocate: Allocate = ownMemory,
): Propagation {
  const { start, entry, parent } = graph;
  const nodes = space.count;
  const firstFunction = space.first.function;
  const [fromArrangement, toArrangement] = [space.first.arrangement, space.first.delivery];
  const target = (node: number) => node >= firstFunction && isTarget[node - firstFunction] === 1;
  const useful = usefulNodes(graph, target);

  const passesOn = new Uint8Array(nodes);
  const single = new Int32Array(nodes);
  const into = new Uint8Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    if (useful[node] === 0) continue;
    const counts = node < fromArrangement || node >= toArrangement;
    const end = start[node + 1] as number;
    let ways = 0;
    for (let at = start[node] as number; at < end; at += 1) {
      const one = entry[at] as number;
      const up = one >= 0 ? one : (parent[~one] as number);
      if (useful[up] === 0) continue;
      ways += 1;
      single[node] = one;
      if (counts && into[up] !== 2) into[up] = (into[up] as number) + 1;
    }
    if (ways === 1 && !target(node)) passesOn[node] = 1;
  }
  const stepped = (from: number) => {
    let one = from;
    let shared = false;
    while (one >= 0 && passesOn[one] === 1) {
      if (into[one] === 2) shared = true;
      const next = single[one] as number;
      if (next < 0 && shared) break;
      one = next;
    }
    return one;
  };

  const kept = new Int32Array(entry.length);
  const keptStart = int32(allocate, nodes + 1);
  const lastSeen = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let node = 0; node < nodes; node += 1) {
    keptStart[node] = count;
    if (useful[node] === 0 || (node >= fromArrangement && node < toArrangement)) continue;
    for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
      const first = entry[at] as number;
      if (useful[first >= 0 ? first : (parent[~first] as number)] === 0) continue;
      const one = stepped(first);
      if (one >= 0) {
        if (lastSeen[one] === node) continue;
        lastSeen[one] = node;
      }
      kept[count++] = one;
    }
  }
  keptStart[nodes] = count;
  const keptEntry = int32(allocate, count);
  keptEntry.set(kept.subarray(0, count));
  return { start: keptStart, entry: keptEntry, slack: graph.slack, parent };
}

/** Marks the nodes from which a target can be reached. Most nodes come before their parents, so that few passes are enough. */
export function usefulNodes({ start, entry, parent }: Propagation, target: (node: number) => boolean): Uint8Array {
  const nodes = start.length - 1;
  const useful = new Uint8Array(nodes);
  for (let node = 0; node < nodes; node += 1) if (target(node)) useful[node] = 1;
  for (let again = true; again;) {
    let [grew, looksBack] = [false, false];
    for (let node = nodes - 1; node >= 0; node -= 1) {
      if (useful[node] === 1) continue;
      const end = start[node + 1] as number;
      for (let at = start[node] as number; at < end; at += 1) {
        const one = entry[at] as number;
        const up = one >= 0 ? one : (parent[~one] as number);
        if (useful[up] === 1) {
          useful[node] = 1;
          grew = true;
          break;
        }
        if (up <= node) looksBack = true;
      }
    }
    again = grew && looksBack;
  }
  return useful;
}
