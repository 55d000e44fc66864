import type { NodeTable } from './node-table.ts';
import { reachable } from './reachable.ts';

/** How many sets of each size: `counts[n]` sets have n elements. */
export type Counts = readonly bigint[];

/**
 * Sets of a family by size, where the element of level l is itself a choice of `of[l]` (one event: [0, 1]; a module:
 * its own counts). Sizes above `maxOrder` are left out. In 32 bits while all fit
 * (no number on the heap, which a short run would spend its time on), else in doubles below 2^53, else in BigInt.
 */
export function countByOrder(table: NodeTable, root: number, of: readonly Counts[], maxOrder: number): Counts {
  if (root === 0) return [];
  const nodes = reachable(table, root);
  const degree = new Int32Array(root + 1);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const own = of[table.level[node]!]!.length - 1;
    degree[node] = Math.min(maxOrder, Math.max(degree[table.low[node]!]!, degree[table.high[node]!]! + own));
  }
  return (
    inNumbers(Int32Array, 0x7fff_ffff, table, root, nodes, degree[root]!, of) ??
    inNumbers(Float64Array, Number.MAX_SAFE_INTEGER, table, root, nodes, degree[root]!, of) ??
    inBigInts(table, root, nodes, degree, of)
  );
}

/**
 * Size after size over all nodes: of the sizes before, only as many are kept as one level's choice can reach back, so
 * that a large family of single events takes two rows of memory and not one for each size.
 * Loops count by index: an iterator makes an object for each step until the loop is compiled.
 */
function inNumbers(
  Row: typeof Int32Array | typeof Float64Array,
  largest: number,
  table: NodeTable,
  root: number,
  nodes: Int32Array,
  degree: number,
  of: readonly Counts[],
): Counts | null {
  if (of.some((counts) => counts.some((count) => count > largest))) return null;
  const factors = of.map((counts) => Row.from(counts.map(Number)));
  const reach = Math.min(degree, Math.max(...factors.map((factor) => factor.length - 1)));
  const kept = Array.from({ length: reach + 1 }, () => new Row(Math.max(2, root + 1)));
  const { level, low, high } = table;
  const counts: bigint[] = [];
  for (let size = 0; size <= degree; size++) {
    const now = kept[size % kept.length]!;
    now[1] = size === 0 ? 1 : 0;
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      const factor = factors[level[node]!]!;
      const above = high[node]!;
      const most = Math.min(size, factor.length - 1);
      let sum = now[low[node]!]!;
      for (let own = 1; own <= most; own++) sum += factor[own]! * kept[(size - own) % kept.length]![above]!;
      if (sum > largest) return null;
      now[node] = sum;
    }
    counts.push(BigInt(now[root]!));
  }
  return counts;
}

function inBigInts(
  table: NodeTable,
  root: number,
  nodes: Int32Array,
  degree: Int32Array,
  of: readonly Counts[],
): Counts {
  const counts: bigint[][] = [[], [1n]];
  for (const node of nodes) {
    const sum = Array.from({ length: degree[node]! + 1 }, () => 0n);
    for (const [n, count] of counts[table.low[node]!]!.entries()) sum[n]! += count;
    for (const [own, choices] of of[table.level[node]!]!.entries()) {
      for (const [n, count] of counts[table.high[node]!]!.entries()) {
        if (n + own < sum.length) sum[n + own]! += choices * count;
      }
    }
    counts[node] = sum;
  }
  return counts[root]!;
}
