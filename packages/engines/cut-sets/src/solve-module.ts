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

const limits = [1_024, 4_096, 65_536];
const limitGrowth = 8;

/** An order that outgrew a limit is not tried again within this many times that limit, once another fits. */
const hopeless = 4;

/** A diagram of so few nodes is worth no search for a smaller one. */
const small = 1_024;

/** Joins that an attempt may take for each node that it may have: a poor order makes few nodes with much work. */
const stepsPerNode = 2;

/** Minimal sets may take this many times the nodes that their decision diagram was allowed. */
const setsPerNode = 8;

/**
 * Tries the variable orders with a small node limit, then again with larger ones, until a diagram and its minimal sets
 * fit. Of the orders that fit at the same limit the smallest diagram is taken; once one fits, another must halve it to
 * be worth its time, and is not tried when it outgrew not much less before. Where none fits, the half that solved more gates goes on to the next limit (all do to the last).
 * With a maximum order, families cut at that order take their turn at every limit. Null when nothing fits into `nodeLimit`.
 */
export function solveModule(formula: Formula, nodeLimit: number, maxOrder: number): SolvedModule | null {
  if (formula.need.length > 1 && formula.events > mostEvents) return null;
  const all = variableOrders(formula)
    .slice(0, formula.need.length === 1 ? 1 : undefined)
    .map((order) => ({ places: order(), solved: 0 }));
  let orders = all;
  let outgrown = 0;
  for (let turn = 0; ; turn++) {
    const limit = Math.min(limits[turn] ?? outgrown * limitGrowth, nodeLimit);
    if (limit === nodeLimit) orders = all;
    const bounds = {
      limit,
      steps: limit === nodeLimit ? Infinity : limit * stepsPerNode,
      least: Math.max(outgrown * hopeless, small >> 1),
      sets: Math.min(nodeLimit, limit * setsPerNode),
    };
    const solved = byDiagram(formula, orders, bounds, maxOrder) ?? byFamilies(formula, orders, limit, maxOrder);
    if (solved !== null || limit === nodeLimit) return solved;
    orders = orders.toSorted((a, b) => b.solved - a.solved).slice(0, Math.max(2, orders.length >> 1));
    outgrown = limit;
  }
}

interface Order {
  readonly places: Int32Array;
  /** Gates that the last attempt with this order solved. */
  solved: number;
}

interface Bounds {
  /** Nodes of a diagram, and steps to make it. */
  readonly limit: number;
  readonly steps: number;
  /** Once an order fits, others are tried only while they may have so many nodes. */
  readonly least: number;
  /** Nodes of the minimal sets. */
  readonly sets: number;
}

function byDiagram(
  formula: Formula,
  orders: readonly Order[],
  { limit, steps, least, sets: setsLimit }: Bounds,
  maxOrder: number,
): SolvedModule | null {
  const fitting: { bdd: Bdd; root: number; places: Int32Array }[] = [];
  let bound = limit;
  let spare: Bdd | null = null;
  for (const order of orders) {
    order.solved = 0;
    const bdd: Bdd = spare ?? new Bdd(bound, Math.min(bound, expected(formula)));
    bdd.reset(bound, steps);
    const root = withinLimit(() => solve(formula, order.places, bdd, order));
    spare = root === null ? bdd : null;
    if (root === null) continue;
    fitting.unshift({ bdd, root, places: order.places });
    bound = bdd.table.count >> 1;
    if (bound < least) break;
  }
  for (const { bdd, root, places } of fitting) {
    const families = new Families(setsLimit, maxOrder, root);
    const sets = withinLimit(() => minimalSolutions(bdd, root, families));
    if (sets !== null)
      return { family: families.table, root: sets, diagram: { table: bdd.table, root }, eventAt: inverse(places) };
  }
  return null;
}

function byFamilies(formula: Formula, orders: readonly Order[], limit: number, maxOrder: number): SolvedModule | null {
  if (maxOrder === Infinity) return null;
  for (const { places } of orders) {
    const families = new Families(limit, maxOrder, expected(formula));
    const root = withinLimit(() => solve(formula, places, families));
    if (root !== null) return { family: families.table, root, diagram: null, eventAt: inverse(places) };
  }
  return null;
}

/** A guess at the nodes that are needed, to save growing step by step. */
function expected({ events, need }: Formula): number {
  return need.length === 1 && need[0] === 1 ? events * 2 : events * need.length * 2;
}

function inverse(places: Int32Array): Int32Array {
  const at = new Int32Array(places.length);
  for (const [event, place] of places.entries()) at[place] = event;
  return at;
}
