import type { NodeTable } from './node-table.ts';
import type { Counts } from './7-count.ts';

/** The minimal sets of one module: a family over its inputs, `inputs[level]` an event (>= 0) or the module `-1 - input`. */
export interface ModuleSets {
  readonly table: NodeTable;
  readonly root: number;
  readonly inputs: readonly number[];
  readonly counts: Counts;
}

/** Sets of the last module as lists of events, smallest first, made one at a time; the same order on every run. */
export function* enumerate(all: readonly ModuleSets[]): Generator<number[]> {
  const top = all.at(-1)!;
  const known = all.map(() => new Map<string, boolean>());
  for (const [order, count] of top.counts.entries()) {
    if (count > 0n) yield* setsOf(all.length - 1, top.root, order);
  }

  function* setsOf(module: number, root: number, order: number): Generator<number[]> {
    const { table, inputs } = all[module]!;
    let node = root;
    for (; node > 1; node = table.low[node]!) {
      const input = inputs[table.level[node]!]!;
      const high = table.high[node]!;
      if (input >= 0) {
        if (!has(module, high, order - 1)) continue;
        for (const rest of setsOf(module, high, order - 1)) yield [input, ...rest];
        continue;
      }
      const below = -1 - input;
      for (const [own, count] of all[below]!.counts.entries()) {
        if (count === 0n || own > order || !has(module, high, order - own)) continue;
        for (const part of setsOf(below, all[below]!.root, own)) {
          for (const rest of setsOf(module, high, order - own)) yield [...part, ...rest];
        }
      }
    }
    if (node === 1 && order === 0) yield [];
  }

  /** True when the family of `node` has a set of this size: keeps the walk out of branches that yield nothing. */
  function has(module: number, node: number, order: number): boolean {
    if (node < 2) return node === 1 && order === 0;
    if (order <= 0) return order === 0 && has(module, all[module]!.table.low[node]!, 0);
    const key = `${node}:${order}`;
    const before = known[module]!.get(key);
    if (before !== undefined) return before;
    const { table, inputs } = all[module]!;
    const input = inputs[table.level[node]!]!;
    const high = table.high[node]!;
    const answer =
      (input >= 0
        ? has(module, high, order - 1)
        : all[-1 - input]!.counts.some((count, own) => count > 0n && has(module, high, order - own))) ||
      has(module, table.low[node]!, order);
    known[module]!.set(key, answer);
    return answer;
  }
}
