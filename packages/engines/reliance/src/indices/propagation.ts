import type { EdgeList } from './edge-list.ts';

/** Where typed arrays get their memory: a SharedArrayBuffer lets workers read the same graph. */
export type Allocate = (bytes: number) => ArrayBufferLike;

export const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes);

/**
 * The graph the way withdrawal walks it: from a child to what needs it. The entries of child c are
 * `entry[start[c]]` to `entry[start[c + 1] - 1]`; an entry >= 0 is a parent that falls with c, an entry < 0 is
 * `~group` of a requirement group that can lose `slack[group]` children before its `parent[group]` falls.
 */
export interface Propagation {
  readonly start: Int32Array;
  readonly entry: Int32Array;
  readonly slack: Int32Array;
  readonly parent: Int32Array;
}

/** Collects requirement groups that have a margin; those without one are plain edges. */
export class GroupList {
  readonly slack: number[] = [];
  readonly parent: number[] = [];

  add(parent: number, slack: number): number {
    this.slack.push(slack);
    this.parent.push(parent);
    return this.slack.length - 1;
  }
}

/** Lays edges out by child. Cost: two passes over the edges. */
export function layOut(
  nodes: number,
  lists: readonly EdgeList[],
  groups: GroupList,
  allocate: Allocate = ownMemory,
): Propagation {
  const edges = lists.reduce((sum, list) => sum + list.count, 0);
  const start = int32(allocate, nodes + 1);
  for (const { child, count } of lists) {
    for (let edge = 0; edge < count; edge += 1) {
      const at = (child[edge] as number) + 1;
      start[at] = (start[at] as number) + 1;
    }
  }
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const next = start.slice(0, nodes);
  const entry = int32(allocate, edges);
  for (const list of lists) {
    for (let edge = 0; edge < list.count; edge += 1) {
      const child = list.child[edge] as number;
      const place = next[child] as number;
      entry[place] = list.entry[edge] as number;
      next[child] = place + 1;
    }
  }
  return { start, entry, slack: filled(allocate, groups.slack), parent: filled(allocate, groups.parent) };
}

/** `length` numbers in the memory given. */
export function int32(allocate: Allocate, length: number): Int32Array {
  return new Int32Array(allocate(length * 4), 0, length);
}

function filled(allocate: Allocate, values: readonly number[]): Int32Array {
  const array = int32(allocate, values.length);
  array.set(values);
  return array;
}
