import type { NodeTable } from './node-table.ts';

/** Inner nodes under `root`, `root` included, each after the nodes that it points to (which were made before it). */
export function reachable(table: NodeTable, root: number): Int32Array {
  const { low, high } = table;
  const marked = new Uint8Array(root + 1);
  marked[root] = 1;
  let count = 0;
  for (let node = root; node > 1; node--) {
    if (marked[node] === 0) continue;
    count++;
    marked[low[node]!] = 1;
    marked[high[node]!] = 1;
  }
  const nodes = new Int32Array(count);
  for (let node = root; node > 1; node--) if (marked[node] === 1) nodes[--count] = node;
  return nodes;
}
