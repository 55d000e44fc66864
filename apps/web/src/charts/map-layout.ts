export interface MapNode {
  readonly id: string;
  readonly asked: boolean;
}
export interface MapLink {
  readonly owner: string;
  readonly owned: string;
}
export interface PlacedMap {
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly width: number;
  readonly height: number;
}

export const boxWidth = 176;
export const boxHeight = 50;
const gapX = 26;
const gapY = 62;
const sweeps = 6;

/**
 * Places owners above what they own: each on the level of its shortest way from the one asked about, up or down; inside a level by the middle
 * of its neighbours. Cycles are drawn as they are. A level too long for `widest` boxes is broken into rows.
 */
export function mapLayout(nodes: readonly MapNode[], links: readonly MapLink[], widest = 6): PlacedMap {
  const level = levelsOf(nodes, links);
  const rows = new Map<number, string[]>();
  for (const { id } of nodes) rows.set(level.get(id) ?? 0, [...(rows.get(level.get(id) ?? 0) ?? []), id]);
  const order = [...rows.keys()].toSorted((a, b) => a - b);
  const rank = new Map<string, number>();
  const settle = (members: readonly string[]): void =>
    members.forEach((id, at) => rank.set(id, at - (members.length - 1) / 2));
  for (const at of order) settle(rows.get(at) ?? []);
  const near = new Map(nodes.map(({ id }): [string, string[]] => [id, []]));
  for (const { owner, owned } of links) {
    near.get(owner)?.push(owned);
    near.get(owned)?.push(owner);
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const at of sweep % 2 === 0 ? order : order.toReversed()) {
      const pull = (id: string): number => {
        const others = (near.get(id) ?? []).filter((other) => level.get(other) !== at);
        if (others.length === 0) return rank.get(id) ?? 0;
        return others.reduce((sum, other) => sum + (rank.get(other) ?? 0), 0) / others.length;
      };
      const members = (rows.get(at) ?? []).map((id) => ({ id, pull: pull(id) })).toSorted((a, b) => a.pull - b.pull);
      rows.set(
        at,
        members.map(({ id }) => id),
      );
      settle(rows.get(at) ?? []);
    }
  }
  const lines = order.flatMap((at) => {
    const members = rows.get(at) ?? [];
    return Array.from({ length: Math.ceil(members.length / widest) }, (_, line) =>
      members.slice(line * widest, (line + 1) * widest),
    );
  });
  const most = Math.max(1, ...lines.map((line) => line.length));
  const width = most * boxWidth + (most - 1) * gapX;
  const at = new Map<string, { x: number; y: number }>();
  lines.forEach((line, row) => {
    const used = line.length * boxWidth + (line.length - 1) * gapX;
    line.forEach((id, place) =>
      at.set(id, { x: (width - used) / 2 + place * (boxWidth + gapX), y: row * (boxHeight + gapY) }),
    );
  });
  return { at, width, height: lines.length * boxHeight + (lines.length - 1) * gapY };
}

function levelsOf(nodes: readonly MapNode[], links: readonly MapLink[]): ReadonlyMap<string, number> {
  const asked = nodes.find((node) => node.asked)?.id ?? nodes[0]?.id ?? '';
  const level = new Map([[asked, 0]]);
  const spread = (step: (link: MapLink, from: string) => [string, number] | null): void => {
    for (let front = [...level.keys()]; front.length > 0;) {
      const next: string[] = [];
      for (const from of front)
        for (const link of links) {
          const found = step(link, from);
          if (found === null || level.has(found[0])) continue;
          level.set(found[0], (level.get(from) ?? 0) + found[1]);
          next.push(found[0]);
        }
      front = next;
    }
  };
  spread(({ owner, owned }, from) => (owned === from ? [owner, -1] : null));
  spread(({ owner, owned }, from) => (owner === from ? [owned, 1] : null));
  spread(({ owner, owned }, from) => (owned === from ? [owner, -1] : null));
  return level;
}
