import { stronglyConnected } from './strongly-connected.ts';
import { groupBy } from './group-by.ts';
import type { Groups } from './group-by.ts';
import type { Components } from './strongly-connected.ts';

/**
 * Strongly connected components in topological order, as {@link stronglyConnected} gives them, for graphs in which few
 * nodes are in cycles: nodes that no unvisited arc leads to are peeled off first, and only the rest is searched.
 * `out` groups arcs by their tail; `head` is each arc's end.
 */
export function topologicalComponents(nodeCount: number, out: Groups, head: Int32Array): Components {
  const incoming = new Int32Array(nodeCount);
  for (const node of head) incoming[node] = (incoming[node] as number) + 1;
  const peeled = new Int32Array(nodeCount);
  let size = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    if (incoming[node] !== 0) continue;
    peeled[size] = node;
    size += 1;
  }
  for (let next = 0; next < size; next += 1) {
    const node = peeled[next] as number;
    for (let place = out.start[node] as number; place < (out.start[node + 1] as number); place += 1) {
      const below = head[out.row[place] as number] as number;
      const left = (incoming[below] as number) - 1;
      incoming[below] = left;
      if (left !== 0) continue;
      peeled[size] = below;
      size += 1;
    }
  }
  const of = new Int32Array(nodeCount).fill(-1);
  const rest = restOf(nodeCount, peeled.subarray(0, size), out, head);
  const count = size + rest.components.count;
  for (let place = 0; place < size; place += 1) of[peeled[place] as number] = count - 1 - place;
  rest.nodes.forEach((node, local) => {
    of[node] = rest.components.of[local] as number;
  });
  return { count, of };
}

/** Components of what is not peeled: nodes in cycles and nodes below them. */
function restOf(
  nodeCount: number,
  peeled: Int32Array,
  out: Groups,
  head: Int32Array,
): { nodes: readonly number[]; components: Components } {
  const local = new Int32Array(nodeCount);
  for (const node of peeled) local[node] = -1;
  const nodes: number[] = [];
  for (let node = 0; node < nodeCount; node += 1) {
    if (local[node] === -1) continue;
    local[node] = nodes.length;
    nodes.push(node);
  }
  const tails: number[] = [];
  const heads: number[] = [];
  nodes.forEach((node, number) => {
    for (let place = out.start[node] as number; place < (out.start[node + 1] as number); place += 1) {
      tails.push(number);
      heads.push(local[head[out.row[place] as number] as number] as number);
    }
  });
  const arcs = groupBy(tails, nodes.length);
  return { nodes, components: stronglyConnected(nodes.length, arcs, Int32Array.from(heads)) };
}
