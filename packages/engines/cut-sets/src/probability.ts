import { reachable } from './reachable.ts';
import type { NodeTable } from './node-table.ts';

/** Probability that the function of `root` is true, by Shannon's expansion: exact for independent events. `of[level]` is each event's own. */
export function probability(table: NodeTable, root: number, of: Float64Array): number {
  const chance = new Float64Array(Math.max(2, root + 1));
  chance[1] = 1;
  const nodes = reachable(table, root);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const own = of[table.level[node]!]!;
    chance[node] = own * chance[table.high[node]!]! + (1 - own) * chance[table.low[node]!]!;
  }
  return chance[root]!;
}
