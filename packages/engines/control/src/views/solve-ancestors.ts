import { groupBy } from '../graph/group-by.ts';
import { stronglyConnected } from '../graph/strongly-connected.ts';
import { turnsAround } from './turns-around.ts';
import type { Holdings } from '../holdings.ts';
import type { ControlPolicy } from '../policy.ts';
import type { Bounds } from '@underpin/model';

/** What one owner has of an entity. */
export interface OwnerShare {
  readonly owner: number;
  /** Effective share, 0..1: each turn of a cycle counted once. */
  readonly share: Bounds;
  /** Y = (I - A)^-1 A; above 1 where the owner is in a cycle, `Infinity` at most where the maxima leave it unbounded. */
  readonly integrated: Bounds;
  /** Nobody is stated to own this owner. */
  readonly ultimate: boolean;
}

/** The ancestors of one entity as a small graph of their own: local numbers, holdings with local ends. */
export interface Ancestors {
  readonly nodes: readonly number[];
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** Column of Y for one entity: only those above it are touched. */
export function solveAncestors(holdings: Holdings, entity: number, policy: ControlPolicy): OwnerShare[] {
  const above = ancestorsOf(holdings, entity);
  const size = above.nodes.length;
  const out = groupBy(above.tail, size);
  const into = groupBy(above.head, size);
  const { of, count } = stronglyConnected(size, out, above.head);
  const members = groupBy(of, count);
  const inCycle = new Uint8Array(size);
  for (let component = 0; component < count; component += 1) {
    const from = members.start[component] as number;
    const several = (members.start[component + 1] as number) - from > 1;
    for (let at = from; at < (members.start[component + 1] as number); at += 1) {
      if (several) inCycle[members.row[at] as number] = 1;
    }
  }
  const cycle = { above, into, of, members };
  above.tail.forEach((node, at) => {
    if (node === above.head[at]) inCycle[node] = 1;
  });
  const solve = (share: Float64Array, unsettled: number): Float64Array => {
    // Solves x_i = sum_k a_ik (x_k + [k = target]) in component order.
    const value = new Float64Array(size);
    for (let component = 0; component < count; component += 1) {
      const from = members.start[component] as number;
      const to = members.start[component + 1] as number;
      let change = 1;
      let sweeps = 0;
      const cyclic = inCycle[members.row[from] as number] === 1;
      while (change > policy.solveTolerance && sweeps < policy.maxSweeps) {
        change = 0;
        for (let at = from; at < to; at += 1) change = Math.max(change, visit(members.row[at] as number));
        sweeps += 1;
        if (!cyclic) break;
      }
      if (cyclic && change > policy.solveTolerance && unsettled > 0) {
        for (let at = from; at < to; at += 1)
          if (value[members.row[at] as number] !== 0) value[members.row[at] as number] = unsettled;
      }
    }
    return value;

    function visit(node: number): number {
      let sum = 0;
      for (let place = out.start[node] as number; place < (out.start[node + 1] as number); place += 1) {
        const at = out.row[place] as number;
        const part = share[at] as number;
        if (part === 0) continue;
        const next = above.head[at] as number;
        sum += part * ((value[next] as number) + (next === 0 ? 1 : 0));
      }
      const change = Math.abs(sum - (value[node] as number));
      value[node] = sum;
      return Number.isNaN(change) ? 0 : change;
    }
  };
  const exact = above.min.every((share, at) => share === above.max[at]);
  const low = solve(above.min, 0);
  const high = exact ? low : solve(above.max, Number.POSITIVE_INFINITY);
  const answers: OwnerShare[] = [];
  for (let node = 0; node < size; node += 1) {
    const integrated = { atLeast: low[node] as number, atMost: Math.max(low[node] as number, high[node] as number) };
    if (integrated.atMost === 0) continue;
    let share = { atLeast: Math.min(1, integrated.atLeast), atMost: Math.min(1, integrated.atMost) };
    if (inCycle[node] === 1) {
      const least = turnsAround(cycle, node, above.min, policy);
      const most = exact ? least : turnsAround(cycle, node, above.max, policy);
      const once = integrated.atLeast * (1 - least.atMost);
      const upper = most.atLeast < 1 ? integrated.atMost * (1 - most.atLeast) : 1;
      share = { atLeast: Math.min(1, once), atMost: Math.min(1, Math.max(once, Number.isFinite(upper) ? upper : 1)) };
    }
    const ultimate = into.start[node] === into.start[node + 1];
    answers.push({ owner: above.nodes[node] as number, share, integrated, ultimate });
  }
  return answers.sort(
    (a, b) => b.share.atLeast - a.share.atLeast || b.share.atMost - a.share.atMost || a.owner - b.owner,
  );
}

function ancestorsOf(holdings: Holdings, entity: number): Ancestors {
  const local = new Map<number, number>([[entity, 0]]);
  const nodes = [entity];
  const tail: number[] = [];
  const head: number[] = [];
  const min: number[] = [];
  const max: number[] = [];
  for (let next = 0; next < nodes.length; next += 1) {
    const node = nodes[next] as number;
    for (let at = holdings.start[node] as number; at < (holdings.start[node + 1] as number); at += 1) {
      const holder = holdings.owner[at] as number;
      let number = local.get(holder);
      if (number === undefined) {
        number = nodes.length;
        local.set(holder, number);
        nodes.push(holder);
      }
      tail.push(number);
      head.push(next);
      min.push(holdings.min[at] as number);
      max.push(holdings.max[at] as number);
    }
  }
  return {
    nodes,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    min: Float64Array.from(min),
    max: Float64Array.from(max),
  };
}
