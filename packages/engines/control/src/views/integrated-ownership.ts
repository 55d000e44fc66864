import { ownershipKind } from '@underpin/model';
import { groupBy } from '../graph/group-by.ts';
import { topologicalComponents } from '../graph/topological-components.ts';
import { holdingsOf } from '../holdings.ts';
import { controlPolicy } from '../policy.ts';
import { solveAncestors } from './solve-ancestors.ts';
import type { CurrentEdges } from '../as-of.ts';
import type { Groups } from '../graph/group-by.ts';
import type { Holdings } from '../holdings.ts';
import type { ControlPolicy } from '../policy.ts';
import type { OwnerShare } from './solve-ancestors.ts';
import type { Finding } from '@underpin/model';

/** Shares of one owner in every entity, at all minima and at all maxima. */
export interface EffectiveShares {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** The share matrix of a day, condensed once, for any number of questions. */
export interface IntegratedOwnership {
  readonly holdings: Holdings;
  readonly findings: readonly Finding[];
  /** Number of entities that, through others, own part of themselves. */
  readonly entitiesInCycles: number;
  readonly largestCycle: number;
  /** Effective share of the owners together (each counted once) in every entity: 1 in the owners themselves. */
  readonly ofOwners: (owners: readonly number[]) => EffectiveShares;
  /** Everyone who owns part of an entity, directly or through others, largest first. */
  readonly ownersOf: (entity: number) => readonly OwnerShare[];
}

/**
 * Third view: Y = (I - A)^-1 A over the share matrix A, through chains and cycles. Components of the cycles are found
 * once; a question is then one pass in their order, with Gauss-Seidel sweeps inside a cycle only.
 *
 * `integrated` is Y itself; in a cycle an owner that is partly owned by what it owns is counted again at each turn, so Y
 * may exceed 1. `share` counts each turn once, Y_ij / (1 + Y_ii) = the part of j that ends at i, and never does.
 *
 * @example integratedOwnership(asOf(graph, day)).ownersOf(provider)[0]
 */
export function integratedOwnership(current: CurrentEdges, policy: ControlPolicy = controlPolicy): IntegratedOwnership {
  const holdings = holdingsOf(current, [ownershipKind.equity, ownershipKind.voting], policy.tolerance);
  const count = current.graph.entities.count;
  const out = groupBy(holdings.owner, count);
  const components = topologicalComponents(count, out, holdings.owned);
  const inOrder = groupBy(components.of, components.count);
  const order: Ordered = { holdings, out, inOrder, count };
  return {
    holdings,
    findings: holdings.findings,
    ...cyclesOf(inOrder),
    ofOwners: (owners) => {
      const below = reached(order, owners);
      return {
        min: rowSolve(order, owners, below, holdings.min, policy, 0),
        max: rowSolve(order, owners, below, holdings.max, policy, 1),
      };
    },
    ownersOf: (entity) => solveAncestors(holdings, entity, policy),
  };
}

interface Ordered {
  readonly holdings: Holdings;
  readonly out: Groups;
  readonly inOrder: Groups;
  readonly count: number;
}

function cyclesOf(components: Groups): { entitiesInCycles: number; largestCycle: number } {
  let entitiesInCycles = 0;
  let largestCycle = 0;
  for (let component = 0; component + 1 < components.start.length; component += 1) {
    const size = (components.start[component + 1] as number) - (components.start[component] as number);
    if (size === 1) continue;
    entitiesInCycles += size;
    largestCycle = Math.max(largestCycle, size);
  }
  return { entitiesInCycles, largestCycle };
}

/** 1 for every entity that the owners reach through holdings, themselves included. */
function reached({ holdings, out, count }: Ordered, owners: readonly number[]): Uint8Array {
  const below = new Uint8Array(count);
  const waiting = [...owners];
  for (const entity of owners) below[entity] = 1;
  while (waiting.length > 0) {
    const holder = waiting.pop() as number;
    for (let place = out.start[holder] as number; place < (out.start[holder + 1] as number); place += 1) {
      const next = holdings.owned[out.row[place] as number] as number;
      if (below[next] === 1) continue;
      below[next] = 1;
      waiting.push(next);
    }
  }
  return below;
}

/** v_j = sum_i v_i a_ij with v = 1 held at the owners; capped at 1, since no part of an entity can be owned twice. */
function rowSolve(
  { holdings, inOrder, count }: Ordered,
  owners: readonly number[],
  below: Uint8Array,
  share: Float64Array,
  policy: ControlPolicy,
  unsettled: 0 | 1,
): Float64Array {
  const value = new Float64Array(count);
  const held = new Uint8Array(count);
  for (const entity of owners) {
    value[entity] = 1;
    held[entity] = 1;
  }
  const { start, owner } = holdings;
  const row = inOrder.row;
  for (let component = inOrder.start.length - 2; component >= 0; component -= 1) {
    const from = inOrder.start[component] as number;
    const to = inOrder.start[component + 1] as number;
    if (below[row[from] as number] === 0) continue;
    if (to - from === 1) {
      visit(row[from] as number);
      continue;
    }
    let change = 1;
    let sweeps = 0;
    while (change > policy.solveTolerance && sweeps < policy.maxSweeps) {
      change = 0;
      for (let at = from; at < to; at += 1) change = Math.max(change, visit(row[at] as number));
      sweeps += 1;
    }
    if (change <= policy.solveTolerance || unsettled === 0) continue;
    for (let at = from; at < to; at += 1) if (value[row[at] as number] !== 0) value[row[at] as number] = 1;
  }
  return value;

  function visit(entity: number): number {
    if (held[entity] === 1) return 0;
    let sum = 0;
    let self = 0;
    for (let at = start[entity] as number; at < (start[entity + 1] as number); at += 1) {
      const holder = owner[at] as number;
      if (holder === entity) self = share[at] as number;
      else if (value[holder] !== 0) sum += (value[holder] as number) * (share[at] as number);
    }
    if (self > 0 && sum > 0) sum = self < 1 ? sum / (1 - self) : 1;
    const next = sum > 1 ? 1 : sum;
    const change = Math.abs(next - (value[entity] as number));
    value[entity] = next;
    return change;
  }
}
