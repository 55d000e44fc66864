export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly layer: number;
}
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}
export interface PlacedNode extends FlowNode {
  readonly value: number;
  readonly y: number;
  readonly height: number;
}
export interface PlacedLink extends FlowLink {
  readonly thickness: number;
  /** Middle of the ribbon at its source and at its target. */
  readonly from: number;
  readonly to: number;
}

const rounds = 6;

/**
 * Places a layered flow from top to bottom: the height of a node is what flows through it, and each layer is ordered so that ribbons
 * cross little (by the weighted middle of its neighbours, some rounds to and fro).
 */
export function flowLayout(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  height: number,
  gap: number,
): { readonly nodes: readonly PlacedNode[]; readonly links: readonly PlacedLink[] } {
  const value = new Map<string, number>();
  for (const { id } of nodes) {
    const sum = (end: 'source' | 'target'): number =>
      links.reduce((total, link) => total + (link[end] === id ? link.value : 0), 0);
    value.set(id, Math.max(sum('source'), sum('target')));
  }
  const valueOf = (id: string): number => value.get(id) ?? 0;
  const layers = [...Map.groupBy(nodes, ({ layer }) => layer)]
    .toSorted(([a], [b]) => a - b)
    .map(([, members]) => members.toSorted((a, b) => valueOf(b.id) - valueOf(a.id)));
  const scale = Math.max(
    0,
    Math.min(
      ...layers.map(
        (members) =>
          (height - gap * (members.length - 1)) /
          Math.max(
            1,
            members.reduce((sum, { id }) => sum + valueOf(id), 0),
          ),
      ),
    ),
  );
  const top = new Map<string, number>();
  const place = (members: readonly FlowNode[]): void => {
    const used = members.reduce((sum, { id }) => sum + valueOf(id) * scale, 0);
    const between = members.length > 1 ? Math.min(gap * 3, (height - used) / (members.length - 1)) : 0;
    let y = (height - used - between * (members.length - 1)) / 2;
    for (const { id } of members) {
      top.set(id, y);
      y += valueOf(id) * scale + between;
    }
  };
  for (const members of layers) place(members);
  const middle = (id: string): number => (top.get(id) ?? 0) + (valueOf(id) * scale) / 2;
  const pull = (id: string): number => {
    let [weight, sum] = [0, 0];
    for (const { source, target, value: flow } of links) {
      const other = source === id ? target : target === id ? source : null;
      if (other === null) continue;
      weight += flow;
      sum += flow * middle(other);
    }
    return weight === 0 ? middle(id) : sum / weight;
  };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? layers.keys() : [...layers.keys()].reverse();
    for (const at of order) {
      const pulls = new Map((layers[at] ?? []).map(({ id }) => [id, pull(id)]));
      layers[at] = (layers[at] ?? []).toSorted((a, b) => (pulls.get(a.id) ?? 0) - (pulls.get(b.id) ?? 0));
      place(layers[at] ?? []);
    }
  }
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  const ends = (id: string, used: Map<string, number>, thickness: number): number => {
    const start = used.get(id) ?? top.get(id) ?? 0;
    used.set(id, start + thickness);
    return start + thickness / 2;
  };
  const byTarget = links.toSorted((a, b) => middle(a.target) - middle(b.target));
  const from = new Map(byTarget.map((link) => [link, ends(link.source, out, link.value * scale)]));
  const bySource = links.toSorted((a, b) => middle(a.source) - middle(b.source));
  const to = new Map(bySource.map((link) => [link, ends(link.target, into, link.value * scale)]));
  return {
    nodes: layers.flat().map((node) => ({
      ...node,
      value: valueOf(node.id),
      y: top.get(node.id) ?? 0,
      height: Math.max(1, valueOf(node.id) * scale),
    })),
    links: links.map((link) => ({
      ...link,
      thickness: Math.max(0.5, link.value * scale),
      from: from.get(link) ?? 0,
      to: to.get(link) ?? 0,
    })),
  };
}
