import { variableOrders } from './4-orders.ts';
import { solve } from './5-solve.ts';
import { minimalSolutions } from './6-minimal-solutions.ts';
import { Bdd } from './bdd.ts';
import { Families } from './families.ts';
import type { Formula } from './formula.ts';
import type { NodeTable } from './node-table.ts';
import { withinLimit } from './node-limit.ts';

/** A module's minimal sets, and its decision diagram where one was built (the exact probability needs it). */
export interface SolvedModule {
  readonly family: NodeTable;
  readonly root: number;
  readonly diagram: { readonly table: NodeTable; readonly root: number } | null;
  /** The local event that stands at each level. */
  readonly eventAt: Int32Array;
}

/** Past this many events in a part that is more than one gate, the recursion of the diagrams would outgrow the stack. */
export const mostEvents = 2_500;

const firstLimit = 4_096;

/**
 * Tries each variable order with a small node limit, then again with larger ones, and keeps the order that makes the
 * fewest nodes among those that finish first. With a maximum order, families cut at that order take their turn at
 * every limit. Null when nothing fits into `nodeLimit`.
 */
export function solveModule(formula: Formula, nodeLimit: number, maxOrder: number): SolvedModule | null {
  if (formula.need.length > 1 && formula.events > mostEvents) return null;
  const orders = variableOrders(formula).slice(0, formula.need.length === 1 ? 1 : undefined);
  for (let limit = Math.min(firstLimit, nodeLimit); ; limit = Math.min(limit * 4, nodeLimit)) {
    const solved =
      byDiagram(formula, orders, limit, nodeLimit, maxOrder) ?? byFamilies(formula, orders, limit, maxOrder);
    if (solved !== null || limit === nodeLimit) return solved;
  }
}

type Orders = ReturnType<typeof variableOrders>;

function byDiagram(
  formula: Formula,
  orders: Orders,
  limit: number,
  nodeLimit: number,
  maxOrder: number,
): SolvedModule | null {
  let best: { bdd: Bdd; root: number; places: Int32Array } | null = null;
  let bound = limit;
  for (const order of orders) {
    const places = order();
    const bdd = new Bdd(bound);
    const root = withinLimit(() => solve(formula, places, bdd));
    if (root === null) continue;
    best = { bdd, root, places };
    bound = bdd.table.count;
    if (bound <= firstLimit) break;
  }
  if (best === null) return null;
  const { bdd, root, places } = best;
  const families = new Families(nodeLimit, maxOrder);
  const sets = withinLimit(() => minimalSolutions(bdd, root, families));
  if (sets === null) return null;
  return { family: families.table, root: sets, diagram: { table: bdd.table, root }, eventAt: inverse(places) };
}

function byFamilies(formula: Formula, orders: Orders, limit: number, maxOrder: number): SolvedModule | null {
  if (maxOrder === Infinity) return null;
  for (const order of orders) {
    const places = order();
    const families = new Families(limit, maxOrder);
    const root = withinLimit(() => solve(formula, places, families));
    if (root !== null) return { family: families.table, root, diagram: null, eventAt: inverse(places) };
  }
  return null;
}

function inverse(places: Int32Array): Int32Array {
  const at = new Int32Array(places.length);
  for (const [event, place] of places.entries()) at[place] = event;
  return at;
}
