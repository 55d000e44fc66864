import type { Reliance } from '../build-reliance.ts';
import { nodeOf } from '../indices/node-space.ts';
import type { Fall, NamedNode } from './what-if.ts';

/**
 * Why a node falls, as one path from what is withdrawn down to it. Where several causes exist the first in the order of
 * the fall is told; where a requirement group lost its margin, the child that took the last of it.
 *
 * Example: `fallPaths(reliance, 'atMost', answer.atMost)(node)`; the first step is what was withdrawn.
 */
export function fallPaths(reliance: Reliance, bound: 'atLeast' | 'atMost', fall: Fall): (node: number) => NamedNode[] {
  const { space } = reliance.graph;
  const { start, entry, parent } = reliance.graph[bound];
  const order = new Int32Array(space.count).fill(-1);
  fall.fallen.forEach((node, at) => {
    order[node] = at;
  });
  const cause = new Int32Array(space.count).fill(-1);
  for (const child of fall.fallen) {
    for (let at = start[child] as number; at < (start[child + 1] as number); at += 1) {
      const target = entry[at] as number;
      const fallen = target >= 0 ? target : (parent[~target] as number);
      if ((order[fallen] as number) <= (order[child] as number)) continue;
      if (target < 0 || cause[fallen] === -1) cause[fallen] = child;
    }
  }
  const withdrawn = new Set(fall.fallen.subarray(0, fall.rounds[1] ?? fall.fallen.length));
  return (node) => {
    const path: NamedNode[] = [];
    for (let at = node; at >= 0; at = withdrawn.has(at) ? -1 : (cause[at] as number)) {
      path.push({ node: at, ...nodeOf(space, at) });
    }
    return path.reverse();
  };
}
