import type { AnswerOf } from '../api/ask.ts';

export type Graph = AnswerOf<'getGraph'>;
export type GraphNode = Graph['nodes'][number];

/** From what is withdrawn to what falls. */
export const levelKinds = [
  ['country'],
  ['group'],
  ['provider'],
  ['arrangement', 'product'],
  ['service use', 'asset'],
  ['system'],
  ['function'],
] as const;
export const levelCount = levelKinds.length;
const levelOfKind: ReadonlyMap<string, number> = new Map(
  levelKinds.flatMap((kinds, level) => kinds.map((kind): [string, number] => [kind, level])),
);

export function levelOf(kind: string): number {
  return levelOfKind.get(kind) ?? levelCount - 1;
}

/** The part of a graph on the levels from `first` on. Places of links are those of the part. */
export function levelsFrom(graph: Graph, first: number): Pick<Graph, 'nodes' | 'links'> {
  if (first === 0) return graph;
  const place = new Map<number, number>();
  const nodes = graph.nodes.filter((node, at) => {
    if (levelOf(node.kind) < first) return false;
    place.set(at, place.size);
    return true;
  });
  const links = graph.links.flatMap(([from, to]): [number, number][] => {
    const [a, b] = [place.get(from), place.get(to)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  return { nodes, links };
}

/** Nodes on some path through one: all that it stands on, and all that it carries. */
export function touching({ nodes, links }: Pick<Graph, 'nodes' | 'links'>, chosen: number): ReadonlySet<number> {
  const found = new Set([chosen]);
  for (const [near, far] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const next = nodes.map((): number[] => []);
    for (const link of links) next[link[near]]?.push(link[far]);
    const seen = new Set([chosen]);
    const queue = [chosen];
    for (let at = 0; at < queue.length; at += 1)
      for (const one of next[queue[at] as number] ?? [])
        if (!seen.has(one)) {
          seen.add(one);
          found.add(one);
          queue.push(one);
        }
  }
  return found;
}
