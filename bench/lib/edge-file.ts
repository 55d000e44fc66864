import { writeFileSync } from 'node:fs';
import type { Requirements } from '@underpin/reliance';

/** Writes edges for the peers: three 32-bit numbers (nodes, edges, hub), then all children, then all parents. */
export function writeEdgeFile(path: string, { nodes, parent, start, child }: Requirements, hub: number): void {
  const edges = child.length;
  const numbers = new Int32Array(3 + 2 * edges);
  numbers.set([nodes, edges, hub]);
  numbers.set(child, 3);
  for (let group = 0; group < parent.length; group += 1)
    numbers.fill(
      parent[group] as number,
      3 + edges + (start[group] as number),
      3 + edges + (start[group + 1] as number),
    );
  writeFileSync(path, numbers);
}
