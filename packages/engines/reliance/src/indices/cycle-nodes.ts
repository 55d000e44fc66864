import type { Propagation } from './propagation.ts';

/** Marks the nodes that can lead back to themselves (Tarjan's strongly connected components, without recursion). */
export function cycleNodes({ start, entry, parent }: Propagation): Uint8Array {
  const nodes = start.length - 1;
  const onCycle = new Uint8Array(nodes);
  const index = new Int32Array(nodes);
  const low = new Int32Array(nodes);
  const next = start.slice(0, nodes);
  const stack = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const onStack = new Uint8Array(nodes);
  let [count, height] = [0, 0];
  for (let from = 0; from < nodes; from += 1) {
    if (index[from] !== 0) continue;
    let length = 0;
    path[length++] = from;
    while (length > 0) {
      const node = path[length - 1] as number;
      if (index[node] === 0) {
        index[node] = low[node] = count += 1;
        stack[height++] = node;
        onStack[node] = 1;
      }
      const at = next[node] as number;
      if (at < (start[node + 1] as number)) {
        next[node] = at + 1;
        const one = entry[at] as number;
        const up = one >= 0 ? one : (parent[~one] as number);
        if (up === node) onCycle[node] = 1;
        if (index[up] === 0) path[length++] = up;
        else if (onStack[up] === 1) low[node] = Math.min(low[node] as number, index[up] as number);
        continue;
      }
      length -= 1;
      if (length > 0) {
        const before = path[length - 1] as number;
        low[before] = Math.min(low[before] as number, low[node] as number);
      }
      if (low[node] !== index[node]) continue;
      const alone = stack[height - 1] === node;
      let member = -1;
      while (member !== node) {
        member = stack[--height] as number;
        onStack[member] = 0;
        if (!alone) onCycle[member] = 1;
      }
    }
  }
  return onCycle;
}
