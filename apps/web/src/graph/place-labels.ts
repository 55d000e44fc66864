/** A node that has a name, where it is on the screen, in pixels. */
export interface LabelWanted {
  readonly x: number;
  readonly y: number;
  /** Of the node's circle. */
  readonly radius: number;
  /** Of its name as it is drawn. */
  readonly width: number;
  /** The chosen, the pointed at, where the question starts: these are shown wherever there is room. */
  readonly always: boolean;
  /** Among the others the larger comes first. */
  readonly weight: number;
}

export interface LabelPlaced {
  /** Place in the list that was given. */
  readonly of: number;
  /** Left and upper edge. */
  readonly left: number;
  readonly top: number;
}

export interface LabelRoom {
  readonly width: number;
  readonly height: number;
  /** Of every label. */
  readonly lineHeight: number;
  /** Labels at most, so that a picture of thousands stays a picture. */
  readonly most: number;
}

const gap = 3;
const cell = 64;

/**
 * Chooses the labels that are shown so that no two overlap: first those that always are, then by weight, ties in the order given. A label stands
 * right of its node, else left of it; one that is always shown moves down line by line until it is free. Nodes out of sight have none.
 *
 * Cost: sorting, and the labels in the same cells of a grid for each.
 */
export function placeLabels(
  wanted: readonly LabelWanted[],
  { width, height, lineHeight, most }: LabelRoom,
): LabelPlaced[] {
  const placed: LabelPlaced[] = [];
  const columns = Math.ceil(width / cell) + 2;
  const taken = new Map<number, number[]>();
  const cellsOf = (left: number, top: number, wide: number): number[] => {
    const cells: number[] = [];
    for (let row = Math.floor(top / cell); row <= Math.floor((top + lineHeight) / cell); row += 1)
      for (let column = Math.floor(left / cell); column <= Math.floor((left + wide) / cell); column += 1)
        cells.push(row * columns + column);
    return cells;
  };
  const free = (left: number, top: number, wide: number): boolean =>
    cellsOf(left, top, wide).every((at) =>
      (taken.get(at) ?? []).every((one) => {
        const other = placed[one] as LabelPlaced;
        const otherWide = (wanted[other.of] as LabelWanted).width;
        return (
          left >= other.left + otherWide ||
          left + wide <= other.left ||
          top >= other.top + lineHeight ||
          top + lineHeight <= other.top
        );
      }),
    );
  const take = (of: number, left: number, top: number): void => {
    for (const at of cellsOf(left, top, (wanted[of] as LabelWanted).width)) {
      const known = taken.get(at);
      if (known === undefined) taken.set(at, [placed.length]);
      else known.push(placed.length);
    }
    placed.push({ of, left, top });
  };
  const inSight = wanted
    .map((one, of) => ({ one, of }))
    .filter(({ one: { x, y } }) => x >= 0 && y >= 0 && x <= width && y <= height)
    .sort((a, b) => Number(b.one.always) - Number(a.one.always) || b.one.weight - a.one.weight || a.of - b.of);
  for (const { one, of } of inSight) {
    if (placed.length >= most && !one.always) break;
    const { x, y, radius, width: wide } = one;
    const sides = [x + radius + gap, x - radius - gap - wide];
    const within = (left: number): boolean => left >= 0 && left + wide <= width;
    const fits = sides.filter(within);
    const top = y - lineHeight / 2;
    if (!one.always) {
      const left = (fits.length > 0 ? fits : sides.slice(0, 1)).find((side) => free(side, top, wide));
      if (left !== undefined) take(of, left, top);
      continue;
    }
    let at: { left: number; top: number } | undefined;
    for (let line = 0; at === undefined; line += 1) {
      const left = (fits.length > 0 ? fits : sides).find((side) => free(side, top + line * lineHeight, wide));
      if (left !== undefined) at = { left, top: top + line * lineHeight };
    }
    take(of, at.left, at.top);
  }
  return placed;
}
