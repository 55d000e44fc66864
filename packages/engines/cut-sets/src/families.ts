import type { Algebra } from './algebra.ts';
import { bottom, NodeTable, roomFor } from './node-table.ts';
import { PairCache } from './pair-cache.ts';

/**
 * Families of sets in which no set contains another, as zero-suppressed decision diagrams: 0 is no set at all, 1 is
 * the empty set alone. Sets larger than `maxOrder` are left out as they arise, which is exact for the sets that stay:
 * a minimal set is only ever made of minimal sets that are no larger.
 */
export class Families implements Algebra {
  readonly never = 0;
  readonly always = 1;
  readonly table: NodeTable;
  #ors: PairCache | null = null;
  #without: PairCache | null = null;
  readonly #room: number;
  readonly #products: PairCache[] = [];
  readonly #cuts: PairCache[] = [];
  readonly #maxOrder: number;

  constructor(limit: number, maxOrder: number, expected: number) {
    this.table = new NodeTable(limit, expected);
    this.#room = roomFor(expected);
    this.#maxOrder = maxOrder;
  }

  event(place: number): number {
    return this.#maxOrder < 1 ? 0 : this.table.node(place, 0, 1);
  }

  depth(value: number): number {
    return this.table.level[value]!;
  }

  /** Sets of either family that contain no other. */
  or(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    if (a === 1 || b === 1) return 1;
    if (a > b) return this.or(b, a);
    const ors = (this.#ors ??= new PairCache(this.#room));
    const known = ors.get(a, b);
    if (known >= 0) return known;
    const { level, low, high } = this.table;
    const here = level[a]!;
    const there = level[b]!;
    const top = Math.min(here, there);
    const lowA = here === top ? low[a]! : a;
    const highA = here === top ? high[a]! : 0;
    const lowB = there === top ? low[b]! : b;
    const highB = there === top ? high[b]! : 0;
    const lower = this.or(lowA, lowB);
    const result = this.node(top, lower, this.without(this.or(highA, highB), lower));
    ors.set(a, b, result);
    return result;
  }

  and(a: number, b: number): number {
    return this.#product(a, b, this.#maxOrder);
  }

  /** A node that tests `level`; `high` must already be free of sets that contain one of `low`. */
  node(level: number, low: number, high: number): number {
    return high === 0 ? low : this.table.node(level, low, high);
  }

  /** Sets of `a` that contain no set of `b`. */
  without(a: number, b: number): number {
    if (a === 0 || b === 1 || a === b) return 0;
    if (b === 0) return a;
    if (a === 1) return this.#hasEmpty(b) ? 0 : 1;
    const kept = (this.#without ??= new PairCache(this.#room));
    const known = kept.get(a, b);
    if (known >= 0) return known;
    const { level, low, high } = this.table;
    const here = level[a]!;
    const there = level[b]!;
    let result: number;
    if (here > there) result = this.without(a, low[b]!);
    else if (here < there) result = this.node(here, this.without(low[a]!, b), this.without(high[a]!, b));
    else {
      const lowA = low[a]!;
      const highA = high[a]!;
      const lowB = low[b]!;
      const highB = high[b]!;
      result = this.node(here, this.without(lowA, lowB), this.without(this.without(highA, highB), lowB));
    }
    kept.set(a, b, result);
    return result;
  }

  #hasEmpty(family: number): boolean {
    let at = family;
    while (this.table.level[at] !== bottom) at = this.table.low[at]!;
    return at === 1;
  }

  #product(a: number, b: number, room: number): number {
    if (a === 0 || b === 0) return 0;
    if (a === 1) return this.#atMost(b, room);
    if (b === 1 || a === b) return this.#atMost(a, room);
    if (room === 0) return this.#hasEmpty(a) && this.#hasEmpty(b) ? 1 : 0;
    if (a > b) return this.#product(b, a, room);
    const cache = (this.#products[room === Infinity ? 0 : room] ??= new PairCache(64));
    const known = cache.get(a, b);
    if (known >= 0) return known;
    const { level, low, high } = this.table;
    const here = level[a]!;
    const there = level[b]!;
    const top = Math.min(here, there);
    const lowA = here === top ? low[a]! : a;
    const highA = here === top ? high[a]! : 0;
    const lowB = there === top ? low[b]! : b;
    const highB = there === top ? high[b]! : 0;
    const lower = this.#product(lowA, lowB, room);
    const both = this.#product(this.or(highA, lowA), this.or(highB, lowB), room - 1);
    const result = this.node(top, lower, this.without(both, lower));
    cache.set(a, b, result);
    return result;
  }

  #atMost(family: number, room: number): number {
    if (family < 2 || room === Infinity) return family;
    if (room === 0) return this.#hasEmpty(family) ? 1 : 0;
    const cache = (this.#cuts[room] ??= new PairCache(64));
    const known = cache.get(family, 0);
    if (known >= 0) return known;
    const { level, low, high } = this.table;
    const top = level[family]!;
    const result = this.node(top, this.#atMost(low[family]!, room), this.#atMost(high[family]!, room - 1));
    cache.set(family, 0, result);
    return result;
  }
}
