import type { Algebra } from './algebra.ts';
import { nodeLimitReached } from './node-limit.ts';
import { NodeTable, roomFor } from './node-table.ts';
import { PairCache } from './pair-cache.ts';

/** Binary decision diagrams of monotone functions: reduced and ordered, so equal functions are the same node. */
export class Bdd implements Algebra {
  readonly never = 0;
  readonly always = 1;
  readonly table: NodeTable;
  readonly #ors: PairCache;
  readonly #ands: PairCache;
  #stepsLeft: number;

  /** Throws `nodeLimitReached` past `limit` nodes, or past `steps` joins of two nodes. */
  constructor(limit: number, expected: number, steps = Infinity) {
    this.#stepsLeft = steps;
    this.table = new NodeTable(limit, expected);
    this.#ors = new PairCache(roomFor(expected >> 2));
    this.#ands = new PairCache(roomFor(expected >> 2));
  }

  /** Forgets all diagrams and keeps the memory. */
  reset(limit: number, steps = Infinity): void {
    this.#stepsLeft = steps;
    this.table.reset(limit);
    this.#ors.reset();
    this.#ands.reset();
  }

  event(place: number): number {
    return this.table.node(place, 0, 1);
  }

  depth(value: number): number {
    return this.table.level[value]!;
  }

  or(a: number, b: number): number {
    if (a === b || b === 0) return a;
    if (a === 0) return b;
    if (a === 1 || b === 1) return 1;
    const known = a < b ? this.#ors.get(a, b) : this.#ors.get(b, a);
    if (known >= 0) return known;
    if (--this.#stepsLeft < 0) throw nodeLimitReached;
    const { level, low, high } = this.table;
    const here = level[a]!;
    const there = level[b]!;
    const top = here < there ? here : there;
    const lower = this.or(here === top ? low[a]! : a, there === top ? low[b]! : b);
    const upper = this.or(here === top ? high[a]! : a, there === top ? high[b]! : b);
    const result = lower === upper ? lower : this.table.node(top, lower, upper);
    if (a < b) this.#ors.set(a, b, result);
    else this.#ors.set(b, a, result);
    return result;
  }

  and(a: number, b: number): number {
    if (a === b || b === 1) return a;
    if (a === 1) return b;
    if (a === 0 || b === 0) return 0;
    const known = a < b ? this.#ands.get(a, b) : this.#ands.get(b, a);
    if (known >= 0) return known;
    if (--this.#stepsLeft < 0) throw nodeLimitReached;
    const { level, low, high } = this.table;
    const here = level[a]!;
    const there = level[b]!;
    const top = here < there ? here : there;
    const lower = this.and(here === top ? low[a]! : a, there === top ? low[b]! : b);
    const upper = this.and(here === top ? high[a]! : a, there === top ? high[b]! : b);
    const result = lower === upper ? lower : this.table.node(top, lower, upper);
    if (a < b) this.#ands.set(a, b, result);
    else this.#ands.set(b, a, result);
    return result;
  }
}
