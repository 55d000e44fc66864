/** Kinds of nodes, from what is withdrawn to what falls. */
export const nodeKinds = [
  'country',
  'group',
  'provider',
  'product',
  'arrangement',
  'delivery',
  'service use',
  'stated service',
  'asset',
  'system',
  'function',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** Numbers of nodes: each kind holds one range, and inside it nodes keep the order of their rows. */
export interface NodeSpace {
  readonly count: number;
  readonly first: Readonly<Record<NodeKind, number>>;
  readonly counts: Readonly<Record<NodeKind, number>>;
}

export function nodeSpace(counts: Readonly<Record<NodeKind, number>>): NodeSpace {
  const first = {} as Record<NodeKind, number>;
  let count = 0;
  for (const kind of nodeKinds) {
    first[kind] = count;
    count += counts[kind];
  }
  return { count, first, counts };
}

/** The kind of a node and its row among that kind. Throws `RangeError` for a number that is no node. */
export function nodeOf(space: NodeSpace, node: number): { kind: NodeKind; index: number } {
  for (const kind of nodeKinds) {
    const index = node - space.first[kind];
    if (index >= 0 && index < space.counts[kind]) return { kind, index };
  }
  throw new RangeError(`Cannot name node ${node}: the graph has nodes 0 to ${space.count - 1}`);
}
