import type { Reliance } from '../build-reliance.ts';
import { childrenOf } from '../indices/children-of.ts';

/** Part of the graph: nodes, and for each link the place of its ends among them (what is stood on, what stands on it). */
export interface GraphPart {
  readonly nodes: Int32Array;
  readonly links: readonly (readonly [child: number, parent: number])[];
  /** True when there are more nodes than were asked for; the nearest are told. */
  readonly cut: boolean;
}

/**
 * Everything that the given nodes stand on in one bound, the nearest first, at most `limit` nodes.
 *
 * Example: `standsOn(reliance, 'atMost', [node], 10_000).nodes`.
 */
export function standsOn(
  reliance: Reliance,
  bound: 'atLeast' | 'atMost',
  targets: readonly number[],
  limit: number,
): GraphPart {
  const below = childrenOf(reliance.graph[bound]);
  const found = new Set(targets);
  const queue = [...found];
  let cut = false;
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at] as number;
    for (let place = below.start[node] as number; place < (below.start[node + 1] as number); place += 1) {
      const child = below.child[place] as number;
      if (found.has(child)) continue;
      if (found.size >= limit) cut = true;
      else {
        found.add(child);
        queue.push(child);
      }
    }
  }
  return { ...among(reliance, bound, Int32Array.from(queue)), cut };
}

/** The links among nodes in one bound. Example: `among(reliance, 'atMost', answer.atMost.fallen).links`. */
export function among(reliance: Reliance, bound: 'atLeast' | 'atMost', nodes: Int32Array): GraphPart {
  const { start, entry, parent } = reliance.graph[bound];
  const place = new Map(Array.from(nodes, (node, at) => [node, at]));
  const links: [number, number][] = [];
  nodes.forEach((node, at) => {
    const seen = new Set<number>();
    for (let next = start[node] as number; next < (start[node + 1] as number); next += 1) {
      const target = entry[next] as number;
      const above = place.get(target >= 0 ? target : (parent[~target] as number));
      if (above === undefined || seen.has(above)) continue;
      seen.add(above);
      links.push([at, above]);
    }
  });
  return { nodes, links, cut: false };
}
