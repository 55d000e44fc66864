import type { Bdd } from './bdd.ts';
import type { Families } from './families.ts';
import { roomFor } from './node-table.ts';
import { reachable } from './reachable.ts';
import { PairCache } from './pair-cache.ts';

/** Pairs that the work starts with room for: growing from less costs more than the room. */
const mostRoom = 131_072;

/**
 * The minimal sets that make a monotone function true, from its decision diagram (Rauzy 1993): with event x on top,
 * those that need no x are the ones of the low branch; of the high branch those that the low branch does not hold for yet.
 */
export function minimalSolutions(bdd: Bdd, root: number, families: Families): number {
  const { level, low, high } = bdd.table;
  const solved = new Int32Array(root + 1);
  solved[1] = 1;
  const nodes = reachable(bdd.table, root);
  const kept = new PairCache(roomFor(nodes.length * 2, mostRoom));
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const above = without(solved[high[node]!]!, low[node]!);
    solved[node] = families.node(level[node]!, solved[low[node]!]!, above);
  }
  return solved[root]!;

  /** Sets of the family for which the function is false. */
  function without(family: number, fun: number): number {
    if (fun === 0 || family === 0) return family;
    if (fun === 1) return 0;
    if (family === 1) return 1;
    const known = kept.get(family, fun);
    if (known >= 0) return known;
    const sets = families.table;
    const here = sets.level[family]!;
    const lowSets = sets.low[family]!;
    const highSets = sets.high[family]!;
    let result: number;
    if (here > level[fun]!) result = without(family, low[fun]!);
    else if (here < level[fun]!) result = families.node(here, without(lowSets, fun), without(highSets, fun));
    else result = families.node(here, without(lowSets, low[fun]!), without(highSets, high[fun]!));
    kept.set(family, fun, result);
    return result;
  }
}
