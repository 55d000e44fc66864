import type { Propagation } from './propagation.ts';
import { usefulNodes } from './shortened.ts';

/**
 * The same graph without what cannot matter when nodes `from` up to, not including, `to` are withdrawn and only targets
 * are asked about: children that cannot fall then, and parents from which no target can be reached.
 */
export function narrowed(graph: Propagation, from: number, to: number, isTarget: Uint8Array): Propagation {
  const { start, entry, slack, parent } = graph;
  const nodes = start.length - 1;
  const useful = usefulNodes(graph, (node) => isTarget[node] === 1);
  const reached = new Uint8Array(nodes).fill(1, from, to);
  const open = new Int32Array(nodes);
  let height = 0;
  for (let node = from; node < to; node += 1) open[height++] = node;
  const upOf = (one: number) => (one >= 0 ? one : (parent[~one] as number));
  while (height > 0) {
    const node = open[--height] as number;
    for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
      const up = upOf(entry[at] as number);
      if (reached[up] === 1) continue;
      reached[up] = 1;
      open[height++] = up;
    }
  }
  const keptStart = new Int32Array(nodes + 1);
  const kept = new Int32Array(entry.length);
  let count = 0;
  for (let node = 0; node < nodes; node += 1) {
    if (reached[node] === 1) {
      for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
        if (useful[upOf(entry[at] as number)] === 1) kept[count++] = entry[at] as number;
      }
    }
    keptStart[node + 1] = count;
  }
  return { start: keptStart, entry: kept.slice(0, count), slack, parent };
}
