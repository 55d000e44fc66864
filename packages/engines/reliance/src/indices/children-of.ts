import type { Propagation } from './propagation.ts';

/** What each node stands on: the children of node v are `child[start[v]]` to `child[start[v + 1] - 1]`. */
export interface Children {
  readonly start: Int32Array;
  readonly child: Int32Array;
}

const known = new WeakMap<Propagation, Children>();

/** A graph the other way round, made once per graph, linear in its edges. */
export function childrenOf(graph: Propagation): Children {
  const made = known.get(graph);
  if (made !== undefined) return made;
  const { start: first, entry, parent } = graph;
  const nodes = first.length - 1;
  const above = (at: number): number => {
    const target = entry[at] as number;
    return target >= 0 ? target : (parent[~target] as number);
  };
  const start = new Int32Array(nodes + 1);
  for (let at = 0; at < entry.length; at += 1) start[above(at) + 1] = (start[above(at) + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const next = start.slice(0, nodes);
  const child = new Int32Array(entry.length);
  for (let node = 0; node < nodes; node += 1) {
    for (let at = first[node] as number; at < (first[node + 1] as number); at += 1) {
      const target = above(at);
      child[next[target] as number] = node;
      next[target] = (next[target] as number) + 1;
    }
  }
  const answer = { start, child };
  known.set(graph, answer);
  return answer;
}
