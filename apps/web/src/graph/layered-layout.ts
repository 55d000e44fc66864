export interface LayoutInput {
  /** Level of each node, 0 first. */
  readonly level: ArrayLike<number>;
  /** Pairs of nodes: what is stood on, what stands on it. */
  readonly links: readonly (readonly [number, number])[];
}

export interface LayoutOutput {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const sweeps = 8;
const levelGap = 100;
const columnHeight = 48;
const columnGap = 12;

/**
 * Places nodes level by level from left to right. Inside a level nodes are ordered by the middle of their neighbours (some sweeps to and
 * fro), so that links cross little; a level of very many is folded into several columns, so that it stays readable.
 */
export function layeredLayout({ level, links }: LayoutInput): LayoutOutput {
  const count = level.length;
  const levels: number[][] = [];
  for (let node = 0; node < count; node += 1) (levels[level[node] as number] ??= []).push(node);
  const below = neighbours(count, links, 1);
  const above = neighbours(count, links, 0);
  const rank = new Float64Array(count);
  for (const members of levels) members?.forEach((node, at) => (rank[node] = (at + 0.5) / members.length));
  const order = [...levels.keys()].filter((at) => levels[at] !== undefined);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const near = sweep % 2 === 0 ? below : above;
    for (const at of sweep % 2 === 0 ? order : order.toReversed()) {
      const members = levels[at] as number[];
      const pull = new Map(members.map((node) => [node, middle(near, node, rank)]));
      members.sort((a, b) => (pull.get(a) as number) - (pull.get(b) as number) || a - b);
      members.forEach((node, place) => (rank[node] = (place + 0.5) / members.length));
    }
  }
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const tallest = Math.max(
    columnHeight,
    Math.ceil(Math.sqrt(Math.max(0, ...order.map((at) => (levels[at] as number[]).length)) * 3)),
  );
  let left = 0;
  for (const at of order) {
    const members = levels[at] as number[];
    const columns = Math.ceil(members.length / tallest);
    const rows = Math.ceil(members.length / columns);
    members.forEach((node, place) => {
      // Down the rows first, so that neighbours in the order stay neighbours in the picture.
      const row = Math.floor(place / columns);
      x[node] = left + (place % columns) * columnGap;
      y[node] = ((row + 0.5) / rows - 0.5) * tallest * 8 * Math.min(1, Math.max(0.35, rows / tallest));
    });
    left += levelGap + (columns - 1) * columnGap;
  }
  return { x, y };
}

interface Near {
  readonly start: Int32Array;
  readonly other: Int32Array;
}

/** Neighbours of each node on one side: at `end` 1 what it stands on, at 0 what stands on it. */
function neighbours(count: number, links: LayoutInput['links'], end: 0 | 1): Near {
  const start = new Int32Array(count + 1);
  for (const link of links) start[link[end] + 1] = (start[link[end] + 1] as number) + 1;
  for (let node = 0; node < count; node += 1) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const next = start.slice();
  const other = new Int32Array(links.length);
  for (const link of links) {
    const place = next[link[end]] as number;
    other[place] = link[end === 1 ? 0 : 1];
    next[link[end]] = place + 1;
  }
  return { start, other };
}

function middle({ start, other }: Near, node: number, rank: Float64Array): number {
  const [from, to] = [start[node] as number, start[node + 1] as number];
  if (from === to) return rank[node] as number;
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += rank[other[at] as number] as number;
  return sum / (to - from);
}
