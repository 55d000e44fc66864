import type { NodeTable } from './node-table.ts';
import { reachable } from './reachable.ts';

/** How many sets of each size: `counts[n]` sets have n elements. */
export type Counts = readonly bigint[];

/**
 * Sets of a family by size, where the element of level l is itself a choice of `of[l]` (one event: [0, 1]; a module:
 * its own counts). Sizes above `maxOrder` are left out. In doubles while all stay whole numbers below 2^53, else in BigInt.
 */
export function countByOrder(table: NodeTable, root: number, of: readonly Counts[], maxOrder: number): Counts {
  if (root === 0) return [];
  const nodes = reachable(table, root);
  const degree = new Int32Array(root + 1);
  for (const node of nodes) {
    const own = of[table.level[node]!]!.length - 1;
    degree[node] = Math.min(maxOrder, Math.max(degree[table.low[node]!]!, degree[table.high[node]!]! + own));
  }
  return inDoubles(table, root, nodes, degree, of) ?? inBigInts(table, root, nodes, degree, of);
}

function inDoubles(
  table: NodeTable,
  root: number,
  nodes: Int32Array,
  degree: Int32Array,
  of: readonly Counts[],
): Counts | null {
  const factors = of.map((counts) => Float64Array.from(counts, Number));
  if (factors.some((factor) => factor.some((count) => !Number.isSafeInteger(count)))) return null;
  const at = new Float64Array(Math.max(2, root + 1));
  let size = 2;
  for (const node of nodes) {
    at[node] = size;
    size += degree[node]! + 1;
  }
  at[1] = 1;
  const counts = new Float64Array(size);
  counts[1] = 1;
  for (const node of nodes) {
    const low = table.low[node]!;
    const high = table.high[node]!;
    const start = at[node]!;
    const room = degree[node]!;
    for (let n = 0; low !== 0 && n <= degree[low]!; n++) counts[start + n] = counts[at[low]! + n]!;
    const factor = factors[table.level[node]!]!;
    for (let own = 1; own < factor.length && own <= room; own++) {
      if (factor[own] === 0) continue;
      const end = Math.min(degree[high]!, room - own);
      for (let n = 0; n <= end; n++) {
        const sum = counts[start + n + own]! + factor[own]! * counts[at[high]! + n]!;
        if (sum > Number.MAX_SAFE_INTEGER) return null;
        counts[start + n + own] = sum;
      }
    }
  }
  return Array.from(counts.subarray(at[root]!, at[root]! + degree[root]! + 1), BigInt);
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
