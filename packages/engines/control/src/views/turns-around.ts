import type { Groups } from '../graph/group-by.ts';
import type { ControlPolicy } from '../policy.ts';
import type { Ancestors } from './solve-ancestors.ts';
import type { Bounds } from '@underpin/model';

/** A small graph with its strongly connected components. */
export interface Cycles {
  readonly above: Ancestors;
  readonly into: Groups;
  readonly of: Int32Array;
  readonly members: Groups;
}

/**
 * The part of a node that it owns of itself through its cycle, each turn once: r = Y_ii / (1 + Y_ii). Only its own
 * component can matter. In a component of more than `policy.exactCycle` nodes only bounds are given: at least 0, at most
 * what members of the component hold of the node.
 */
export function turnsAround(cycles: Cycles, node: number, share: Float64Array, policy: ControlPolicy): Bounds {
  const { above, into, of, members } = cycles;
  const component = of[node] as number;
  const from = members.start[component] as number;
  const to = members.start[component + 1] as number;
  if (to - from > policy.exactCycle) {
    let inside = 0;
    for (let place = into.start[node] as number; place < (into.start[node + 1] as number); place += 1) {
      const at = into.row[place] as number;
      if (of[above.tail[at] as number] === component) inside += share[at] as number;
    }
    return { atLeast: 0, atMost: Math.min(1, inside) };
  }
  // v_j = part of j that ends at the node, with v = 1 held at the node itself.
  const value = new Map<number, number>([[node, 1]]);
  let change = 1;
  for (let sweep = 0; change > policy.solveTolerance && sweep < policy.maxSweeps; sweep += 1) {
    change = 0;
    for (let place = from; place < to; place += 1) {
      const member = members.row[place] as number;
      if (member === node) continue;
      const next = Math.min(1, partOf(member));
      change = Math.max(change, Math.abs(next - (value.get(member) ?? 0)));
      value.set(member, next);
    }
  }
  const part = Math.min(1, partOf(node));
  return change > policy.solveTolerance ? { atLeast: part, atMost: 1 } : { atLeast: part, atMost: part };

  function partOf(entity: number): number {
    let sum = 0;
    for (let place = into.start[entity] as number; place < (into.start[entity + 1] as number); place += 1) {
      const at = into.row[place] as number;
      sum += (value.get(above.tail[at] as number) ?? 0) * (share[at] as number);
    }
    return sum;
  }
}
