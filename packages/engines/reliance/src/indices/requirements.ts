/**
 * Requirements of any nodes 0 to `nodes - 1`, in columns: of the children `child[start[g]]` to `child[start[g + 1] - 1]`
 * of group g at least `threshold[g]` must stand for `parent[g]` to stand. A node with several groups needs each of them.
 */
export interface Requirements {
  readonly nodes: number;
  readonly parent: Int32Array;
  /** More than the children means all of them; 0 and less ask for nothing. */
  readonly threshold: Int32Array;
  readonly start: Int32Array;
  /** A child once in a group: a second mention counts as a second child. */
  readonly child: Int32Array;
}

/** Throws `RangeError` for a node that does not exist. */
export function checkNodes({ nodes, parent, child }: Requirements): void {
  const strangeChild = firstOutside(child, nodes);
  if (strangeChild >= 0) throw new RangeError(`Cannot require node ${child[strangeChild]}: no such node`);
  const strange = firstOutside(parent, nodes);
  if (strange >= 0) throw new RangeError(`Cannot give node ${parent[strange]} a requirement: no such node`);
}

function firstOutside(nodes: Int32Array, end: number): number {
  for (let at = 0; at < nodes.length; at += 1) if ((nodes[at] as number) >>> 0 >= end) return at;
  return -1;
}
