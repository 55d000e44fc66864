import type { Groups } from './group-by.ts';

export interface Components {
  readonly count: number;
  /** Component of each node. An arc between components always leads from a higher number to a lower one. */
  readonly of: Int32Array;
}

/** Strongly connected components (Tarjan, without recursion). `out` groups arcs by their tail, `head` is each arc's end. */
export function stronglyConnected(nodeCount: number, out: Groups, head: Int32Array): Components {
  const index = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const of = new Int32Array(nodeCount).fill(-1);
  const cursor = new Int32Array(nodeCount);
  const open = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  let openCount = 0;
  let visited = 0;
  let count = 0;
  for (let root = 0; root < nodeCount; root += 1) {
    if (index[root] !== -1) continue;
    let depth = 0;
    path[0] = root;
    enter(root);
    while (depth >= 0) {
      const node = path[depth] as number;
      if ((cursor[node] as number) < (out.start[node + 1] as number)) {
        const next = head[out.row[cursor[node] as number] as number] as number;
        cursor[node] = (cursor[node] as number) + 1;
        if (index[next] === -1) {
          depth += 1;
          path[depth] = next;
          enter(next);
        } else if (of[next] === -1) {
          low[node] = Math.min(low[node] as number, index[next] as number);
        }
        continue;
      }
      if (low[node] === index[node]) close(node);
      depth -= 1;
      if (depth >= 0) {
        const above = path[depth] as number;
        low[above] = Math.min(low[above] as number, low[node] as number);
      }
    }
  }
  return { count, of };

  function enter(node: number): void {
    index[node] = visited;
    low[node] = visited;
    visited += 1;
    cursor[node] = out.start[node] as number;
    open[openCount] = node;
    openCount += 1;
  }

  function close(root: number): void {
    for (;;) {
      openCount -= 1;
      const node = open[openCount] as number;
      of[node] = count;
      if (node === root) break;
    }
    count += 1;
  }
}
