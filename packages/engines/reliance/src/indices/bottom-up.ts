import type { Requirements } from './requirements.ts';

/** An order in which children come before their parents, except on cycles, whose members are marked. */
export interface BottomUp {
  readonly order: Int32Array;
  /** Per node: 1 when it can lead back to itself; null when no node can. */
  readonly onCycle: Uint8Array | null;
}

/** Orders nodes that have at most one group each (Tarjan's strongly connected components, without recursion). */
export function bottomUp({ nodes, start, child }: Requirements, groupOf: Int32Array): BottomUp {
  const onCycle = new Uint8Array(nodes);
  const order = new Int32Array(nodes);
  const index = new Int32Array(nodes);
  const low = new Int32Array(nodes);
  const next = new Int32Array(nodes);
  const stack = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const onStack = new Uint8Array(nodes);
  let [count, height, placed, cyclic] = [0, 0, 0, false];
  for (let from = 0; from < nodes; from += 1) {
    if (index[from] !== 0) continue;
    let length = 0;
    path[length++] = from;
    while (length > 0) {
      const node = path[length - 1] as number;
      const group = groupOf[node] as number;
      if (index[node] === 0) {
        index[node] = low[node] = count += 1;
        stack[height++] = node;
        onStack[node] = 1;
        next[node] = group < 0 ? 0 : (start[group] as number);
      }
      const at = next[node] as number;
      if (group >= 0 && at < (start[group + 1] as number)) {
        next[node] = at + 1;
        const one = child[at] as number;
        if (one === node) onCycle[node] = 1;
        if (index[one] === 0) path[length++] = one;
        else if (onStack[one] === 1) low[node] = Math.min(low[node] as number, index[one] as number);
        continue;
      }
      length -= 1;
      if (length > 0) {
        const before = path[length - 1] as number;
        low[before] = Math.min(low[before] as number, low[node] as number);
      }
      if (low[node] !== index[node]) continue;
      const alone = stack[height - 1] === node;
      if (!alone || onCycle[node] === 1) cyclic = true;
      let member = -1;
      while (member !== node) {
        member = stack[--height] as number;
        onStack[member] = 0;
        order[placed++] = member;
        if (!alone) onCycle[member] = 1;
      }
    }
  }
  return { order, onCycle: cyclic ? onCycle : null };
}
