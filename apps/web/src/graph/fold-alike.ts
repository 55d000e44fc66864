import type { Graph, GraphNode } from './graph-levels.ts';

export interface FoldedNode extends GraphNode {
  /** How many nodes of the graph it stands for. */
  readonly count: number;
}
export interface FoldedGraph {
  readonly nodes: FoldedNode[];
  readonly links: [number, number][];
}

/** What is the same to people: a service, product, system or function of one name, whoever's it is. The code before or behind it says whose. */
export function commonName({ kind, name }: Pick<GraphNode, 'kind' | 'name'>): string {
  if (kind === 'function') return name.replace(/^\S*\d\S*\s+/, '');
  if (kind === 'asset') return name.split(' · ').slice(1).join(' · ') || name;
  return kind === 'arrangement' ? '' : name;
}

/** One node for all of one kind and name; the asked function stays alone. Links between them are kept once. */
export function foldAlike(graph: Pick<Graph, 'nodes' | 'links'>): FoldedGraph {
  const places = new Map<string, number>();
  const nodes: FoldedNode[] = [];
  const placeOf = graph.nodes.map((node) => {
    const name = commonName(node);
    const key = node.asked ? 'asked' : `${node.kind}\n${name}`;
    const known = places.get(key);
    if (known === undefined) {
      places.set(key, nodes.length);
      nodes.push({ ...node, name: node.asked ? node.name : name, count: 1 });
      return nodes.length - 1;
    }
    const folded = nodes[known] as FoldedNode;
    nodes[known] = {
      ...folded,
      count: folded.count + 1,
      institution: folded.institution === node.institution ? folded.institution : null,
      withdrawn: folded.withdrawn && node.withdrawn,
      verdict: folded.verdict === node.verdict ? node.verdict : mixed(folded.verdict, node.verdict),
    };
    return known;
  });
  const seen = new Set<number>();
  const links: [number, number][] = [];
  for (const [from, to] of graph.links) {
    const [a, b] = [placeOf[from] as number, placeOf[to] as number];
    const key = a * nodes.length + b;
    if (a === b || seen.has(key)) continue;
    seen.add(key);
    links.push([a, b]);
  }
  return { nodes, links };
}

/** Of nodes that fare differently not all fall for certain: some may. */
function mixed(...verdicts: readonly GraphNode['verdict'][]): GraphNode['verdict'] {
  return verdicts.every((verdict) => verdict === 'stands') ? 'stands' : 'possible';
}
