import type { Propagation } from './propagation.ts';
import type { Requirements } from './requirements.ts';

/** The requirements that a graph was laid out from, group by group; needs for one child alone come after the others. */
export function requirementsOf({ start: first, entry, slack, parent: ownerOf }: Propagation): Requirements {
  const nodes = first.length - 1;
  const stated = slack.length;
  const plain = entry.reduce((sum, up) => sum + (up >= 0 ? 1 : 0), 0);
  const parent = new Int32Array(stated + plain);
  parent.set(ownerOf);
  const threshold = new Int32Array(stated + plain).fill(1, stated);
  const start = new Int32Array(stated + plain + 1);
  for (let at = 0; at < entry.length; at += 1) {
    const up = entry[at] as number;
    if (up < 0) start[~up + 1] = (start[~up + 1] as number) + 1;
  }
  for (let group = 0; group < stated; group += 1) {
    threshold[group] = (start[group + 1] as number) - (slack[group] as number);
    start[group + 1] = (start[group + 1] as number) + (start[group] as number);
  }
  const next = start.slice(0, stated);
  const child = new Int32Array(entry.length);
  let place = start[stated] as number;
  let group = stated;
  for (let node = 0; node < nodes; node += 1) {
    for (let at = first[node] as number; at < (first[node + 1] as number); at += 1) {
      const up = entry[at] as number;
      if (up < 0) {
        child[next[~up] as number] = node;
        next[~up] = (next[~up] as number) + 1;
        continue;
      }
      parent[group] = up;
      child[place++] = node;
      start[++group] = place;
    }
  }
  return { nodes, parent, threshold, start, child };
}
